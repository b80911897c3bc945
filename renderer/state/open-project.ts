import { shotsInOrder } from '../../shared/domain/board.ts'
import type { ProjectSnapshot } from '../../shared/views.ts'
import { ask } from './ask.ts'
import { boardStore, hideBoard, showBoard, takeReread } from './open-board.ts'
import { takeJobs } from './jobs.ts'
import { freshSession, session, sessionStore, setSession } from './session.ts'
import { refreshSpending } from './spending.ts'

/** Opens the project in a folder and shows it. Gives whether it did; a failure is shown as a notice. */
export const openProject = async (folder: string): Promise<boolean> => {
  const answer = await ask('project.open', { folder })
  if (!answer.ok) return false
  await showProject(answer.value)
  return true
}

/** Shows a project that the core opened or made just now; the one that was shown is closed. */
export const showProject = async (snapshot: ProjectSnapshot): Promise<void> => {
  const before = boardStore.getState()
  if (before && before.projectId !== snapshot.projectId)
    await ask('project.close', { projectId: before.projectId })
  showBoard(snapshot)
  takeJobs(snapshot.jobs)
  const first = shotsInOrder(snapshot.document)[0]?.id ?? null
  const { clipboard } = session()
  sessionStore.setState({
    ...freshSession,
    clipboard,
    screen: 'editor',
    currentShotId: first,
    selectedShotIds: first === null ? [] : [first],
  })
  void refreshSpending()
}

/** Leaves the open project for the projects screen. */
export const closeProject = async (): Promise<void> => {
  const open = boardStore.getState()
  setSession({ screen: 'projects', dialog: null, drawer: null })
  if (!open) return
  hideBoard()
  await ask('project.close', { projectId: open.projectId })
  await refreshSpending()
}

/** Reads the open project anew: a change was missed, or the connection was lost. */
export const rereadProject = async (): Promise<void> => {
  const open = boardStore.getState()
  if (!open) return
  const answer = await ask('project.open', { folder: open.folder })
  if (!answer.ok) return
  takeReread(answer.value)
  takeJobs(answer.value.jobs)
}
