import { useState, type KeyboardEvent } from 'react'
import { announce } from '../../a11y/announce.ts'
import { strings } from '../../strings/en/index.ts'
import { classNames } from '../class-names.ts'
import { useField } from './field.tsx'
import { clampNumber, parseNumber, steppedNumber } from './number.ts'
import styles from './input.module.css'

export interface NumberFieldProps {
  readonly value: number | null
  readonly onChange: (value: number) => void
  /** Where it may be empty: what an empty field means (`random`), and what is done then. */
  readonly empty?: { readonly words: string; readonly onClear: () => void }
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly unit?: string
  /** Its name, where it stands outside of a <Field>. */
  readonly 'aria-label'?: string
  readonly disabled?: boolean
  readonly className?: string | undefined
  /** A run of changes has ended: the field was left, or Enter pressed. */
  readonly onDone?: () => void
}

/**
 * A whole number: typed, or stepped by the arrow keys (with Shift by ten). What is typed counts when the field is left
 * or Enter pressed; what is out of range is brought within it, and said.
 */
export const NumberField = ({
  value,
  onChange,
  empty,
  min,
  max,
  step = 1,
  unit,
  disabled = false,
  className,
  onDone,
  ...rest
}: NumberFieldProps) => {
  const field = useField()
  const [draft, setDraft] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  const say = (words: string | null) => {
    setSaid(words)
    if (words !== null) announce(words)
  }

  const commit = () => {
    if (draft === null) return
    setDraft(null)
    if (draft.trim() === '' && empty) {
      say(null)
      empty.onClear()
      return
    }
    const typed = parseNumber(draft)
    if (typed === null) return say(strings.app.notANumber)
    const { value: within, reason } = clampNumber(typed, min, max)
    say(
      reason === 'below'
        ? strings.app.atLeast(min, unit)
        : reason === 'above'
          ? strings.app.atMost(max, unit)
          : null,
    )
    if (within !== value) onChange(within)
  }

  const stepBy = (steps: number) => {
    const from = parseNumber(draft ?? '') ?? value ?? min
    const { value: next, reason } = steppedNumber(from, steps, step, min, max)
    setDraft(null)
    say(
      reason === 'below'
        ? strings.app.atLeast(min, unit)
        : reason === 'above'
          ? strings.app.atMost(max, unit)
          : null,
    )
    if (next !== value) onChange(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    if (steps !== undefined) {
      event.preventDefault()
      stepBy(event.shiftKey && Math.abs(steps) === 1 ? steps * 10 : steps)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      commit()
      onDone?.()
    } else if (event.key === 'Escape' && draft !== null) {
      event.preventDefault()
      event.stopPropagation()
      setDraft(null)
    }
  }

  return (
    <>
      <span className={classNames(styles['box'], className)} data-wrong={field['aria-invalid']}>
        <input
          {...field}
          {...rest}
          className={classNames(styles['input'], styles['number'])}
          type="text"
          inputMode="numeric"
          role="spinbutton"
          autoComplete="off"
          aria-valuenow={value ?? undefined}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuetext={value === null ? empty?.words : unit ? `${value} ${unit}` : undefined}
          placeholder={empty?.words}
          disabled={disabled}
          value={draft ?? value?.toString() ?? ''}
          onChange={(event) => {
            setSaid(null)
            setDraft(event.target.value)
          }}
          onFocus={(event) => event.target.select()}
          onBlur={() => {
            commit()
            onDone?.()
          }}
          onKeyDown={onKeyDown}
        />
        {unit !== undefined && <span className={styles['end']}>{unit}</span>}
      </span>
      {said !== null && <span className={styles['said']}>{said}</span>}
    </>
  )
}
