import type { Clock } from '../ports.ts'
import type { OpenProjects } from './open-projects.ts'
import type { Places } from './places.ts'
import type { RecentProjects } from './recent-projects.ts'

/** How long a project that was opened ahead stays open for a window that does not come, in milliseconds. */
const patienceMs = 10_000

const holder = 'opened-ahead'

/**
 * Opens the project that the first window will ask for while that window is on its way, and lets go of it when a window
 * has come. What stands in the way is the window's to say, when it asks.
 */
export const openAhead = async (parts: {
  readonly recent: Pick<RecentProjects, 'last'>
  readonly places: Pick<Places, 'enter'>
  readonly projects: Pick<OpenProjects, 'open' | 'release'>
  readonly windowCame: AbortController
  readonly clock: Pick<Clock, 'sleep'>
}): Promise<void> => {
  const { recent, places, projects, windowCame, clock } = parts
  const folder = recent.last()
  if (!folder) return
  const entered = await places.enter(folder)
  if (!entered.ok) return
  const opened = await projects.open(entered.value, holder)
  if (!opened.ok) return
  await clock.sleep(patienceMs, windowCame.signal)
  await projects.release(opened.value.document.id, holder)
}
