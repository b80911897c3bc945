import type { Shot } from '../../shared/domain/document.ts'
import { keyframeCount } from '../../shared/domain/endpoints.ts'
import { strings } from '../strings/en/index.ts'
import styles from './aim-line.module.css'
import { postTimes, xAtMs, type TrackLayout } from './timeline-layout.ts'
import type { TrackAim } from './use-frames-drop.ts'

const words = strings.timeline.track

/** Where something that is dragged would go in: a line between posts, with the seconds on both sides of it. */
export const AimLine = ({
  aim: { place, isOwn },
  shot,
  layout,
}: {
  readonly aim: TrackAim
  readonly shot: Shot
  readonly layout: TrackLayout
}) => {
  const seconds = shot.frames.gaps.map((gap) => gap.seconds)
  const isFull = !isOwn && shot.frames.keyframes.length >= keyframeCount.max
  const height = layout.post.height
  switch (place.kind) {
    case 'before':
      return <Line x={-4} side="right" height={height} text={isFull ? words.full : null} />
    case 'post': {
      const left = layout.posts[place.index] ?? 0
      // A keyframe of the shot goes there and moves those between: the line is on the side from which it pushes.
      return isOwn ? <Line x={left - 4} height={height} text={null} /> : null
    }
    case 'gap': {
      const length = seconds[place.index] ?? 0
      const first = Math.max(1, Math.min(place.second ?? Math.round(length / 2), length - 1))
      const start = postTimes(seconds)[place.index] ?? 0
      const x = xAtMs(layout, seconds, 1000 * (start + (length > 1 ? first : length / 2)))
      const divides = !isOwn && length > 1
      return (
        <Line
          x={x}
          height={height}
          text={isFull ? words.full : divides ? words.willInsert(first, length - first) : null}
        />
      )
    }
    case 'slot':
      return isFull ? <Line x={layout.width + 3} side="left" height={height} text={words.full} /> : null
  }
}

const Line = ({
  x,
  height,
  text,
  side = 'middle',
}: {
  readonly x: number
  readonly height: number
  readonly text: string | null
  /** Where the words stand: at an end of the track they would be cut off in the middle. */
  readonly side?: 'left' | 'middle' | 'right'
}) => (
  <span className={styles['line']} style={{ left: x, height }} aria-hidden="true">
    {text !== null && (
      <span className={styles['words']} data-side={side}>
        {text}
      </span>
    )}
  </span>
)
