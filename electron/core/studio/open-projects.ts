import type { Command } from '../../../shared/domain/commands.ts'
import type { ProjectId } from '../../../shared/domain/ids.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { JobView, ProjectSnapshot } from '../../../shared/views.ts'
import { errnoOf } from '../disk/failure.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import { conflictedCopies } from '../project/open-project.ts'
import type { DocumentChange, Project } from '../project/project.ts'
import type { AbsentClips } from './absent-clips.ts'
import type { Windows } from './windows.ts'

/** How often an open project is looked at for changes that another program made to its file, in milliseconds. */
const lookEveryMs = 2000

/** What keeps a project open: a window that shows it, or work that goes on with it. */
type Holder = string

/** The projects that are open in this process, each once, however many windows show it. */
export interface OpenProjects {
  /** Opens the project in a folder, or gives the one that is open; `holder` keeps it open. Failures as `openProject`. */
  readonly open: (folder: string, holder: Holder) => Promise<Result<Project>>
  /** Takes charge of a project that was just made. */
  readonly adopt: (project: Project, holder: Holder) => void
  /** Failure: `input/not-found` where it is not open. */
  readonly find: (id: ProjectId) => Result<Project>
  /** The open project in this folder (its real path), if there is one. */
  readonly inFolder: (folder: string) => Project | undefined
  readonly hold: (id: ProjectId, holder: Holder) => void
  /** Closes the project when nobody holds it any more. Resolves when that is done. */
  readonly release: (id: ProjectId, holder: Holder) => Promise<void>
  /** A window is gone: it holds nothing any more. */
  readonly releaseAll: (holder: Holder) => Promise<void>
  /** Carries commands out in the name of a window; the change that windows hear of bears `editId`. */
  readonly edit: (
    id: ProjectId,
    commands: readonly Command[],
    name: string | null,
    editId: string,
  ) => Result<DocumentChange>
  readonly snapshot: (project: Project) => Promise<ProjectSnapshot>
  readonly all: () => readonly Project[]
  /** Saves and closes every project. */
  readonly close: () => Promise<void>
}

interface Entry {
  readonly project: Project
  readonly holders: Set<Holder>
  readonly stopListening: () => void
  readonly stopLooking: AbortController
  editId: string | null
}

/**
 * @param options.jobs the jobs that a snapshot shows.
 * @param options.absentClips the clips that are not where they should be.
 */
