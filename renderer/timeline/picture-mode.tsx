import { Crop, Plus } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { aspectOf } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import { frameSize } from '../../shared/domain/endpoints.ts'
import { ActionButton } from '../design/kit/action-button.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { runAction } from '../actions/action.ts'
import { useRejected } from '../jobs/rejection.ts'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { chooseFiles } from './choose-files.ts'
import { FramedImage, useAsset } from './framed-image.tsx'
import { replaceEntries, showImage } from './frames-menus.ts'
import type { Placeable } from './edit-frames.ts'
import styles from './picture-mode.module.css'
import { ShapeBadge, shapeWords } from './shape-badge.tsx'
import { postSize } from './timeline-layout.ts'
import { setPicture } from './track-edits.ts'
import { runTrackKey } from './track-keys.ts'
import { dropPicture, usePictureDrop } from './use-picture-drop.ts'

const words = strings.timeline.picture

/** The one image of an image shot. */
export const PictureMode = ({ shot }: { readonly shot: Shot }) => {
  const { isAimedAt, connect } = usePictureDrop(shot)
  return (
    <div
      ref={(element) => {
        connect(element)
      }}
      className={styles['row']}
      role="group"
      aria-label={words.title(shot.label)}
    >
      {shot.image.picture ? (
        <Picture shot={shot} picture={shot.image.picture} isAimedAt={isAimedAt} />
      ) : (
        <Empty shot={shot} isAimedAt={isAimedAt} />
      )}
    </div>
  )
}

const Picture = ({
  shot,
  picture,
  isAimedAt,
}: {
  readonly shot: Shot
  readonly picture: Placeable
  readonly isAimedAt: boolean
}) => {
  const { assetId, framing } = picture
  const aspect = useBoard(({ document }) => aspectOf(document, shot))
  const asset = useAsset(assetId)
  const rejected = useRejected([shot], 'image_url')
  const sent = frameSize(aspect, '1080p')
  const size = bigger(postSize(aspect, 0))
  const shape = asset && shapeWords(asset, framing, aspect, size.width)
  const isSmall = asset && (asset.width < sent.width || asset.height < sent.height)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      event.stopPropagation()
      runAction('timeline.removePicture')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      showImage(picture)
    } else runTrackKey(event)
  }
  return (
    <>
      <ContextMenu items={() => pictureMenu(shot, picture)} label={strings.timeline.menu.picture}>
        <div
          className={styles['picture']}
          style={size}
          role="button"
          tabIndex={0}
          aria-label={words.label(asset?.name ?? strings.timeline.track.missing, shape)}
          aria-description={rejected ?? undefined}
          title={rejected ?? undefined}
          data-rejected={rejected === null ? undefined : true}
          data-aimed={isAimedAt || undefined}
          onDoubleClick={() => showImage(picture)}
          onKeyDown={onKeyDown}
        >
          <FramedImage assetId={assetId} framing={framing} aspect={aspect} />
          {asset && <ShapeBadge image={asset} {...{ framing, aspect }} width={size.width} />}
          {isAimedAt && <span className={styles['aim']}>{strings.timeline.track.willReplace}</span>}
        </div>
      </ContextMenu>
      {asset && (
        <div className={styles['about']}>
          <span className={styles['name']}>{asset.name}</span>
          <span className={styles['note']}>{words.size(asset.width, asset.height)}</span>
          {isSmall && <span className={styles['note']}>{words.tooSmall(sent.width, sent.height)}</span>}
          <ActionButton action="timeline.frame" size="small" icon={Crop} className={styles['frame']}>
            {words.frame}
          </ActionButton>
        </div>
      )}
    </>
  )
}

/** The one picture has the height of the row. */
const bigger = ({ width, height }: { readonly width: number; readonly height: number }) => {
  const factor = 88 / height
  return { width: Math.round(width * factor), height: 88 }
}

const Empty = ({ shot, isAimedAt }: { readonly shot: Shot; readonly isAimedAt: boolean }) => (
  <>
    <button
      type="button"
      className={styles['slot']}
      aria-label={strings.timeline.track.empty.choose(words.empty)}
      data-aimed={isAimedAt || undefined}
      onClick={() => {
        void choosePicture(shot)
      }}
    >
      <Icon of={Plus} size={14} />
      {words.empty}
    </button>
    <p className={styles['hint']}>{words.emptyHint}</p>
  </>
)

const choosePicture = async (shot: Shot) => {
  const files = await chooseFiles(false)
  if (files.length > 0) await dropPicture(files, shot)
}

const pictureMenu = (shot: Shot, picture: Placeable): readonly MenuEntry[] => [
  'timeline.frame',
  { kind: 'item', label: strings.timeline.menu.show, run: () => showImage(picture) },
  separator,
  ...replaceEntries(
    (image) => setPicture(shot.id, image),
    (file) => void dropPicture([file], shot),
  ),
  separator,
  'timeline.removePicture',
]
