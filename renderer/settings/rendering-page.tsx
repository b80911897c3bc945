import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { endpointTitles } from '../../shared/domain/endpoints.ts'
import { Button } from '../design/kit/button.tsx'
import { Field } from '../design/kit/field.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { useApp } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'
import { changeSettings } from './change-settings.ts'
import styles from './settings.module.css'

const words = strings.settings.rendering
const titles: Readonly<Record<string, string>> = endpointTitles

/** What renders, the way to it, and where prices come from. */
export const RenderingPage = () => {
  const engine = useApp((app) => app.engine)
  return (
    <div className={styles['form']}>
      <Field
        label={words.engine}
        hint={engine === 'fal' ? strings.app.engine.falHint : strings.app.engine.rehearsalHint}
      >
        <Segmented
          className={styles['fit']}
          label={words.engine}
          value={engine}
          segments={[
            { value: 'fal', label: strings.app.engine.fal },
            { value: 'rehearsal', label: strings.app.engine.rehearsal },
          ]}
          onChange={(next) => void changeSettings({ engine: next })}
        />
      </Field>
      <Proxy />
      <Prices />
    </div>
  )
}

const Proxy = () => {
  const saved = useApp(({ settings }) => settings.falProxy ?? '')
  const isProxied = useApp((app) => app.proxied)
  const [draft, setDraft] = useState<string | null>(null)
  const typed = (draft ?? saved).trim()
  const apply = async () => {
    if (await changeSettings({ falProxy: typed === '' ? null : typed })) setDraft(null)
  }
  return (
    <Field label={words.proxy} hint={isProxied ? `${words.proxyIsSet} ${words.proxyHint}` : words.proxyHint}>
      <span className={styles['path']}>
        <TextField
          className={styles['wide']}
          value={draft ?? saved}
          placeholder={words.proxyPlaceholder}
          onChange={setDraft}
          onEnter={() => void apply()}
        />
        <Button disabled={typed === saved} onClick={() => void apply()}>
          {words.apply}
        </Button>
      </span>
    </Field>
  )
}

const Prices = () => {
  const { date, source } = useApp((app) => app.prices)
  const [isAsking, setAsking] = useState(false)
  const refresh = async () => {
    setAsking(true)
    const answer = await ask('prices.refresh', {})
    setAsking(false)
    if (!answer.ok) return
    const unknown = answer.value.notUnderstood.map((endpoint) => titles[endpoint] ?? endpoint)
    if (unknown.length === 0) notify({ tone: 'good', text: words.refreshed })
    else notify({ tone: 'bad', text: words.notUnderstood(unknown) })
  }
  return (
    <div className={styles['labelled']}>
      <span className={styles['label']}>{words.prices}</span>
      <div className={styles['stack']}>
        <p className={styles['state']} data-selectable>
          {words.pricesOf(date, source)}
        </p>
        <Button className={styles['fit']} icon={RefreshCw} busy={isAsking} onClick={() => void refresh()}>
          {words.refresh}
        </Button>
      </div>
    </div>
  )
}
