import type { KeyboardEvent } from 'react'
import { aspectOf } from '../../shared/domain/board.ts'
import type { Keyframe, Shot } from '../../shared/domain/document.ts'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { pickUpOnKey } from '../dnd/carry-keys.ts'
import type { KeyframeDrag } from '../dnd/items.ts'
import { useDragItem } from '../dnd/use-drag-item.ts'
import { useRejected } from '../jobs/rejection.ts'
import { useBoard } from '../state/board.ts'
import { thumbUrl } from '../state/media.ts'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { FramedImage, useAsset } from './framed-image.tsx'
import { postMenu, showImage } from './frames-menus.ts'
import styles from './post.module.css'
import { ShapeBadge, shapeWords } from './shape-badge.tsx'

const words = strings.timeline.track

/** Side of the picture that goes along under the pointer, in CSS pixels. */
const dragPictureSide = 120

/** A keyframe on the track. */
export const Post = ({
  shot,
  keyframe,
  index,
  seconds,
  x,
  width,
  height,
  isStop,
  isAimedAt,
}: {
  readonly shot: Shot
  readonly keyframe: Keyframe
  readonly index: number
  /** Its moment in the shot. */
  readonly seconds: number
  readonly x: number
  readonly width: number
  readonly height: number
  readonly isStop: boolean
  /** Something dragged over it would take its place. */
  readonly isAimedAt: boolean
}) => {
  const aspect = useBoard(({ document }) => aspectOf(document, shot))
  const asset = useAsset(keyframe.assetId)
  const isSelected = useSession(({ slot }) => slot?.kind === 'keyframe' && slot.index === index)
  const rejected = useRejected([shot], `image_urls.${index}`)
  const { assetId, framing } = keyframe
  const item = (): KeyframeDrag => ({
    kind: 'keyframe',
    shotId: shot.id,
    index,
    assetId,
    framing,
    look: {
      picture: asset ? thumbUrl(assetId, dragPictureSide) : null,
      words: strings.timeline.menu.post(index + 1),
      count: 1,
    },
  })
  const [isDragging, drag] = useDragItem('keyframe', item)
  const select = () => setSession({ slot: { kind: 'keyframe', index } })
  const onKeyDown = (event: KeyboardEvent) => {
    if (pickUpOnKey(event, item, 'frames')) return
    if (event.key !== 'Enter' || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    showImage(keyframe)
  }
  return (
    <div className={styles['place']} style={{ left: x, width }}>
      <ContextMenu items={() => postMenu(shot, index)} label={strings.timeline.menu.post(index + 1)}>
        <div
          ref={(element) => {
            drag(element)
          }}
          className={styles['post']}
          style={{ height }}
          role="button"
          tabIndex={isStop ? 0 : -1}
          aria-pressed={isSelected}
          aria-label={words.keyframe(
            index + 1,
            shot.frames.keyframes.length,
            seconds,
            asset?.name ?? words.missing,
            asset && shapeWords(asset, framing, aspect, width),
          )}
          data-stop={`keyframe-${index}`}
          aria-description={rejected ?? undefined}
          title={rejected ?? undefined}
          data-rejected={rejected === null ? undefined : true}
          data-aimed={isAimedAt || undefined}
          data-dragging={isDragging || undefined}
          onFocus={select}
          onPointerDown={select}
          onDoubleClick={() => showImage(keyframe)}
          onKeyDown={onKeyDown}
        >
          <span className={styles['picture']}>
            <FramedImage assetId={assetId} framing={framing} aspect={aspect} />
          </span>
          {asset && <ShapeBadge image={asset} {...{ framing, aspect, width }} />}
          {isAimedAt && <span className={styles['aim']}>{words.willReplace}</span>}
        </div>
      </ContextMenu>
      <span className={styles['time']} aria-hidden="true">
        {strings.timeline.seconds(seconds)}
      </span>
    </div>
  )
}
