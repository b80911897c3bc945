import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { keyProfiles, type KeyProfile } from '../../shared/domain/keys.ts'
import { Badge } from '../design/kit/badge.tsx'
import { Button } from '../design/kit/button.tsx'
import { ConfirmDialog } from '../design/kit/confirm-dialog.tsx'
import { Field } from '../design/kit/field.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { useApp } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'
import { KeyField } from './key-field.tsx'
import styles from './key-page.module.css'
import { useKeyWords } from './use-key-words.ts'

const words = strings.settings.key

/** The keys for fal.ai: three profiles, one in use. No stored key is ever shown. */
export const KeyPage = () => {
  const standing = useApp((app) => app.key)
  const [profile, setProfile] = useState<KeyProfile>(standing.profile)
  const { inUse } = standing
  return (
    <div className={styles['page']}>
      <p className={styles['intro']}>{words.intro}</p>
      <Field label={words.profile} hint={words.profilesHint}>
        <span className={styles['row']}>
          <Segmented
            label={words.profile}
            value={profile}
            segments={keyProfiles.toReversed().map((value) => ({ value, label: words.profiles[value] }))}
            onChange={setProfile}
          />
          {standing.profile === profile ? (
            <Badge tone="ok">{words.inUse}</Badge>
          ) : (
            <Button onClick={() => void ask('key.use', { profile })}>{words.use}</Button>
          )}
        </span>
      </Field>
      <KeyState profile={profile} />
      {standing.profile === profile && inUse && inUse.source !== 'keychain' && (
        <p className={styles['words']}>{strings.app.sources[inUse.source](inUse.endsIn)}</p>
      )}
      <KeyField key={profile} profile={profile} />
      <div className={styles['end']}>
        <Button
          icon={ExternalLink}
          variant="quiet"
          onClick={() => void ask('app.openLink', { link: 'fal-keys' })}
        >
          {words.get}
        </Button>
      </div>
    </div>
  )
}

const KeyState = ({ profile }: { readonly profile: KeyProfile }) => {
  const said = useKeyWords(profile)
  const [isChecking, setChecking] = useState(false)
  const [isForgetting, setForgetting] = useState(false)

  const check = async () => {
    setChecking(true)
    const answer = await ask('key.check', { profile })
    setChecking(false)
    if (answer.ok) notify({ tone: 'good', text: words.checked(answer.value.endsIn) })
  }
  const forget = async () => {
    setForgetting(false)
    const answer = await ask('key.forget', { profile })
    if (answer.ok) notify({ tone: 'info', text: words.forgotten })
  }

  return (
    <div className={styles['labelled']}>
      <span className={styles['label']}>{words.state}</span>
      <div className={styles['stack']}>
        <p className={styles['words']} aria-live="polite" data-selectable>
          {said ?? words.asking}
        </p>
        <span className={styles['row']}>
          <Button busy={isChecking} onClick={() => void check()}>
            {words.check}
          </Button>
          <Button variant="quiet" onClick={() => setForgetting(true)}>
            {words.forget}
          </Button>
        </span>
      </div>
      <ConfirmDialog
        open={isForgetting}
        danger
        title={words.forgetTitle(words.profiles[profile].toLowerCase())}
        description={words.forgetText}
        confirm={words.forget}
        onConfirm={() => void forget()}
        onCancel={() => setForgetting(false)}
      />
    </div>
  )
}
