import type { ReactNode } from 'react'
import * as Radix from 'radix-ui/radio-group'
import { classNames } from '../class-names.ts'
import { chooseOnArrow } from './choose-on-arrow.ts'
import { useField } from './field.tsx'
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
  return (
    <Radix.Root
      aria-describedby={describedBy}
      className={classNames(styles['segmented'], styles[size], className)}
      value={value}
      onValueChange={(next) => {
        const chosen = segments.find((segment) => segment.value === next)
        if (chosen) onChange(chosen.value)
      }}
      aria-label={label}
      orientation="horizontal"
    >
      {segments.map((segment) => (
        <Radix.Item
          key={segment.value}
          className={styles['segment']}
          value={segment.value}
          disabled={segment.disabled ?? false}
          onFocus={chooseOnArrow}
        >
          {segment.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  )
}