export const createOpenProjects = (options: {
  readonly openProject: (folder: string) => Promise<Result<Project>>
  readonly jobs: (id: ProjectId) => readonly JobView[]
  readonly absentClips: (project: Project) => Promise<AbsentClips>
  readonly windows: Windows
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
}): OpenProjects => {
  const { windows, files, clock, log } = options
  const entries = new Map<ProjectId, Entry>()
  const opening = new Map<string, Promise<Result<Project>>>()

  const find = (id: ProjectId): Result<Project> => {
    const entry = entries.get(id)
    return entry
      ? succeed(entry.project)
      : fail('input/not-found', 'That project is not open here any more. Open it again.', { cost: 'nothing' })
  }

  const entryIn = (folder: string) => [...entries.values()].find(({ project }) => project.folder === folder)

  const snapshot: OpenProjects['snapshot'] = async (project) => ({
    projectId: project.document.id,
    folder: project.folder,
    document: project.document,
    revision: project.revision,
    access: project.access,
    report: {
      ...project.report,
      repairs: [...project.report.repairs, ...(await copiesBeside(project, files))],
    },
    saveState: project.saveState,
    undoable: project.undoable,
    redoable: project.redoable,
    jobs: [...options.jobs(project.document.id)],
    ...(await options.absentClips(project)),
  })

  const listen = (project: Project, entry: () => Entry | undefined) =>
    project.onChange((event) => {
      const projectId = project.document.id
      switch (event.kind) {
        case 'changed':
          windows.tellAll('project.changed', {
            projectId,
            revision: event.revision,
            patches: [...event.patches],
            editId: entry()?.editId ?? null,
            undoable: project.undoable,
            redoable: project.redoable,
          })
          return
        case 'replaced':
          void snapshot(project).then((taken) => windows.tellAll('project.replaced', taken))
          return
        case 'save-state':
          windows.tellAll('project.saveStateChanged', { projectId, saveState: event.saveState })
          return
        case 'access':
          windows.tellAll('project.accessChanged', { projectId, access: event.access })
      }
    })

  const look = async (project: Project, stop: AbortSignal) => {
    while (!stop.aborted) {
      await clock.sleep(lookEveryMs, stop)
      if (stop.aborted) return
      const looked = await project.checkOutsideChange()
      if (!looked.ok) log.warn('project.notLooked', { code: looked.error.code })
    }
  }

  const adopt = (project: Project, holder: Holder) => {
    const stopLooking = new AbortController()
    const entry: Entry = {
      project,
      holders: new Set([holder]),
      stopLooking,
      stopListening: listen(project, () => entries.get(project.document.id)),
      editId: null,
    }
    entries.set(project.document.id, entry)
    void look(project, stopLooking.signal)
  }

  const shut = async (id: ProjectId, entry: Entry): Promise<Result<void>> => {
    // Where it was opened anew, the new one has its place already.
    if (entries.get(id) === entry) entries.delete(id)
    entry.stopLooking.abort()
    const closed = await entry.project.close()
    entry.stopListening()
    if (!closed.ok) log.warn('project.notClosed', { code: closed.error.code })
    return closed
  }

  const release: OpenProjects['release'] = async (id, holder) => {
    const entry = entries.get(id)
    if (!entry) return
    entry.holders.delete(holder)
    if (entry.holders.size === 0) await shut(id, entry)
  }

  const openAnew = async (folder: string, holder: Holder): Promise<Result<Project>> => {
    const before = entryIn(folder)
    if (before && !mayBeFree(before.project)) {
      before.holders.add(holder)
      return succeed(before.project)
    }
    // Whoever has it open only to read keeps it until it is open anew.
    const opened = await options.openProject(folder)
    if (!opened.ok) return opened
    const { id } = opened.value.document
    const standing = entries.get(id)
    if (standing && standing !== before) {
      await opened.value.close()
      return fail(
        'project/locked',
        'A copy of this project is open already. Close it first; two copies of one project cannot be open at once.',
        {
          cost: 'nothing',
        },
      )
    }
    adopt(opened.value, holder)
    if (standing) {
      for (const other of standing.holders) entries.get(id)?.holders.add(other)
      windows.tellAll('project.replaced', await snapshot(opened.value))
      await shut(id, standing)
    }
    return opened
  }

  return {
    open: (folder, holder) => {
      const shared = opening.get(folder)
      const own = (async () => {
        // Whoever opens the same folder at the same time finds it open afterwards.
        await shared
        return openAnew(folder, holder)
      })().finally(() => {
        if (opening.get(folder) === own) opening.delete(folder)
      })
      opening.set(folder, own)
      return own
    },
    adopt,
    find,
    inFolder: (folder) => entryIn(folder)?.project,
    hold: (id, holder) => {
      entries.get(id)?.holders.add(holder)
    },
    release,
    releaseAll: async (holder) => {
      for (const id of entries.keys()) await release(id, holder)
    },
    edit: (id, commands, name, editId) => {
      const entry = entries.get(id)
      if (!entry)
        return fail('input/not-found', 'That project is not open here any more. Open it again.', {
          cost: 'nothing',
        })
      entry.editId = editId
      try {
        return entry.project.perform(commands, name)
      } finally {
        entry.editId = null
      }
    },
    snapshot,
    all: () => [...entries.values()].map(({ project }) => project),
    close: async () => {
      for (const [id, entry] of entries) await shut(id, entry)
    },
  }
}

/** What a sync service put beside the document because it could not decide; both are offered, as files. */
const copiesBeside = async ({ folder }: Project, files: FileSystem): Promise<string[]> => {
  try {
    return (await conflictedCopies(folder, files)).map(
      (name) =>
        `Another program left a second version of the board beside it: ${name}. This one is open; to have the other, close the project and let that file take the place of boardwright.json, or delete it.`,
    )
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return []
  }
}

/** A project that could only be read because another program had it may be free by now. */
const mayBeFree = ({ access }: Project) =>
  access.kind === 'read-only' && (access.why === 'locked' || access.why === 'lock-lost')
