import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { framesIn, framesPerSecond } from '../../shared/domain/timecode.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { command, useTransport } from '../viewer/transport-store.ts'
import styles from './playhead.module.css'
import { msAtX, xAtMs, type TrackLayout } from './timeline-layout.ts'

const words = strings.timeline.track

/** Where the viewer is in the shot; pulled along the row of times, the viewer follows. */
export const Playhead = ({
  layout,
  seconds,
}: {
  readonly layout: TrackLayout
  readonly seconds: readonly number[]
}) => {
  const frame = useTransport((transport) => transport.frame)
  const ruler = useRef<HTMLDivElement>(null)
  const total = seconds.reduce((sum, each) => sum + each, 0)
  const ms = Math.min((1000 * frame) / framesPerSecond, total * 1000)

  const scrub = (event: PointerEvent) => {
    const box = ruler.current?.getBoundingClientRect()
    if (box) goTo(msAtX(layout, seconds, event.clientX - box.left))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -framesPerSecond, PageUp: framesPerSecond }[
      event.key
    ]
    if (by === undefined && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    event.stopPropagation()
    if (by === undefined) goTo(event.key === 'Home' ? 0 : total * 1000)
    else goTo((1000 * (frame + by)) / framesPerSecond)
  }

  return (
    <div
      ref={ruler}
      className={styles['ruler']}
      style={{
        top: layout.post.height + 4,
        width: layout.posts.at(-1) ?? 0,
        paddingRight: layout.post.width,
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        scrub(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && scrub(event)}
    >
      <div
        className={styles['head']}
        style={{ left: xAtMs(layout, seconds, ms), ['--post' as string]: `${layout.post.height}px` }}
        role="slider"
        tabIndex={0}
        aria-label={words.playhead}
        aria-valuemin={0}
        aria-valuemax={framesIn(total)}
        aria-valuenow={Math.min(frame, framesIn(total))}
        aria-valuetext={words.playheadAt((ms / 1000).toFixed(1))}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

/** Shows a moment of the shot in the viewer, whatever it shows of the shot. */
const goTo = (toMs: number) => {
  if (session().viewer.kind === 'image') setSession({ viewer: { kind: 'auto' } })
  command({ type: 'goTo', frame: Math.round((toMs / 1000) * framesPerSecond) })
}
