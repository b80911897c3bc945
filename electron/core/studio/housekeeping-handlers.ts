import { basename, dirname, join } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import { recordOf } from '../../../shared/domain/document.ts'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import { resolveMedia } from '../media/media-path.ts'
import type { Project } from '../project/project.ts'
import { privateFolder } from '../project/layout.ts'
import { archiveProject } from '../projects/archive.ts'
import { moveToBin } from '../projects/bin.ts'
import type { Cards } from '../projects/cards.ts'
import { copyProject } from '../projects/copy-project.ts'
import { bytesBelow } from '../projects/folder-files.ts'
import { folderNameFor, folderNameOf } from '../projects/folder-name.ts'
import { moveProject } from '../projects/move-project.ts'
import { readBoard } from '../projects/read-board.ts'
import { restoreProject } from '../projects/restore.ts'
import { usageOf } from '../projects/usage.ts'
import type { StudioParts } from './studio-parts.ts'

type HousekeepingHandlers = Pick<
  Handlers,
  | 'project.list'
  | 'project.pin'
  | 'project.unlist'
  | 'project.rename'
  | 'project.duplicate'
  | 'project.move'
  | 'project.archive'
  | 'project.cancelArchive'
  | 'project.restore'
  | 'project.bin'
  | 'project.usage'
  | 'project.cleanUp'
>

