import { useEffect, useState } from 'react'
import type { Asset, Framing } from '../../shared/domain/document.ts'
import type { Aspect, PixelSize } from '../../shared/domain/endpoints.ts'
import { framedUrl, thumbUrl } from '../state/media.ts'
import { strings } from '../strings/en/index.ts'
import { rectOf, viewOf } from './framing.ts'
import styles from './sent-picture.module.css'

const words = strings.timeline.crop

/** Nothing is asked of the core while the framing still moves. */
const restMs = 160
/** Long side of the picture that stands in until the sent one has come, in CSS pixels. */
const standInSide = 640

/**
 * The image as it will be sent: the very file that the core uploads, in the size it has then. While the framing moves,
 * the page's own drawing of it stands in.
 */
export const SentPicture = ({
  asset,
  aspect,
  framing,
  size,
}: {
  readonly asset: Asset
  readonly aspect: Aspect
  readonly framing: Framing
  readonly size: PixelSize
}) => {
  const wanted = framedUrl(asset.id, framing, size)
  const [asked, setAsked] = useState(wanted)
  const [shown, setShown] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    const rest = setTimeout(() => setAsked(wanted), restMs)
    return () => clearTimeout(rest)
  }, [wanted])
  const isThere = shown === wanted
  return (
    <div
      className={styles['picture']}
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        ['--ratio' as string]: size.width / size.height,
      }}
      aria-busy={!isThere && failed !== wanted}
    >
      <StandIn {...{ asset, aspect, framing }} />
      <img
        className={styles['sent']}
        src={asked}
        alt={words.sentAlt}
        draggable={false}
        data-there={isThere || undefined}
        onLoad={() => setShown(asked)}
        onError={() => setFailed(asked)}
      />
      {failed === wanted && <span className={styles['failed']}>{words.failed}</span>}
    </div>
  )
}

const StandIn = ({
  asset,
  aspect,
  framing,
}: {
  readonly asset: Asset
  readonly aspect: Aspect
  readonly framing: Framing
}) => {
  const source = thumbUrl(asset.id, standInSide)
  if (framing.fit === 'cover') {
    const rect = framing.crop ?? rectOf(viewOf(null, asset, aspect), asset, aspect)
    return (
      <img
        className={styles['part']}
        src={source}
        alt=""
        draggable={false}
        style={{
          width: `${100 / rect.width}%`,
          height: `${100 / rect.height}%`,
          left: `${(-100 * rect.x) / rect.width}%`,
          top: `${(-100 * rect.y) / rect.height}%`,
        }}
      />
    )
  }
  return (
    <>
      {framing.fill.kind === 'blur' ? (
        <img className={styles['blur']} src={source} alt="" draggable={false} />
      ) : (
        <span className={styles['colour']} style={{ background: framing.fill.colour }} />
      )}
      <img className={styles['whole']} src={source} alt="" draggable={false} />
    </>
  )
}
