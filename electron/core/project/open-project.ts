import { join } from 'node:path'
import { createDocument } from '../../../shared/domain/board.ts'
import { textLimit } from '../../../shared/domain/document.ts'
import type { Aspect } from '../../../shared/domain/endpoints.ts'
import { createIdSource } from '../../../shared/domain/ids.ts'
import { serialiseDocument } from '../../../shared/domain/opening.ts'
import { fail, type Failure, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { makeFolder } from '../disk/make-folder.ts'
import { saveDocumentFile } from './document-file.ts'
import { keepDocumentAside } from './keep-aside.ts'
import {
  contentFolders,
  documentName,
  isConflictedCopy,
  isLeftover,
  keptName,
  privateFolder,
} from './layout.ts'
import { createLiveProject } from './live-project.ts'
import { acquireLock, type LockHolder, type LockTimings, type ProjectLock } from './lock.ts'
import type { Access, OpeningReport, Project, ProjectPorts } from './project.ts'
import { createStoredDocument } from './stored-document.ts'
import { isProject, readProject, remember, tooNewAdvice, type ReadOptions } from './read-project.ts'

export type { Project, ProjectEvent, ProjectPorts } from './project.ts'

/** What a test may set, to open projects with migrations of its own and without waiting. */
export interface OpenOptions extends ReadOptions {
  readonly holder?: LockHolder
  readonly lockTimings?: LockTimings
}

/**
 * Opens a project folder. A damaged document opens from its newest good state, and the report says so. Where another
 * process has the project open (found out within about two seconds), the folder cannot be written in, or a newer
 * program wrote the document, it opens read-only: see `Project.access`. Fails with `project/not-found`,
 * `project/damaged`, `project/too-new`, `project/refused`, or as `diskFailure` does.
 */
export const openProject = async (
  folder: string,
  ports: ProjectPorts,
  options: OpenOptions = {},
): Promise<Result<Project>> => {
  let lock: ProjectLock | null = null
  try {
    const place = await ports.files.realpath(folder)
    if (!(await isProject(place, ports))) return notFound(folder)
    const locking = await acquireLock(place, {
      ...ports,
      ...(options.holder ? { holder: options.holder } : {}),
      ...(options.lockTimings ? { timings: options.lockTimings } : {}),
    })
    if (locking.ok) lock = locking.value
    else if (locking.error.code === 'project/refused') return locking

    const read = await readProject(place, ports, options)
    if (!read.ok) {
      await lock?.release()
      return read
    }
    let access: Access = locking.ok ? { kind: 'write' } : readOnly(locking.error)
    const report: { -readonly [Key in keyof OpeningReport]: OpeningReport[Key] } = { ...read.value.report }
    if (read.value.standing === 'too-new') {
      access = {
        kind: 'read-only',
        why: 'too-new',
        words: `A newer version of Boardwright saved this project, so it is open for reading only. ${tooNewAdvice}`,
      }
    }
    if (lock && access.kind === 'write') {
      try {
        await sweep(place, ports)
        if (read.value.standing === 'damaged')
          report.keptAside = await keepDocumentAside(
            place,
            (attempt) => keptName('damaged', ports.clock.now(), attempt),
            ports.files,
          )
      } catch (error) {
        access = readOnly(diskFailure(error, 'The project is open for reading only'))
      }
    }
    if (lock && access.kind === 'read-only') {
      await lock.release()
      lock = null
    }
    const stored = createStoredDocument(place, read.value, ports, options)
    const { document } = read.value
    const project = createLiveProject({ folder: place, document, stored, report, access, lock, ports })
    // A recovered document is put in its place at once; where that fails, the project says so and tries again.
    await project.saved()
    return { ok: true, value: project }
  } catch (error) {
    await lock?.release()
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return notFound(folder)
    return { ok: false, error: diskFailure(error, 'The project could not be opened') }
  }
}

const notFound = (folder: string) =>
  fail(
    'project/not-found',
    'There is no Boardwright project in this folder. Choose another folder, or start a new project.',
    {
      detail: folder,
      cost: 'nothing',
    },
  )

const readOnly = (failure: Failure): Access => ({
  kind: 'read-only',
  why: failure.code === 'project/locked' ? 'locked' : 'no-permission',
  words: failure.message,
})

/** Removes what a process that died left half-written. Only the holder of the lock may. */
const sweep = async (folder: string, { files }: ProjectPorts) => {
  for (const name of await files.readdir(folder))
    if (isLeftover(name)) await files.rm(join(folder, name), { force: true })
}

/**
 * Makes a project: the folder with everything in it, and opens it. The folder may exist while it is empty (hidden files
 * do not count). Fails with `project/exists` for a project, `input/invalid` for a folder with anything else in it, or as
 * `diskFailure` does; then nothing is left behind.
 */
export const createProject = async (
  folder: string,
  details: { readonly title: string; readonly aspect: Aspect },
  ports: ProjectPorts,
  options: OpenOptions = {},
): Promise<Result<Project>> => {
  const { files, randomBytes } = ports
  if (details.title.length > textLimit)
    return fail(
      'input/invalid',
      `The title is too long; at most ${textLimit.toLocaleString('en')} characters fit.`,
      {
        field: 'title',
        cost: 'nothing',
      },
    )
  const made: string[] = []
  const takeBack = async () => {
    try {
      for (const path of made.toReversed()) await files.rm(path, { recursive: true, force: true })
    } catch (error) {
      ports.log.warn('project.notTakenBack', { code: errnoOf(error) ?? String(error) })
    }
  }
  try {
    const first = await makeFolder(folder, files)
    if (first !== undefined) made.push(first)
    const place = await files.realpath(folder)
    const there = await files.readdir(place)
    if (there.includes(documentName))
      return fail(
        'project/exists',
        'There is a project in this folder already. Open it, or choose another folder.',
        {
          detail: folder,
          cost: 'nothing',
        },
      )
    if (there.some((name) => !name.startsWith('.') && name !== 'desktop.ini' && name !== 'Thumbs.db'))
      return fail('input/invalid', 'The folder is not empty. Choose an empty one, or a new name.', {
        detail: folder,
        field: 'folder',
        cost: 'nothing',
      })
    for (const name of [...contentFolders, privateFolder]) {
      if (there.includes(name)) continue
      await files.mkdir(join(place, name))
      made.push(join(place, name))
    }
    const ids = createIdSource(randomBytes)
    const bytes = Buffer.from(
      serialiseDocument(createDocument(ids.project(), ids.scene(), details.title, details.aspect)),
    )
    made.push(join(place, documentName))
    const { problem } = await saveDocumentFile(place, bytes, ports, false)
    if (problem) {
      await takeBack()
      return { ok: false, error: problem }
    }
    await remember(place, bytes, ports)
    const opened = await openProject(place, ports, options)
    if (!opened.ok) await takeBack()
    return opened
  } catch (error) {
    await takeBack()
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOTDIR')
      return fail('input/invalid', 'A file is in the way of the new folder. Choose another name.', {
        detail: folder,
        field: 'folder',
        cost: 'nothing',
      })
    return { ok: false, error: diskFailure(error, 'The project could not be made') }
  }
}

/**
 * Names of copies that a sync service put beside the document, such as `boardwright (conflicted copy …).json`. Rejects
 * as file calls do.
 */
export const conflictedCopies = async (
  folder: string,
  files: ProjectPorts['files'],
): Promise<readonly string[]> => (await files.readdir(folder)).filter(isConflictedCopy).toSorted()
