import type { ComponentPropsWithRef } from 'react'
import { classNames } from '../class-names.ts'
import { useField } from './field.tsx'
import styles from './input.module.css'

export interface TextAreaProps extends Omit<ComponentPropsWithRef<'textarea'>, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Text of several lines; it grows with what is in it. `rows`: the lines it has at least. */
export const TextArea = ({ value, onChange, rows = 1, className, ...rest }: TextAreaProps) => (
  <textarea
    {...useField()}
    {...rest}
    rows={rows}
    className={classNames(styles['area'], className)}
    style={{ minHeight: `calc(${rows}lh + 12px)` }}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
)
