import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { formatSeconds, formatTimecode, framesPerSecond } from '../../shared/domain/timecode.ts'
import { strings } from '../strings/en/index.ts'
import { fractionOf, frameAtFraction } from './frames.ts'
import styles from './scrub-bar.module.css'
import { command, transport, useTransport } from './transport-store.ts'

const percent = (fraction: number) => `${fraction * 100}%`

/** The length of what is shown, with the place in it, in and out points, and the posts of its keyframes. */
export const ScrubBar = ({ posts }: { readonly posts: readonly number[] }) => {
  const frames = useTransport((now) => now.frames)
  const frame = useTransport((now) => now.frame)
  const inFrame = useTransport((now) => now.inFrame)
  const outFrame = useTransport((now) => now.outFrame)
  const bar = useRef<HTMLDivElement>(null)
  const isIdle = frames < 2

  const scrubTo = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect()
    if (!box || box.width === 0) return
    command({ type: 'goTo', frame: frameAtFraction((event.clientX - box.left) / box.width, frames) })
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || isIdle) return
    event.currentTarget.setPointerCapture(event.pointerId)
    command({ type: 'stop' })
    scrubTo(event)
  }

  return (
    <div
      ref={bar}
      className={styles['scrub']}
      role="slider"
      tabIndex={isIdle ? -1 : 0}
      aria-label={strings.viewer.scrub}
      aria-disabled={isIdle || undefined}
      aria-valuemin={0}
      aria-valuemax={frames - 1}
      aria-valuenow={frame}
      aria-valuetext={strings.viewer.position(
        formatTimecode(frame),
        formatSeconds(Math.round(frames / framesPerSecond)),
      )}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && scrubTo(event)}
      onKeyDown={onKeyDown}
    >
      <span className={styles['line']}>
        {(inFrame !== null || outFrame !== null) && (
          <span
            className={styles['range']}
            style={{
              left: percent(fractionOf(inFrame ?? 0, frames)),
              right: percent(1 - fractionOf(outFrame ?? frames - 1, frames)),
            }}
          />
        )}
        <span className={styles['done']} style={{ width: percent(fractionOf(frame, frames)) }} />
        {posts.map((post, at) => (
          // Posts stand in the order of time.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at} className={styles['post']} style={{ left: percent(fractionOf(post, frames)) }} />
        ))}
      </span>
      {!isIdle && <span className={styles['head']} style={{ left: percent(fractionOf(frame, frames)) }} />}
    </div>
  )
}

const onKeyDown = (event: KeyboardEvent) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { frames } = transport()
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      command({ type: 'step', by: event.shiftKey ? -framesPerSecond : -1 })
      break
    case 'ArrowRight':
    case 'ArrowUp':
      command({ type: 'step', by: event.shiftKey ? framesPerSecond : 1 })
      break
    case 'Home':
      command({ type: 'goTo', frame: 0 })
      break
    case 'End':
      command({ type: 'goTo', frame: frames - 1 })
      break
    case ' ':
      command({ type: 'toggle' })
      break
    default:
      return
  }
  event.preventDefault()
  event.stopPropagation()
}
