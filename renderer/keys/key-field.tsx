import { useState } from 'react'
import type { KeyProfile } from '../../shared/domain/keys.ts'
import { Button } from '../design/kit/button.tsx'
import { Field } from '../design/kit/field.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'
import styles from './key-page.module.css'

const words = strings.settings.key

/** Takes a key in. It is forgotten here as soon as it has been handed over, whatever came of it. */
export const KeyField = ({ profile }: { readonly profile: KeyProfile }) => {
  const [key, setKey] = useState('')
  const [where, setWhere] = useState<'keychain' | 'session'>('keychain')
  const [isStoring, setStoring] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const store = async () => {
    if (key.trim() === '') return
    setStoring(true)
    const answer = await ask('key.store', { profile, key: key.trim(), where }, { quiet: true })
    setStoring(false)
    setKey('')
    setProblem(answer.ok ? null : strings.errors.describe(answer.error).text)
    if (answer.ok) notify({ tone: 'good', text: words.stored })
  }

  return (
    <>
      <Field label={words.key} error={problem}>
        <span className={styles['row']}>
          <TextField
            type="password"
            className={styles['wide']}
            aria-label={words.key}
            value={key}
            placeholder={words.placeholder}
            autoComplete="off"
            onChange={setKey}
            onEnter={() => void store()}
          />
          <Button
            variant="primary"
            disabled={key.trim() === ''}
            busy={isStoring}
            onClick={() => void store()}
          >
            {words.store}
          </Button>
        </span>
      </Field>
      <Field label={words.where}>
        <Segmented
          className={styles['fit']}
          label={words.where}
          value={where}
          segments={[
            { value: 'keychain', label: words.keychain },
            { value: 'session', label: words.session },
          ]}
          onChange={setWhere}
        />
      </Field>
    </>
  )
}
