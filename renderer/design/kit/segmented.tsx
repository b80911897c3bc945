import { useId, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { useField } from './field.tsx'
import { Radio } from './radio.tsx'
import styles from './segmented.module.css'

export interface Segment<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly disabled?: boolean
}

/** One of a few, all in sight. */
export const Segmented = <Value extends string>({
  value,
  segments,
  onChange,
  label,
  size = 'normal',
  className,
}: {
  readonly value: Value
  readonly segments: readonly Segment<Value>[]
  readonly onChange: (value: Value) => void
  readonly label: string
  readonly size?: 'small' | 'normal'
  readonly className?: string | undefined
}) => {
  const { 'aria-describedby': describedBy } = useField()
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy}
      className={classNames(styles['segmented'], styles[size], className)}
    >
      {segments.map((segment) => (
        <label key={segment.value} className={styles['segment']}>
          <Radio
            name={name}
            value={segment.value}
            checked={segment.value === value}
            disabled={segment.disabled ?? false}
            onChange={() => onChange(segment.value)}
          />
          {segment.label}
        </label>
      ))}
    </div>
  )
}
