import type { ReactNode } from 'react'
import type { Shot } from '../../shared/domain/document.ts'
import { textLimit } from '../../shared/domain/text.ts'
import { Field } from '../design/kit/field.tsx'
import { TextArea } from '../design/kit/text-area.tsx'
import { useRejected } from '../jobs/rejection.ts'
import { seal } from '../state/board.ts'
import { settleTyping, useTyped } from '../state/typing.ts'
import { strings } from '../strings/en/index.ts'
import { commonOf, valueOr } from './common.ts'
import { useIsReadOnly } from './inspected-shots.ts'
import styles from './inspector.module.css'
import { editShots, type SharedFields } from './shot-edits.ts'

const endTyping = () => {
  settleTyping()
  seal()
}

/** A text of the shots. Where they differ it stands empty and says so; what is typed then holds for all. */
export const ShotText = ({
  shots,
  label,
  read,
  write,
  step,
  placeholder,
  hint,
  rows = 1,
  stack = false,
  end,
  name,
  input,
}: {
  readonly shots: readonly Shot[]
  readonly label: string
  readonly read: (shot: Shot) => string
  readonly write: (text: string) => SharedFields
  readonly step: string
  readonly placeholder?: string
  readonly hint?: ReactNode
  readonly rows?: number
  readonly stack?: boolean
  /** Stands over the end of the field: a small button. */
  readonly end?: ReactNode
  /** By which an action finds it. */
  readonly name?: string
  /** What the service calls it: what it said against it stands under the field. */
  readonly input?: string
}) => {
  const isReadOnly = useIsReadOnly()
  const common = commonOf(shots, read)
  const rejected = useRejected(shots, input)
  const [text, type] = useTyped(valueOr(common, ''), (typed) => editShots(shots, write(typed), step))
  return (
    <Field label={label} layout={stack ? 'stack' : 'row'} hint={hint} error={rejected}>
      <div className={styles['text']}>
        <TextArea
          rows={rows}
          maxLength={textLimit}
          readOnly={isReadOnly}
          placeholder={common.isMixed ? strings.inspector.mixed : placeholder}
          title={common.isMixed ? strings.inspector.mixedHint(shots.length) : placeholder}
          data-mixed={common.isMixed || undefined}
          data-field={name}
          data-with-end={end === undefined ? undefined : true}
          value={text}
          onChange={type}
          onBlur={endTyping}
        />
        {end !== undefined && <span className={styles['end']}>{end}</span>}
      </div>
    </Field>
  )
}
