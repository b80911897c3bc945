import { Plus } from 'lucide-react'
import { setSession } from '../state/session.ts'
import { Icon } from '../design/kit/icon.tsx'
import { strings } from '../strings/en/index.ts'
import { chooseFiles } from './choose-files.ts'
import styles from './end-slot.module.css'
import type { Span } from './timeline-layout.ts'

const words = strings.timeline.track.empty

/** The place for the next image: to drop on, or to press and choose files. */
export const EndSlot = ({
  span,
  height,
  number,
  isStop,
  isAimedAt,
  onFiles,
}: {
  readonly span: Span
  readonly height: number
  readonly number: number
  readonly isStop: boolean
  readonly isAimedAt: boolean
  readonly onFiles: (files: readonly File[]) => void
}) => {
  const text = number === 1 ? words.first : number === 2 ? words.second : words.next(number)
  return (
    <button
      type="button"
      className={styles['slot']}
      style={{ left: span.x, width: span.width, height }}
      tabIndex={isStop ? 0 : -1}
      aria-label={words.choose(text)}
      data-stop="slot"
      data-aimed={isAimedAt || undefined}
      onFocus={() => setSession({ slot: null })}
      onClick={() => {
        void chooseFiles(true).then((files) => files.length > 0 && onFiles(files))
      }}
    >
      <Icon of={Plus} size={14} />
      {text}
    </button>
  )
}
