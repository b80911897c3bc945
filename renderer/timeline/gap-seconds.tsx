import { useState, type KeyboardEvent } from 'react'
import type { Shot } from '../../shared/domain/document.ts'
import { announce } from '../a11y/announce.ts'
import { notify } from '../state/notices.ts'
import { seal } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { moveEdge, typedSeconds } from './gap-drag.ts'
import styles from './gap-seconds.module.css'
import { setGap } from './track-edits.ts'

const words = strings.timeline.edge

/** The seconds of a gap, to be typed. They count when Enter is pressed or the field is left. */
export const GapSeconds = ({
  shot,
  index,
  onClose,
}: {
  readonly shot: Shot
  readonly index: number
  readonly onClose: (byKey: boolean) => void
}) => {
  const now = shot.frames.gaps[index]?.seconds ?? 0
  const [text, setText] = useState(String(now))

  const commit = (byKey: boolean) => {
    onClose(byKey)
    const seconds = typedSeconds(text)
    if (seconds === null) {
      notify({ tone: 'info', text: words.notSeconds })
      return
    }
    if (seconds === now) return
    const { stoppedBy } = moveEdge(shot.frames.gaps, index, seconds, 'ripple')
    if (stoppedBy) notify({ tone: 'info', text: `${words.stop[stoppedBy]}.` })
    seal()
    announce(setGap(shot, index, seconds, 'ripple'))
    seal()
  }

  const step = (by: number) => {
    const next = moveEdge(shot.frames.gaps, index, (typedSeconds(text) ?? now) + by, 'ripple')
    setText(String(next.seconds))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') commit(true)
    else if (event.key === 'Escape') onClose(true)
    else if (event.key === 'ArrowUp') step(1)
    else if (event.key === 'ArrowDown') step(-1)
    else return
    event.preventDefault()
  }

  return (
    <input
      className={styles['field']}
      // It was opened to be typed in.
      autoFocus
      type="text"
      inputMode="numeric"
      aria-label={words.input(index + 1)}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => commit(false)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
    />
  )
}
