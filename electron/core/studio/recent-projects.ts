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
  /** Folder of the project to open at the next start: null for the list of projects, undefined before the very first. */
  readonly last: () => string | null | undefined
  /**
   * A project was opened: it goes to the front, and is the one to open at the next start. Known at once; written down a
   * moment later, or before anything else is.
   */
  readonly opened: (folder: string, title: string) => Promise<void>
  /** A project was left. Where no other was opened since, the next start begins with the projects. */
  readonly closed: (folder: string) => Promise<void>
  readonly pin: (folder: string, pinned: boolean) => Promise<void>
  readonly forget: (folder: string) => Promise<void>
  /** A project's folder or title is another one now. */
  readonly moved: (from: string, to: { readonly folder: string; readonly title: string }) => Promise<void>
  /** Writes down what is known, without waiting for its moment. */
  readonly written: () => Promise<void>
}

/**
 * How long a project is open until that is written down, in milliseconds. The window draws its first picture meanwhile;
 * what writes the settings takes longer to load than all that this picture needs of the core.
 */
const writeAfterMs = 1000

/** @param changed told of the settings with which they were remembered: menus offer these projects. */
export const createRecentProjects = (
  settings: Pick<SettingsFile, 'current' | 'change'>,
  clock: Pick<Clock, 'now' | 'sleep'>,
  log: Log,
  changed: (settings: Settings) => void,
): RecentProjects => {
  let unwritten: { readonly newest: RecentProject; readonly hurry: AbortController } | null = null

  const list = () => {
    const written = settings.current().recentProjects
    return unwritten ? atFront(unwritten.newest, written) : written
  }
  const change = async (edit: SettingsEdit) => {
    const answer = await settings.change(edit)
    if (answer.ok) changed(answer.value)
    else log.warn('recent.notRemembered', { code: answer.error.code })
  }
  const entry = (folder: string) => list().find((known) => known.folder === folder)
  const newEntry = (folder: string, title: string): RecentProject => ({
    folder,
    title: title.slice(0, 1000),
    openedAt: new Date(clock.now()).toISOString(),
    pinned: false,
  })
  // One after another: each begins with what the one before it left.
  const takeTurn = createTurns()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    unwritten?.hurry.abort()
    return takeTurn(work)
  }

  return {
    list,
    last: () => unwritten?.newest.folder ?? settings.current().lastProject,
    opened: (folder, title) => {
      const newest = { ...newEntry(folder, title), pinned: entry(folder)?.pinned ?? false }
      const own = { newest, hurry: new AbortController() }
      const written = inTurn(async () => {
        await clock.sleep(writeAfterMs, own.hurry.signal)
        await change({ recentProjects: atFront(newest, list()), lastProject: folder })
        if (unwritten === own) unwritten = null
      })
      unwritten = own
      return written
    },
    closed: (folder) =>
      inTurn(async () => {
        if (settings.current().lastProject === folder) await change({ lastProject: null })
      }),
    pin: (folder, pinned) =>
      inTurn(async () => {
        const known = entry(folder) ?? newEntry(folder, '')
        await change({ recentProjects: atFront({ ...known, pinned }, list()) })
      }),
    forget: (folder) =>
      inTurn(() => change({ recentProjects: list().filter((known) => known.folder !== folder) })),
    moved: (from, to) =>
      inTurn(async () => {
        const known = entry(from)
        if (!known) return
        const { lastProject } = settings.current()
        const others = list().filter(({ folder }) => folder !== from)
        await change({
          recentProjects: atFront({ ...known, ...to }, others),
          ...(lastProject === from && { lastProject: to.folder }),
        })
      }),
    written: () => inTurn(() => Promise.resolve()),
  }
}

/** The list with a project at its front, wherever it stood. Pinned ones are never pushed out by newer ones. */
const atFront = (project: RecentProject, before: readonly RecentProject[]): RecentProject[] => {
  const all = [project, ...before.filter(({ folder }) => folder !== project.folder)]
  return [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)].slice(
    0,
    recentProjectsLimit,
  )
}
