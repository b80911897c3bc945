import {
  recentProjectsLimit,
  type RecentProject,
  type Settings,
  type SettingsEdit,
} from '../../../shared/domain/settings.ts'
import type { Clock, Log } from '../ports.ts'
import { createTurns } from '../project/turns.ts'
import type { SettingsFile } from '../settings.ts'

/** The projects that were open before, kept in the settings. Failing to remember one is logged, and fails nothing. */
export interface RecentProjects {
  readonly list: () => readonly RecentProject[]
  /** A project was opened: it goes to the front, and is the one to open at the next start. */
  readonly opened: (folder: string, title: string) => Promise<void>
  /** A project was left. Where no other was opened since, the next start begins with the projects. */
  readonly closed: (folder: string) => Promise<void>
  readonly pin: (folder: string, pinned: boolean) => Promise<void>
  readonly forget: (folder: string) => Promise<void>
  /** A project's folder or title is another one now. */
  readonly moved: (from: string, to: { readonly folder: string; readonly title: string }) => Promise<void>
}

/** @param changed told of the settings with which they were remembered: menus offer these projects. */
export const createRecentProjects = (
  settings: Pick<SettingsFile, 'current' | 'change'>,
  clock: Pick<Clock, 'now'>,
  log: Log,
  changed: (settings: Settings) => void,
): RecentProjects => {
  const list = () => settings.current().recentProjects
  const change = async (edit: SettingsEdit) => {
    const answer = await settings.change(edit)
    if (answer.ok) changed(answer.value)
    else log.warn('recent.notRemembered', { code: answer.error.code })
  }
  const entry = (folder: string) => list().find((known) => known.folder === folder)
  const without = (folder: string) => list().filter((known) => known.folder !== folder)
  // One after another: each begins with what the one before it left.
  const inTurn = createTurns()

  return {
    list,
    opened: (folder, title) =>
      inTurn(async () => {
        const pinned = entry(folder)?.pinned ?? false
        const newest: RecentProject = {
          folder,
          title: title.slice(0, 1000),
          openedAt: new Date(clock.now()).toISOString(),
          pinned,
        }
        await change({ recentProjects: trimmed([newest, ...without(folder)]), lastProject: folder })
      }),
    closed: (folder) =>
      inTurn(async () => {
        if (settings.current().lastProject === folder) await change({ lastProject: null })
      }),
    pin: (folder, pinned) =>
      inTurn(async () => {
        const known = entry(folder) ?? {
          folder,
          title: '',
          openedAt: new Date(clock.now()).toISOString(),
          pinned,
        }
        await change({ recentProjects: trimmed([{ ...known, pinned }, ...without(folder)]) })
      }),
    forget: (folder) => inTurn(() => change({ recentProjects: without(folder) })),
    moved: (from, to) =>
      inTurn(async () => {
        const known = entry(from)
        if (!known) return
        const lastProject = settings.current().lastProject
        await change({
          recentProjects: trimmed([{ ...known, ...to }, ...without(from)]),
          ...(lastProject === from && { lastProject: to.folder }),
        })
      }),
  }
}

// Pinned ones are never pushed out by newer ones.
const trimmed = (projects: readonly RecentProject[]) =>
  [...projects.filter(({ pinned }) => pinned), ...projects.filter(({ pinned }) => !pinned)].slice(
    0,
    recentProjectsLimit,
  )
