import { Lock, LockOpen } from 'lucide-react'
import { useState } from 'react'
import { shotName } from '../../shared/domain/board.ts'
import { labelPattern, shotStatuses, type Shot } from '../../shared/domain/document.ts'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Select } from '../design/kit/select.tsx'
import { edit, seal, useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { commonOf, valueOr } from './common.ts'
import { useIsReadOnly } from './inspected-shots.ts'
import { editShots } from './shot-edits.ts'
import styles from './shot-head.module.css'

const words = strings.inspector

/** Which shot it is: label, title and how far the work on it has come. */
export const ShotHead = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const [only, ...others] = shots
  if (!only) return null
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        {others.length === 0 ? (
          <>
            <h2 className={styles['title']}>{words.head.shot}</h2>
            <Label key={only.id} shot={only} />
          </>
        ) : (
          <h2 className={styles['title']}>{words.many(shots.length)}</h2>
        )}
        <Status shots={shots} />
      </div>
      {others.length === 0 ? (
        <Title shot={only} />
      ) : (
        <p className={styles['labels']}>{words.head.range(shots.map(({ label }) => label))}</p>
      )}
    </header>
  )
}

/** The label counts when the field is left or Enter pressed: half of one may be another shot's. */
const Label = ({ shot }: { readonly shot: Shot }) => {
  const isReadOnly = useIsReadOnly()
  const [draft, setDraft] = useState<string | null>(null)
  const isWrong = draft !== null && !labelPattern.test(draft.trim())
  const commit = () => {
    const label = draft?.trim()
    setDraft(null)
    if (label === undefined || label === shot.label || isWrong) return
    edit({ type: 'shot.edit', shotId: shot.id, fields: { label } }, words.steps.label)
    seal()
  }
  const isLocked = shot.labelLocked
  return (
    <span className={styles['label']}>
      <input
        className={styles['labelField']}
        aria-label={words.head.label}
        aria-invalid={isWrong || undefined}
        title={isLocked ? words.head.lockedHint : words.head.labelHint}
        readOnly={isLocked || isReadOnly}
        spellCheck={false}
        autoComplete="off"
        size={Math.max(2, (draft ?? shot.label).length)}
        value={draft ?? shot.label}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key !== 'Escape' || draft === null) return
          event.stopPropagation()
          setDraft(null)
        }}
      />
      <IconButton
        size="small"
        icon={isLocked ? Lock : LockOpen}
        label={isLocked ? words.head.unlock : words.head.lock}
        pressed={isLocked}
        disabled={isReadOnly}
        onClick={() =>
          editShots([shot], { labelLocked: !isLocked }, isLocked ? words.steps.unlock : words.steps.lock)
        }
      />
    </span>
  )
}

const Title = ({ shot }: { readonly shot: Shot }) => {
  const isReadOnly = useIsReadOnly()
  const name = useBoard(({ document }) => shotName(document, shot))
  return (
    <input
      className={styles['titleField']}
      aria-label={words.head.name}
      placeholder={name || words.head.untitled}
      readOnly={isReadOnly}
      autoComplete="off"
      maxLength={1000}
      title={shot.title}
      value={shot.title}
      onChange={(event) => editShots([shot], { title: event.target.value }, words.steps.title)}
      onBlur={seal}
      onKeyDown={(event) => event.key === 'Enter' && seal()}
    />
  )
}

const Status = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const isReadOnly = useIsReadOnly()
  return (
    <Select
      className={styles['status']}
      aria-label={words.head.status}
      disabled={isReadOnly}
      value={valueOr(
        commonOf(shots, ({ status }) => status),
        null,
      )}
      placeholder={words.mixed}
      options={shotStatuses.map((value) => ({ value, label: words.statuses[value] }))}
      onChange={(status) => editShots(shots, { status }, words.steps.status)}
    />
  )
}
