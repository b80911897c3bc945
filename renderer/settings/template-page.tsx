import { edit, seal, useBoard } from '../state/board.ts'
import { Field } from '../design/kit/field.tsx'
import { TextArea } from '../design/kit/text-area.tsx'
import { boardStore } from '../state/open-board.ts'
import { useSelected } from '../state/select.ts'
import { strings } from '../strings/en/index.ts'
import styles from './settings.module.css'

const words = strings.settings.template
const parts = ['style', 'camera', 'quality', 'safety'] as const

/** The look of the open project's board: words that every shot's prompt has. */
export const TemplatePage = () => {
  const isOpen = useSelected(boardStore, (board) => board !== null)
  return isOpen ? <Template /> : <p className={styles['intro']}>{words.noProject}</p>
}

const Template = () => {
  const template = useBoard(({ document }) => document.template)
  const isReadOnly = useBoard(({ access }) => access.kind === 'read-only')
  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{words.intro}</p>
      {isReadOnly && <p className={styles['intro']}>{words.readOnly}</p>}
      {parts.map((part) => (
        <Field key={part} label={words[part]}>
          <TextArea
            rows={2}
            maxLength={20_000}
            readOnly={isReadOnly}
            placeholder={words[`${part}Placeholder`]}
            value={template[part]}
            onChange={(text) => edit({ type: 'template.edit', [part]: text }, words.step)}
            onBlur={seal}
          />
        </Field>
      ))}
    </div>
  )
}
