import { createContext, useContext, useId, useMemo, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './field.module.css'

/** What a control needs of the field that it stands in. */
interface FieldParts {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

const FieldContext = createContext<FieldParts | null>(null)

/** Attributes that tie a control to the field around it; none where there is no field. */
export const useField = (): Partial<FieldParts> => useContext(FieldContext) ?? {}

/** A control with its label, and under it a hint or what is wrong. The control inside ties itself to them. */
export const Field = ({
  label,
  hint,
  error,
  layout = 'row',
  children,
}: {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
  /** `row`: the label beside the control; `stack`: above it. */
  readonly layout?: 'row' | 'stack'
  readonly children: ReactNode
}) => {
  const id = useId()
  const words = error || hint
  const hasWords = Boolean(words)
  const isWrong = Boolean(error)
  const parts = useMemo(
    () => ({
      id,
      'aria-describedby': hasWords ? `${id}-words` : undefined,
      'aria-invalid': isWrong ? (true as const) : undefined,
    }),
    [id, hasWords, isWrong],
  )
  return (
    <div className={classNames(styles['field'], styles[layout])}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['control']}>
        <FieldContext value={parts}>{children}</FieldContext>
        {words && (
          <p
            id={`${id}-words`}
            className={error ? styles['error'] : styles['hint']}
            role={error ? 'alert' : undefined}
          >
            {words}
          </p>
        )}
      </div>
    </div>
  )
}
