import type { ComponentPropsWithRef, KeyboardEvent, ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { classNames } from '../class-names.ts'
import { useField } from './field.tsx'
import { Icon } from './icon.tsx'
import styles from './input.module.css'

export interface TextFieldProps extends Omit<
  ComponentPropsWithRef<'input'>,
  'onChange' | 'value' | 'size' | 'type'
> {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly type?: 'text' | 'search' | 'password'
  readonly icon?: LucideIcon
  /** Stands at the end, inside: a unit, a count, a small button. */
  readonly end?: ReactNode
  readonly onEnter?: () => void
  readonly onEscape?: () => void
}

/** One line of text. Outside of a <Field> it needs `aria-label`. */
export const TextField = ({
  value,
  onChange,
  type = 'text',
  icon,
  end,
  onEnter,
  onEscape,
  onKeyDown,
  className,
  ...rest
}: TextFieldProps) => {
  const field = useField()
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event)
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.key === 'Enter' && onEnter) {
      event.preventDefault()
      onEnter()
    }
    if (event.key === 'Escape' && onEscape) {
      event.preventDefault()
      event.stopPropagation()
      onEscape()
    }
  }
  return (
    <span className={classNames(styles['box'], className)} data-wrong={field['aria-invalid']}>
      {icon && <Icon of={icon} size={14} />}
      <input
        autoComplete="off"
        spellCheck={false}
        {...field}
        {...rest}
        type={type}
        className={styles['input']}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKey}
      />
      {end !== undefined && <span className={styles['end']}>{end}</span>}
    </span>
  )
}
