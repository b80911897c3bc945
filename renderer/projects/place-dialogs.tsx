import { useState } from 'react'
import type { ProjectCard } from '../../shared/views.ts'
import type { CallOutput } from '../../shared/contract.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'
import styles from './dialogs.module.css'
import { FailureText } from './failure-text.tsx'
import { parentOf } from './paths.ts'
import { PlaceField } from './place-field.tsx'
import { endDeed, refreshProjects } from './projects-store.ts'
import { formatBytes } from './quantities.ts'
import { useAsking } from './use-asking.ts'

/** Moves a project's folder into another. */
export const MoveDialog = ({ card }: { readonly card: ProjectCard }) => {
  const words = strings.projects.move
  const [into, setInto] = useState<string | null>(null)
  const asking = useAsking()
  const move = async () => {
    if (into === null) return
    const moved = await asking.ask(() => ask('project.move', { folder: card.folder, into }, { quiet: true }))
    if (!moved) return
    endDeed()
    notify({ tone: 'good', text: words.done(card.title, moved.folder) })
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
            blocked={into === null ? words.needsFolder : null}
            onClick={() => void move()}
          >
            {words.move}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p className={styles['path']}>
          <span className={styles['notChosen']}>{words.from} </span>
          {card.folder}
        </p>
        <PlaceField
          label={words.into}
          folder={into}
          change={words.choose}
          chooseTitle={words.chooseTitle}
          disabled={asking.busy}
          onChoose={setInto}
        />
        {asking.busy && <Working words={words.busy} />}
        <FailureText failure={asking.failure} />
      </div>
    </Dialog>
  )
}

/** Writes a project as one zip file, and says where it is. */
export const ArchiveDialog = ({ card }: { readonly card: ProjectCard }) => {
  const words = strings.projects.archive
  const [into, setInto] = useState(parentOf(card.folder))
  const [done, setDone] = useState<CallOutput<'project.archive'> | null>(null)
  const asking = useAsking()
  const archive = async () => {
    const written = await asking.ask(() =>
      ask('project.archive', { folder: card.folder, into }, { quiet: true }),
    )
    if (written) setDone(written)
  }
  if (done) return <ArchiveDone {...done} />
  return (
    <Dialog
      open
      onClose={endDeed}
      title={words.title}
      description={words.description}
      footer={
        <>
          <Button onClick={endDeed}>{strings.app.cancel}</Button>
          <Button variant="primary" busy={asking.busy} onClick={() => void archive()}>
            {words.archive}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <PlaceField
          label={words.into}
          folder={into}
          change={words.change}
          chooseTitle={words.chooseTitle}
          disabled={asking.busy}
          onChoose={setInto}
        />
        {asking.busy && <Working words={words.busy} />}
        <FailureText failure={asking.failure} />
      </div>
    </Dialog>
  )
}

const ArchiveDone = ({ file, bytes }: CallOutput<'project.archive'>) => {
  const words = strings.projects.archive
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(file)
    setCopied(true)
  }
  return (
    <Dialog
      open
      onClose={endDeed}
      title={words.doneTitle}
      description={words.done(formatBytes(bytes))}
      footer={
        <>
          <Button className={styles['pushLeft']} onClick={() => void copy()}>
            {isCopied ? words.copied : words.copyPath}
          </Button>
          <Button variant="primary" onClick={endDeed} autoFocus>
            {words.close}
          </Button>
        </>
      }
    >
      <p className={styles['result']} data-selectable>
        {file}
      </p>
    </Dialog>
  )
}

const Working = ({ words }: { readonly words: string }) => (
  <div className={styles['working']}>
    {words}
    <Progress fraction={null} label={words} />
  </div>
)
