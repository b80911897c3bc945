import { Check, Minus } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import * as Radix from 'radix-ui/checkbox'
import styles from './checkbox.module.css'
import { Icon } from './icon.tsx'

/** Yes or no, with its words beside it; `mixed` for some of several. */
export const Checkbox = ({
  checked,
  onChange,
  disabled = false,
  hint,
  children,
}: {
  readonly checked: boolean | 'mixed'
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly hint?: string
  readonly children: ReactNode
}) => {
  const id = useId()
  return (
    <span className={styles['row']}>
      <Radix.Root
        id={id}
        className={styles['box']}
        checked={checked === 'mixed' ? 'indeterminate' : checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <Radix.Indicator>
          <Icon of={checked === 'mixed' ? Minus : Check} size={12} />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id}>{children}</label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </span>
      )}
    </span>
  )
}