/** Projects as folders among others: listing, copying, moving, archiving, clearing up. */
export const createHousekeepingHandlers = (parts: StudioParts, cards: Cards): HousekeepingHandlers => {
  const { core, projects, places, recent, files, handedFiles, windows } = parts
  const archiving = new Map<string, AbortController>()
  const writePorts = { files, randomBytes: parts.randomBytes }

  /** The document of a project, whether it is open here or not. */
  const boardIn = async (folder: string): Promise<Result<BoardDocument>> => {
    const open = projects.inFolder(folder)
    if (open) {
      const saved = await open.saved()
      return saved.ok ? succeed(open.document) : saved
    }
    const read = await readBoard(folder, files)
    return read.ok ? succeed(read.value.document) : read
  }

  /** What is done to the folder itself waits until nothing works in it. */
  const atRest = async (folder: string): Promise<Result<{ folder: string; document: BoardDocument }>> => {
    const entered = await places.enter(folder)
    if (!entered.ok) return entered
    const board = await boardIn(entered.value)
    if (!board.ok) return board
    if (projects.inFolder(entered.value))
      return fail(
        'project/locked',
        'The project is open. Close it first: go back to the projects, and wait until its jobs are done.',
        {
          cost: 'nothing',
        },
      )
    const ledger = core.ledger()
    const open = ledger.ok ? ledger.value.list({ projectId: board.value.id, ended: false }).length : 0
    if (open > 0)
      return fail(
        'project/locked',
        `${open === 1 ? 'A job of this project is' : `${open} jobs of this project are`} open still. Wait for ${open === 1 ? 'it' : 'them'}, or cancel first: a clip that is paid for needs its project.`,
        {
          cost: 'nothing',
        },
      )
    return succeed({ folder: entered.value, document: board.value })
  }

  /** Works with a project: the open one, or opened for just this. */
  const withProject = async <Value>(
    folder: string,
    holder: string,
    work: (project: Project) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const entered = await places.enter(folder)
    if (!entered.ok) return entered
    const opened = await projects.open(entered.value, holder)
    if (!opened.ok) return opened
    try {
      return await work(opened.value)
    } finally {
      await projects.release(opened.value.document.id, holder)
    }
  }

  return {
    'project.list': async () => {
      try {
        return succeed({ projects: await cards.list(parts.projectsFolder(), recent.list()) })
      } catch (error) {
        return { ok: false, error: diskFailure(error, 'The projects could not be listed') }
      }
    },
    'project.pin': async ({ folder, pinned }) => {
      await recent.pin(folder, pinned)
      return succeed({})
    },
    'project.unlist': async ({ folder }) => {
      await recent.forget(folder)
      return succeed({})
    },
    'project.rename': ({ folder, title }, client) =>
      withProject(folder, `rename ${client}`, async (project) => {
        const renamed = project.perform({ type: 'project.edit', title }, 'Rename the project')
        if (!renamed.ok) return renamed
        await recent.moved(project.folder, { folder: project.folder, title })
        const saved = await project.saved()
        return saved.ok ? succeed({}) : saved
      }),
    'project.duplicate': async ({ folder, title, withTakes }) => {
      const entered = await places.enter(folder)
      if (!entered.ok) return entered
      const board = await boardIn(entered.value)
      if (!board.ok) return board
      const place = await folderNameFor(dirname(entered.value), title, files)
      const to = { folder: place, id: core.ids.project(), title, withTakes }
      const copied = await copyProject(entered.value, board.value, to, writePorts)
      return copied.ok ? succeed({ folder: place }) : copied
    },
    'project.move': async ({ folder, into }) => {
      const resting = await atRest(folder)
      if (!resting.ok) return resting
      const target = await places.enter(into)
      if (!target.ok) return target
      const moved = await moveProject(resting.value.folder, target.value, files)
      if (!moved.ok) return moved
      await recent.moved(resting.value.folder, { folder: moved.value, title: resting.value.document.title })
      return succeed({ folder: moved.value })
    },
    'project.archive': async ({ folder, into }) => {
      const entered = await places.enter(folder)
      if (!entered.ok) return entered
      const board = await boardIn(entered.value)
      if (!board.ok) return board
      const target = into === null ? succeed(dirname(entered.value)) : await places.enter(into)
      if (!target.ok) return target
      const day = new Date(parts.clock.now()).toISOString().slice(0, 10)
      const name = `${folderNameOf(board.value.title || basename(entered.value))} ${day}.zip`
      const stop = new AbortController()
      archiving.set(folder, stop)
      try {
        return await archiveProject(entered.value, await freePath(target.value, name), files, {
          stop: stop.signal,
          onPart: (part) => windows.tellAll('project.archiveProgressed', { folder, part }),
        })
      } finally {
        archiving.delete(folder)
      }
    },
    'project.cancelArchive': async ({ folder }) => {
      archiving.get(folder)?.abort()
      return succeed({})
    },
    'project.restore': async ({ file, folder }) => {
      const archive = handedFiles.find(file)
      if (!archive.ok) return archive
      const title = archive.value.name.replace(/(?: \d{4}-\d{2}-\d{2})?\.zip$/i, '')
      const place =
        folder === null
          ? succeed(await folderNameFor(parts.projectsFolder(), title, files))
          : await places.enterNew(folder)
      if (!place.ok) return place
      const restored = await restoreProject(archive.value.path, place.value, files)
      await handedFiles.release(file)
      if (!restored.ok) return restored
      const board = await readBoard(place.value, files)
      if (board.ok) return succeed({ folder: place.value })
      await files.rm(place.value, { recursive: true, force: true })
      return board
    },
    'project.bin': async ({ folder }) => {
      const resting = await atRest(folder)
      if (!resting.ok) return resting
      const binned = await moveToBin([resting.value.folder])
      if (!binned.ok) return binned
      await recent.forget(resting.value.folder)
      return succeed({})
    },
    'project.usage': async ({ folder }) => {
      const entered = await places.enter(folder)
      if (!entered.ok) return entered
      const board = await boardIn(entered.value)
      if (!board.ok) return board
      try {
        return succeed(await usageOf(entered.value, board.value, files))
      } catch (error) {
        return { ok: false, error: diskFailure(error, 'The project could not be measured') }
      }
    },
    'project.cleanUp': ({ folder, caches, media, takes }, client) =>
      withProject(folder, `clean-up ${client}`, async (project) => {
        if (project.access.kind === 'read-only')
          return fail('project/read-only', project.access.words, { cost: 'nothing' })
        try {
          return await cleanUp(project, { caches, media, takes })
        } catch (error) {
          return { ok: false, error: diskFailure(error, 'The project could not be cleared up') }
        }
      }),
  }

  /** A path for a new file: numbered where the name is taken. */
  async function freePath(folder: string, name: string): Promise<string> {
    const taken = new Set(await files.readdir(folder))
    const [, stem = name, ending = ''] = /^(.*)(\.[a-z]+)$/.exec(name) ?? []
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? name : `${stem} ${number}${ending}`
      if (!taken.has(candidate)) return join(folder, candidate)
    }
  }

  async function cleanUp(
    project: Project,
    what: { readonly caches: boolean; readonly media: readonly string[]; readonly takes: readonly string[] },
  ): Promise<Result<{ freedBytes: number }>> {
    const before = await bytesBelow(project.folder, files)
    // What is in use by now stays, whatever the page had seen.
    const usage = await usageOf(project.folder, project.document, files)
    const unused = new Set(usage.unusedMedia.map(({ file }) => file))
    const paths: string[] = []
    for (const file of what.media.filter((name) => unused.has(name))) {
      const path = await resolveMedia(project.folder, 'media', file, files)
      if (!path.ok) return path
      paths.push(path.value)
      const asset = Object.values(project.document.assets).find(
        (known) => `${known.id}.${known.format}` === file,
      )
      if (!asset) continue
      const removed = project.perform({ type: 'asset.remove', assetId: asset.id }, 'Clear up unused images')
      if (!removed.ok) return removed
    }
    for (const { takeId, file } of usage.uncircledTakes.filter((take) => what.takes.includes(take.takeId))) {
      const path = await resolveMedia(project.folder, 'clips', file, files)
      if (!path.ok) return path
      paths.push(path.value)
      const take = Object.values(project.document.takes).find(({ id }) => id === takeId)
      if (!take || recordOf(project.document.takeMarks, take.id)?.binned) continue
      const marked = project.perform({ type: 'take.mark', takeId: take.id, binned: true }, 'Clear up takes')
      if (!marked.ok) return marked
    }
    const saved = await project.saved()
    if (!saved.ok) return saved
    const binned = paths.length > 0 ? await moveToBin(paths) : succeed(undefined)
    if (!binned.ok) return binned
    if (what.caches)
      for (const name of ['thumbnails', 'posters', 'framed'])
        await files.rm(join(project.folder, privateFolder, name), { recursive: true, force: true })
    return succeed({ freedBytes: Math.max(0, before - (await bytesBelow(project.folder, files))) })
  }
}
