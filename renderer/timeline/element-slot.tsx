import { Plus } from 'lucide-react'
import { Icon } from '../design/kit/icon.tsx'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { chooseFiles } from './choose-files.ts'
import styles from './element-tile.module.css'

/** The place for the next element. */
export const ElementSlot = ({
  isFirst,
  isStop,
  isAimedAt,
  onFiles,
}: {
  readonly isFirst: boolean
  readonly isStop: boolean
  readonly isAimedAt: boolean
  readonly onFiles: (files: readonly File[]) => void
}) => {
  const text = isFirst ? strings.timeline.elements.empty : strings.timeline.elements.next
  return (
    <button
      type="button"
      className={styles['slot']}
      tabIndex={isStop ? 0 : -1}
      aria-label={strings.timeline.track.empty.choose(text)}
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
