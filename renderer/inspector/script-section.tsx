import type { Shot } from '../../shared/domain/document.ts'
import { strings } from '../strings/en/index.ts'
import { Section } from './section.tsx'
import styles from './settings-section.module.css'
import { ShotText } from './shot-text.tsx'

const words = strings.inspector.script
const fields = ['action', 'dialogue', 'notes'] as const

/** What people read of the shot; none of it is sent. */
export const ScriptSection = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const filled = fields.filter((field) => shots.some((shot) => shot[field].trim() !== ''))
  return (
    <Section name="script" summary={strings.inspector.summary.script(filled.map((field) => words[field]))}>
      {fields.map((field) => (
        <ShotText
          key={field}
          shots={shots}
          label={words[field]}
          rows={field === 'notes' ? 2 : 1}
          placeholder={words[`${field}Hint`]}
          read={(shot) => shot[field]}
          write={(text) => ({ [field]: text })}
          step={strings.inspector.steps.script(words[field])}
        />
      ))}
      <p className={styles['prices']}>{words.notSent}</p>
    </Section>
  )
}
