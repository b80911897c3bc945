import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { aspectOf } from '../../shared/domain/board.ts'
import type { Gap as GapRecord, Shot } from '../../shared/domain/document.ts'
import { keyframeCount } from '../../shared/domain/endpoints.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { useBoard } from '../state/board.ts'
import { useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { AimLine } from './aim-line.tsx'
import { EdgeTip } from './edge-tip.tsx'
import { EndSlot } from './end-slot.tsx'
import styles from './frames-track.module.css'
import { Gap } from './gap.tsx'
import { Playhead } from './playhead.tsx'
import { Post } from './post.tsx'
import { layoutTrack, postTimes } from './timeline-layout.ts'
import { runTrackKey } from './track-keys.ts'
import { useEdgeDrag } from './use-edge-drag.ts'
import { dropFiles, useFramesDrop } from './use-frames-drop.ts'
import { useRoving } from './use-roving.ts'

const words = strings.timeline.track

/** Room around the outermost posts for the marks of selection and focus, in pixels. */
const margin = 6

/** The gaps of a shot as they would be, while the edge of one is on its way. */
export interface MovingGaps {
  readonly shotId: ShotId
  readonly gaps: readonly GapRecord[]
}

/** The track of keyframes: posts in time, gaps between them, and an empty place while there is room. */
export const FramesTrack = ({
  shot,
  available,
  onMove,
}: {
  readonly shot: Shot
  /** Width that posts and gaps have, in pixels; zero until it is known. */
  readonly available: number
  readonly onMove: (moving: MovingGaps | null) => void
}) => {
  const { keyframes, gaps } = shot.frames
  const aspect = useBoard(({ document }) => aspectOf(document, shot))
  const slot = useSession((session) => session.slot)
  const track = useRef<HTMLDivElement>(null)
  const help = useId()
  const at = { posts: keyframes.length, aspect, available }

  const settled = layoutTrack({ ...at, seconds: gaps.map((gap) => gap.seconds) })
  const { drag, take } = useEdgeDrag(shot, settled.pxPerSecond)
  const shownGaps = drag?.move.gaps ?? gaps
  const seconds = shownGaps.map((gap) => gap.seconds)
  const layout = drag ? layoutTrack({ ...at, seconds, pxPerSecondMost: drag.pxPerSecond }) : settled

  const moving = drag?.move.gaps ?? null
  useEffect(() => {
    if (!moving) return undefined
    onMove({ shotId: shot.id, gaps: moving })
    return () => onMove(null)
  }, [moving, onMove, shot.id])

  const { aim, connect } = useFramesDrop(shot, settled, track, margin)
  const stops = keyframes.flatMap((_, index) =>
    index < gaps.length ? [`keyframe-${index}`, `gap-${index}`] : [`keyframe-${index}`],
  )
  if (keyframes.length < keyframeCount.max) stops.push('slot')
  const roving = useRoving(stops, slot && `${slot.kind}-${slot.index}`)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const from = stopOf(event.target)
    if (from === null) return
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const to = plain ? roving.beside(from, event.key) : undefined
    if (to !== undefined) {
      event.preventDefault()
      roving.focus(to)
    } else runTrackKey(event)
  }

  const times = postTimes(seconds)
  return (
    <div
      ref={(element) => {
        track.current = element
        roving.row.current = element
        connect(element)
      }}
      className={styles['track']}
      role="group"
      aria-label={words.title(shot.label)}
      aria-describedby={help}
      data-resizing={drag !== null || undefined}
      onKeyDown={onKeyDown}
      onFocus={roving.onFocus}
      onBlur={roving.onBlur}
    >
      <p id={help} hidden>
        {words.keys}
      </p>
      {available > 0 && (
        <div className={styles['inside']} style={{ left: margin, width: layout.width }}>
          {drag &&
            settled.posts.map((x, index) => (
              <span
                // Where the posts were; they have no other name than their places.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                className={styles['ghost']}
                style={{ left: x, ...settled.post }}
              />
            ))}
          {shownGaps.map((gap, index) => {
            const span = layout.gaps[index]
            return (
              span && (
                <Gap
                  // A gap has no name of its own: it is the one behind its post.
                  key={`gap-${keyframes[index]?.id}`}
                  {...{ shot, gap, index, span }}
                  postWidth={layout.post.width}
                  postHeight={layout.post.height}
                  isStop={roving.stop === `gap-${index}`}
                  isMoving={drag?.index === index}
                  onTakeEdge={take}
                />
              )
            )
          })}
          {keyframes.map((keyframe, index) => (
            <Post
              key={keyframe.id}
              {...{ shot, keyframe, index }}
              {...layout.post}
              x={layout.posts[index] ?? 0}
              seconds={times[index] ?? 0}
              isStop={roving.stop === `keyframe-${index}`}
              isAimedAt={aim?.place.kind === 'post' && aim.place.index === index && !aim.isOwn}
            />
          ))}
          {layout.slot && (
            <EndSlot
              span={layout.slot}
              height={layout.post.height}
              number={keyframes.length + 1}
              isStop={roving.stop === 'slot'}
              isAimedAt={aim?.place.kind === 'slot' && !aim.isOwn}
              onFiles={(files) => void dropFiles(files, shot, { kind: 'slot' })}
            />
          )}
          {keyframes.length === 0 && (
            <p className={styles['hint']} style={{ height: layout.post.height }}>
              {words.empty.firstHint}
            </p>
          )}
          {aim && <AimLine {...{ aim, shot, layout }} />}
          {keyframes.length > 1 && !drag && <Playhead {...{ layout, seconds }} />}
          {drag && <EdgeTip {...{ shot, drag, layout }} />}
        </div>
      )}
    </div>
  )
}

const stopOf = (target: EventTarget): string | null => {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-stop], [data-of]') : null
  return element?.dataset['stop'] ?? element?.dataset['of'] ?? null
}
