import { ChevronDown } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Icon } from '../design/kit/icon.tsx'
import { strings } from '../strings/en/index.ts'
import { setSectionOpen, useIsSectionOpen, type SectionName } from './open-sections.ts'
import styles from './section.module.css'

/** A part of the inspector that can be folded; what is in it is summed up in its head then. */
export const Section = ({
  name,
  summary,
  children,
}: {
  readonly name: SectionName
  readonly summary: string
  readonly children: ReactNode
}) => {
  const id = useId()
  const isOpen = useIsSectionOpen(name)
  return (
    <section className={styles['section']} aria-labelledby={`${id}-title`}>
      <h3>
        <button
          type="button"
          id={`${id}-title`}
          className={styles['head']}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-body` : undefined}
          onClick={() => setSectionOpen(name, !isOpen)}
        >
          <Icon of={ChevronDown} size={14} />
          {strings.inspector.sections[name]}
          {!isOpen && <span className={styles['summary']}>{summary}</span>}
        </button>
      </h3>
      {isOpen && (
        <div id={`${id}-body`} className={styles['body']}>
          {children}
        </div>
      )}
    </section>
  )
}
