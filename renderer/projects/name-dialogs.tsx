import { useState } from 'react'
import type { ProjectCard } from '../../shared/views.ts'
import { Button } from '../design/kit/button.tsx'
import { Checkbox } from '../design/kit/checkbox.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Field } from '../design/kit/field.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'
import { openFolder } from './deeds.ts'
import styles from './dialogs.module.css'
import { FailureText } from './failure-text.tsx'
import { parentOf } from './paths.ts'
import { endDeed, refreshProjects } from './projects-store.ts'
import { useAsking } from './use-asking.ts'

/** Gives a project another title. */
export const RenameDialog = ({ card }: { readonly card: ProjectCard }) => {
  const words = strings.projects.rename
  const [title, setTitle] = useState(card.title)
  const asking = useAsking()
  const name = title.trim()
  const rename = async () => {
    if (name === '' || asking.busy) return
    const done = await asking.ask(() =>
      ask('project.rename', { folder: card.folder, title: name }, { quiet: true }),
    )
    if (!done) return
    endDeed()
    await refreshProjects()
  }
  return (
    <Dialog
      open
      onClose={endDeed}
      title={words.title}
      width="small"
      footer={
        <>
          <Button onClick={endDeed}>{strings.app.cancel}</Button>
          <Button variant="primary" busy={asking.busy} disabled={name === ''} onClick={() => void rename()}>
            {words.rename}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field label={words.name} hint={words.hint}>
          <TextField
            value={title}
            onChange={setTitle}
            onEnter={() => void rename()}
            onFocus={(event) => event.target.select()}
            autoFocus
            maxLength={1000}
          />
        </Field>
        <FailureText failure={asking.failure} />
      </div>
    </Dialog>
  )
}

/** Makes a copy of a project, with its takes or without. */
export const DuplicateDialog = ({ card }: { readonly card: ProjectCard }) => {
  const words = strings.projects.duplicate
  const [title, setTitle] = useState<string>(words.copyOf(card.title))
  const [withTakes, setWithTakes] = useState(true)
  const asking = useAsking()
  const name = title.trim()
  const duplicate = async () => {
    if (name === '' || asking.busy) return
    const copied = await asking.ask(() =>
      ask('project.duplicate', { folder: card.folder, title: name, withTakes }, { quiet: true }),
    )
    if (!copied) return
    endDeed()
    notify({
      tone: 'good',
      text: words.done(name),
      action: { label: words.open, run: () => void openFolder(copied.folder) },
    })
    await refreshProjects()
  }
  return (
    <Dialog
      open
      onClose={endDeed}
      title={words.title}
      footer={
        <>
          <Button onClick={endDeed}>{strings.app.cancel}</Button>
          <Button
            variant="primary"
            busy={asking.busy}
            disabled={name === ''}
            onClick={() => void duplicate()}
          >
            {words.duplicate}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field label={words.name} layout="stack" hint={words.hint(parentOf(card.folder))}>
          <TextField
            value={title}
            onChange={setTitle}
            onEnter={() => void duplicate()}
            onFocus={(event) => event.target.select()}
            autoFocus
            maxLength={1000}
          />
        </Field>
        <Checkbox
          checked={withTakes}
          onChange={setWithTakes}
          disabled={asking.busy}
          hint={words.withTakesHint}
        >
          {words.withTakes}
        </Checkbox>
        {asking.busy && (
          <div className={styles['working']}>
            {words.busy}
            <Progress fraction={null} label={words.busy} />
          </div>
        )}
        <FailureText failure={asking.failure} />
      </div>
    </Dialog>
  )
}
