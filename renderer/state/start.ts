import type { Bridge, EventPayload } from '../../shared/contract.ts'
import type { Result } from '../../shared/errors.ts'
import type { AppState } from '../../shared/views.ts'
import { appStore, app, changeApp } from './app.ts'
import { ask } from './ask.ts'
import { boardStore, takeAccess, takeChange, takeReplacement, takeSaveState } from './open-board.ts'
import { setBridge } from './bridge.ts'
import { connectionStore } from './connection.ts'
import { takeJobs } from './jobs.ts'
import { keepSelection } from './keep-selection.ts'
import { openProject, rereadProject } from './open-project.ts'
import { setSession } from './session.ts'
import { refreshSpending } from './spending.ts'

/** Jobs that are read at the start; the drawer shows no more. */
const jobsAtStart = 200

/**
 * Joins the window to the core: listens to its events, learns the program's state and opens the project that was open
 * last. A failure is the one of `app.state`.
 */
export const start = async (bridge: Bridge): Promise<Result<AppState>> => {
  setBridge(bridge)
  listen(bridge)
  keepSelection()
  const jobs = learnJobs()
  const state = await learnState()
  if (!state.ok) return state
  if (state.value.lastProject !== null) await openProject(state.value.lastProject)
  else setSession({ screen: 'projects' })
  await jobs
  watchConnection(bridge)
  return state
}

const learnState = async (): Promise<Result<AppState>> => {
  const state = await ask('app.state', {}, { quiet: true })
  if (state.ok) appStore.setState(state.value, true)
  return state
}

const learnJobs = async () => {
  const open = await ask('job.list', { projectId: null, ended: false, limit: jobsAtStart }, { quiet: true })
  if (open.ok) takeJobs(open.value.jobs)
}

const listen = (bridge: Bridge) => {
  bridge.on('project.changed', (told) => {
    if (!takeChange(told)) void rereadProject()
  })
  bridge.on('project.replaced', (snapshot) => {
    takeReplacement(snapshot)
    takeJobs(snapshot.jobs)
  })
  bridge.on('project.saveStateChanged', takeSaveState)
  bridge.on('project.accessChanged', takeAccess)
  bridge.on('job.changed', ({ job }) => takeJobs([job]))
  bridge.on('spending.changed', takeSpending)
  bridge.on('prices.changed', changeKnown)
  bridge.on('key.changed', ({ standing, engine }) => changeKnown({ key: standing, engine }))
  bridge.on('settings.changed', ({ settings, engine, projectsFolder }) =>
    changeKnown({ settings, engine, projectsFolder }),
  )
}

// An event may come before the answer to `app.state`, which then says it all.
const changeKnown = (patch: Partial<AppState>) => {
  if (appStore.getState()) changeApp(patch)
}

const takeSpending = (told: EventPayload<'spending.changed'>) => {
  if (!appStore.getState()) return
  changeApp({ spending: { ...app().spending, ...told } })
  if (boardStore.getState()) void refreshSpending()
}

/** After a lost connection everything may have changed: it is learnt anew, and the open project read anew. */
const watchConnection = (bridge: Bridge) => {
  bridge.onConnection((connected) => {
    const wasConnected = connectionStore.getState().connected
    connectionStore.setState({ connected })
    if (connected && !wasConnected) void relearn()
  })
}

const relearn = async () => {
  await Promise.all([learnState(), learnJobs()])
  await rereadProject()
}
