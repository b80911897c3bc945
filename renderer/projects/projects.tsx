import { FolderOpen, LayoutTemplate, SearchX, Settings } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ProjectCard } from '../../shared/views.ts'
import { actionOf } from '../actions/action.ts'
import { ActionIconButton } from '../design/kit/action-button.tsx'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { FilesFrame } from '../dnd/files-frame.tsx'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { DeedDialogs } from './deed-dialogs.tsx'
import { openSample } from './deeds.ts'
import { FailureText } from './failure-text.tsx'
import { ProjectList, ProjectSkeleton } from './project-list.tsx'
import { found, ordered } from './project-order.ts'
import { ProjectsBar } from './projects-bar.tsx'
import styles from './projects.module.css'
import { refreshProjects, setProjects, useProjectOrder, useProjects } from './projects-store.ts'
import { useFreshProjects } from './use-fresh-projects.ts'
import { useScreenDrop } from './use-screen-drop.ts'

const words = strings.projects

/** The first screen: every project there is, and the ways to get one. */
export const Projects = () => {
  useFreshProjects()
  const drop = useScreenDrop()
  const cards = useProjects((state) => state.cards)
  const failure = useProjects((state) => state.failure)
  const order = useProjectOrder()
  const search = useProjects((state) => state.search)
  const shown = useMemo(() => ordered(found(cards ?? [], search), order), [cards, search, order])
  return (
    <div className={styles['screen']} {...drop.handlers}>
      <header className={styles['top']}>
        <span className={styles['mark']} aria-hidden>
          B
        </span>
        <span className={styles['name']}>{words.name}</span>
        <span className={styles['end']}>
          {actionOf('app.settings') && <ActionIconButton action="app.settings" icon={Settings} />}
        </span>
      </header>
      <main className={styles['main']}>
        <ProjectsBar count={cards?.length ?? null} foundCount={shown.length} />
        {failure && (
          <div className={styles['failed']}>
            <FailureText failure={failure} />
            <Button onClick={() => void refreshProjects()}>{words.lookAgain}</Button>
          </div>
        )}
        <div className={styles['scroll']}>
          <Shown cards={cards} shown={shown} search={search} hasFailed={failure !== null} />
        </div>
      </main>
      {drop.isOver && <FilesFrame title={words.drop.title} hint={words.drop.hint} />}
      <DeedDialogs />
    </div>
  )
}

const Shown = ({
  cards,
  shown,
  search,
  hasFailed,
}: {
  readonly cards: readonly ProjectCard[] | null
  readonly shown: readonly ProjectCard[]
  readonly search: string
  readonly hasFailed: boolean
}) => {
  if (cards === null) return hasFailed ? null : <ProjectSkeleton />
  if (cards.length === 0) return <NoProjects />
  if (shown.length === 0)
    return (
      <EmptyState
        icon={SearchX}
        title={words.empty.noneFound(search.trim())}
        hint={words.empty.noneFoundHint}
        action={<Button onClick={() => setProjects({ search: '' })}>{words.clearSearch}</Button>}
      />
    )
  return <ProjectList cards={shown} />
}

const NoProjects = () => {
  const [isOpening, setOpening] = useState(false)
  const open = async () => {
    setOpening(true)
    await openSample()
    setOpening(false)
  }
  return (
    <EmptyState
      icon={LayoutTemplate}
      title={words.empty.title}
      hint={words.empty.hint}
      action={
        <span className={styles['choices']}>
          <Button variant="primary" onClick={() => setSession({ dialog: { kind: 'new-project' } })}>
            {words.new}
          </Button>
          <Button busy={isOpening} onClick={() => void open()}>
            {words.sample}
          </Button>
          <Button icon={FolderOpen} onClick={() => setSession({ dialog: { kind: 'open-folder' } })}>
            {words.openFolder}
          </Button>
        </span>
      }
    />
  )
}
