import { useEffect, useState } from 'react'
import type { ProjectCard } from '../../shared/views.ts'
import type { CallOutput } from '../../shared/contract.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { useApp } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { bridge } from '../state/bridge.ts'
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
  const part = useArchivePart(card.folder)
  const leave = () => {
    if (asking.busy) void ask('project.cancelArchive', { folder: card.folder })
    endDeed()
  }
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
      onClose={leave}
      title={words.title}
      description={words.description}
      footer={
        <>
          <Button onClick={leave}>{strings.app.cancel}</Button>
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
        {asking.busy && <Working words={words.busy} part={part} />}
        <FailureText failure={asking.failure} />
      </div>
    </Dialog>
  )
}

/** How much of the archive of a project is done; null until that is known. */
const useArchivePart = (folder: string): number | null => {
  const [part, setPart] = useState<number | null>(null)
  useEffect(
    () => bridge().on('project.archiveProgressed', (told) => told.folder === folder && setPart(told.part)),
    [folder],
  )
  return part
}

const ArchiveDone = ({ file, bytes }: CallOutput<'project.archive'>) => {
  const words = strings.projects.archive
  const [isCopied, setCopied] = useState(false)
  const canReveal = useApp(({ abilities }) => abilities.reveal)
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
          {canReveal && (
            <Button onClick={() => void ask('folder.reveal', { path: file })}>{words.reveal}</Button>
          )}
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

const Working = ({ words, part = null }: { readonly words: string; readonly part?: number | null }) => (
  <div className={styles['working']}>
    {words}
    <Progress fraction={part} label={words} />
  </div>
)
