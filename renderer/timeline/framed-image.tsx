import { useState } from 'react'
import type { Asset, Framing } from '../../shared/domain/document.ts'
import { frameSize, type Aspect } from '../../shared/domain/endpoints.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { framedUrl } from '../state/media.ts'
import { useBoard } from '../state/board.ts'
import { recordOf } from '../../shared/domain/document.ts'
import { strings } from '../strings/en/index.ts'
import styles from './framed-image.module.css'

/** The record of an image; null where it is not in the library. */
export const useAsset = (assetId: AssetId): Asset | null =>
  useBoard(({ document }) => recordOf(document.assets, assetId) ?? null)

/** An image as it will be sent, small. The core makes it in the size that is sent, once, and the page shows it smaller. */
export const FramedImage = ({
  assetId,
  framing,
  aspect,
}: {
  readonly assetId: AssetId
  readonly framing: Framing
  readonly aspect: Aspect
}) => {
  const asset = useAsset(assetId)
  const [failed, setFailed] = useState<string | null>(null)
  const address = framedUrl(assetId, framing, postPictureSize(aspect))
  if (!asset || failed === address)
    return <span className={styles['missing']}>{strings.timeline.track.missing}</span>
  return (
    <img
      className={styles['image']}
      src={address}
      alt=""
      draggable={false}
      decoding="async"
      onError={() => setFailed(address)}
    />
  )
}

// A third of what is sent, of the very same shape: enough for a post on a dense screen, and quick to make.
const postPictureSize = (aspect: Aspect) => {
  const { width, height } = frameSize(aspect, '720p')
  return { width: Math.round(width / 3), height: Math.round(height / 3) }
}
