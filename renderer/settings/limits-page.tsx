import { endpointIds, endpointTitles } from '../../shared/domain/endpoints.ts'
import { Field } from '../design/kit/field.tsx'
import { NumberField } from '../design/kit/number-field.tsx'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { changeSettings } from './change-settings.ts'
import styles from './settings.module.css'

const words = strings.settings.limits

/** How much is done at once, and how soon the same may be asked for again. */
export const LimitsPage = () => {
  const limits = useApp(({ settings }) => settings.limits)
  const repeatWindowMs = useApp(({ settings }) => settings.timing.repeatWindowMs)
  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{words.intro}</p>
      <Field label={words.fal} hint={words.falHint}>
        <NumberField
          className={styles['narrow']}
          value={limits.fal}
          min={1}
          max={1000}
          onChange={(fal) => void changeSettings({ limits: { fal } })}
        />
      </Field>
      <fieldset className={styles['endpoints']}>
        <legend className={styles['label']}>{words.endpoints}</legend>
        <p className={styles['intro']}>{words.endpointsHint}</p>
        {endpointIds.map((endpoint) => (
          <EndpointLimit key={endpoint} endpoint={endpoint} limit={limits.endpoints[endpoint] ?? null} />
        ))}
      </fieldset>
      <Field label={words.rehearsals} hint={words.rehearsalsHint}>
        <NumberField
          className={styles['narrow']}
          value={limits.rehearsals}
          min={1}
          max={16}
          onChange={(rehearsals) => void changeSettings({ limits: { rehearsals } })}
        />
      </Field>
      <Field label={words.downloads}>
        <NumberField
          className={styles['narrow']}
          value={limits.downloads}
          min={1}
          max={16}
          onChange={(downloads) => void changeSettings({ limits: { downloads } })}
        />
      </Field>
      <Field label={words.repeat} hint={words.repeatHint}>
        <NumberField
          className={styles['narrow']}
          value={Math.round(repeatWindowMs / 1000)}
          min={0}
          max={3600}
          unit={words.seconds}
          onChange={(seconds) => void changeSettings({ timing: { repeatWindowMs: seconds * 1000 } })}
        />
      </Field>
    </div>
  )
}

const EndpointLimit = ({
  endpoint,
  limit,
}: {
  readonly endpoint: (typeof endpointIds)[number]
  readonly limit: number | null
}) => {
  const change = (next: number | null) => void changeSettings({ limits: { endpoints: { [endpoint]: next } } })
  return (
    <Field label={endpointTitles[endpoint]}>
      <NumberField
        className={styles['narrow']}
        value={limit}
        min={1}
        max={1000}
        empty={{ words: words.none, onClear: () => change(null) }}
        onChange={change}
      />
    </Field>
  )
}
