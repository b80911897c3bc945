import { keyProfiles } from '../../../shared/domain/keys.ts'
import { Button } from '../../design/kit/button.tsx'
import { Field } from '../../design/kit/field.tsx'
import { Popover, PopoverClose } from '../../design/kit/popover.tsx'
import { Segmented } from '../../design/kit/segmented.tsx'
import { Select } from '../../design/kit/select.tsx'
import { useKeyWords } from '../../keys/use-key-words.ts'
import { useApp } from '../../state/app.ts'
import { ask } from '../../state/ask.ts'
import { setSession } from '../../state/session.ts'
import { strings } from '../../strings/en/index.ts'
import styles from './top-bar.module.css'

const words = strings.app.engine

/** What renders, and with whose key; both can be changed here. */
export const EngineChip = () => {
  const engine = useApp((app) => app.engine)
  const key = useApp((app) => app.key)
  const hasKey = key.inUse !== null
  const text =
    engine === 'rehearsal' ? words.rehearsal : hasKey ? words.withProfile(key.profile) : words.noKey
  const tone = engine === 'rehearsal' ? 'select' : hasKey ? 'ok' : 'bad'
  return (
    <Popover
      label={words.label}
      trigger={
        <button type="button" className={styles['chip']} aria-label={words.chip(text)}>
          <span className={styles['dot']} data-tone={tone} />
          {text}
        </button>
      }
    >
      <EngineSheet />
    </Popover>
  )
}

const EngineSheet = () => {
  const engine = useApp((app) => app.engine)
  const profile = useApp((app) => app.key.profile)
  const isProxied = useApp((app) => app.proxied)
  const keyWords = useKeyWords(profile)
  return (
    <div className={styles['sheet']}>
      <Segmented
        label={words.label}
        value={engine}
        segments={[
          { value: 'fal', label: words.fal },
          { value: 'rehearsal', label: words.rehearsal },
        ]}
        onChange={(next) => void ask('settings.change', { edit: { engine: next } })}
      />
      <p className={styles['words']}>{engine === 'fal' ? words.falHint : words.rehearsalHint}</p>
      {isProxied && <p className={styles['words']}>{words.proxied}</p>}
      <Field label={words.profile} hint={keyWords ?? words.asking}>
        <Select
          value={profile}
          options={keyProfiles.map((value) => ({ value, label: strings.settings.key.profiles[value] }))}
          onChange={(next) => void ask('key.use', { profile: next })}
        />
      </Field>
      <div className={styles['buttons']}>
        <PopoverClose>
          <Button onClick={() => setSession({ dialog: { kind: 'settings', page: 'key' } })}>
            {words.keySettings}
          </Button>
        </PopoverClose>
      </div>
    </div>
  )
}
