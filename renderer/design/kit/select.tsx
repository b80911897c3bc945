import { ChevronDown } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { classNames } from '../class-names.ts'
import { useField } from './field.tsx'
import { Icon } from './icon.tsx'
import styles from './select.module.css'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

/** One of several. The browser's own list, so that keys, touch and screen readers work as everywhere. */
export const Select = <Value extends string>({
  value,
  options,
  onChange,
  placeholder,
  className,
  ...rest
}: Omit<ComponentPropsWithRef<'select'>, 'value' | 'onChange' | 'children'> & {
  readonly value: Value | null
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  /** What stands there while nothing is chosen. */
  readonly placeholder?: string
}) => (
  <span className={classNames(styles['box'], className)}>
    <select
      {...useField()}
      {...rest}
      className={styles['select']}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value)
        if (chosen) onChange(chosen.value)
      }}
    >
      {value === null && (
        <option value="" disabled hidden>
          {placeholder}
        </option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
    <Icon of={ChevronDown} size={14} />
  </span>
)
