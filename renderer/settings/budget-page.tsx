import { useState } from 'react'
import { formatUsd, parseUsd } from '../../shared/domain/prices.ts'
import { ActionButton } from '../design/kit/action-button.tsx'
import { Field } from '../design/kit/field.tsx'
import { Switch } from '../design/kit/switch.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { changeSettings } from './change-settings.ts'
import styles from './settings.module.css'

const words = strings.settings.budget

/** What may be spent. */
export const BudgetPage = () => {
  const budget = useApp(({ settings }) => settings.budget)
  const gate = useApp(({ settings }) => settings.gate)
  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{words.intro}</p>
      <AmountField
        label={words.day}
        hint={words.dayHint}
        microUsd={budget.dayMicroUsd}
        onChange={(dayMicroUsd) => changeSettings({ budget: { dayMicroUsd } })}
      />
      <AmountField
        label={words.project}
        hint={words.projectHint}
        microUsd={budget.projectMicroUsd}
        onChange={(projectMicroUsd) => changeSettings({ budget: { projectMicroUsd } })}
      />
      <AmountField
        label={words.askAbove}
        hint={words.askAboveHint}
        microUsd={budget.askAboveMicroUsd}
        needed
        onChange={(askAboveMicroUsd) =>
          askAboveMicroUsd === null
            ? Promise.resolve(false)
            : changeSettings({ budget: { askAboveMicroUsd } })
        }
      />
      <Field label={words.gate} hint={words.gateHint}>
        <Switch on={gate} onChange={(on) => void changeSettings({ gate: on })} />
      </Field>
      <div className={styles['buttons']}>
        <ActionButton action="spending.show" />
      </div>
    </div>
  )
}

/** An amount of dollars, typed; null where there is no limit. It holds when the field is left or Enter pressed. */
const AmountField = ({
  label,
  hint,
  microUsd,
  needed = false,
  onChange,
}: {
  readonly label: string
  readonly hint: string
  readonly microUsd: number | null
  readonly needed?: boolean
  readonly onChange: (microUsd: number | null) => Promise<boolean>
}) => {
  const [draft, setDraft] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const shown = microUsd === null ? '' : formatUsd(microUsd)
  const commit = async () => {
    if (draft === null) return
    const amount = draft.trim() === '' && !needed ? null : parseUsd(draft)
    const isAmount = amount !== null || (draft.trim() === '' && !needed)
    setWrong(!isAmount)
    if (isAmount && (await onChange(amount))) setDraft(null)
  }
  return (
    <Field label={label} hint={hint} error={isWrong ? words.wrong : null}>
      <TextField
        className={styles['narrow']}
        inputMode="decimal"
        value={draft ?? shown}
        placeholder={needed ? '' : words.none}
        onChange={(text) => {
          setWrong(false)
          setDraft(text)
        }}
        onEnter={() => void commit()}
        onBlur={() => void commit()}
      />
    </Field>
  )
}
