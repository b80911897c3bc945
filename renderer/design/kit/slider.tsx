import * as Radix from 'radix-ui/slider'
import { useField } from './field.tsx'
import styles from './slider.module.css'

/** A number on a line. `valueText` says it in words; `onDone` when a drag has ended. */
export const Slider = ({
  value,
  onChange,
  onDone,
  min,
  max,
  step = 1,
  label,
  valueText,
  disabled = false,
}: {
  readonly value: number
  readonly onChange: (value: number) => void
  readonly onDone?: () => void
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly label: string
  readonly valueText?: string
  readonly disabled?: boolean
}) => {
  const { id, ...described } = useField()
  return (
    <Radix.Root
      className={styles['slider']}
      value={[value]}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={() => onDone?.()}
    >
      <Radix.Track className={styles['track']}>
        <Radix.Range className={styles['range']} />
      </Radix.Track>
      <Radix.Thumb
        {...described}
        {...(id !== undefined && { id })}
        className={styles['thumb']}
        aria-label={label}
        aria-valuetext={valueText}
      />
    </Radix.Root>
  )
}
