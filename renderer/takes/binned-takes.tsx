import { ChevronDown, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Take } from '../../shared/domain/document.ts'
import { Icon } from '../design/kit/icon.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { strings } from '../strings/en/index.ts'
import { restoreTake } from './take-deeds.ts'
import { takePrice } from './take-words.ts'
import styles from './takes.module.css'

const words = strings.takes

/** The takes in the bin, folded away. */
export const BinnedTakes = ({ takes }: { readonly takes: readonly Take[] }) => {
  const [isOpen, setIsOpen] = useState(false)
  if (takes.length === 0) return null
  return (
    <div className={styles['binned']}>
      <button
        type="button"
        className={styles['fold']}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon of={ChevronDown} size={12} />
        {words.bin.title(takes.length)}
      </button>
      {isOpen && (
        <ul className={styles['list']}>
          {takes.toReversed().map((take) => (
            <li key={take.id} className={styles['row']}>
              <span>
                {words.take(take.number)} · {takePrice(take)}
              </span>
              <IconButton
                size="small"
                icon={Undo2}
                label={words.bin.restore(take.number)}
                onClick={() => restoreTake(take)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
