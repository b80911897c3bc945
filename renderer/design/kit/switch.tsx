import * as Radix from 'radix-ui/switch'
import { useField } from './field.tsx'
import styles from './switch.module.css'

/** On or off, at once. Outside of a <Field> it needs `label`. */
export const Switch = ({
  on,
  onChange,
  label,
  disabled = false,
}: {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly label?: string
  readonly disabled?: boolean
}) => (
  <Radix.Root
    {...useField()}
    className={styles['switch']}
    checked={on}
    onCheckedChange={onChange}
    aria-label={label}
    disabled={disabled}
  >
    <Radix.Thumb className={styles['thumb']} />
  </Radix.Root>
)
