import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { diskFailure, errnoOf, fileError } from '../disk/failure.ts'
import { syncFolder } from '../disk/settled-file.ts'
import { backupName, documentName, temporaryName } from './layout.ts'

/** Largest document that is read: a guard against a file made to exhaust memory. */
const documentLimitBytes = 256 * 1024 * 1024

/** Tells one state of a file from another without reading it. */
export interface Stamp {
  readonly inode: bigint
  readonly modifiedNs: bigint
  readonly sizeBytes: bigint
}

/** Whether two stamps are of the same state of the same file. */
export const sameStamp = (one: Stamp | null, other: Stamp | null): boolean =>
  one !== null &&
  other !== null &&
  one.inode === other.inode &&
  one.modifiedNs === other.modifiedNs &&
  one.sizeBytes === other.sizeBytes

const stampOf = (stats: { ino: bigint; mtimeNs: bigint; size: bigint }): Stamp => ({
  inode: stats.ino,
  modifiedNs: stats.mtimeNs,
  sizeBytes: stats.size,
})

/** The stamp of the file at `path`; null where there is none. Rejects as file calls do. */
export const readStamp = async (path: string, files: FileSystem): Promise<Stamp | null> => {
  try {
    return stampOf(await files.lstat(path, { bigint: true }))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

/** The bytes of a document file, and the stamp of the very state that they are. */
export interface DocumentBytes {
  readonly bytes: Buffer
  readonly stamp: Stamp
}

/**
 * Reads a document file; null where there is none. Fails with `project/refused` for what is not a plain file (a
 * symbolic link could lead anywhere, a pipe never ends) or larger than 256 MiB, or as `diskFailure` does.
 */
export const readDocumentFile = async (
  path: string,
  files: FileSystem,
): Promise<Result<DocumentBytes | null>> => {
  const refused = (why: string) =>
    fail('project/refused', `The project cannot be opened: ${why}`, { detail: path })
  try {
    const found = await files.lstat(path)
    if (!found.isFile())
      return refused(
        'its document is not a plain file but a link, folder or device. Put the file itself there.',
      )
    // Between the look and the opening the file may have been exchanged: O_NOFOLLOW and O_NONBLOCK keep the answer true.
    const handle = await files.open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    try {
      const stats = await handle.stat({ bigint: true })
      if (!stats.isFile()) return refused('its document is not a plain file.')
      if (stats.size > documentLimitBytes)
        return refused('its document is larger than 256 MiB, which no board is.')
      return succeed({ bytes: await handle.readFile(), stamp: stampOf(stats) })
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return succeed(null)
    return { ok: false, error: diskFailure(error, 'The project could not be read') }
  }
}

/** Ports that writing takes. */
export interface WritePorts {
  readonly files: FileSystem
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * Writes a file whole or not at all: temporary file beside it, fsync, read back, rename. Rejects as file calls do,
 * then without a trace beside.
 * @param options.mode permissions of the new file; null leaves them to the system.
 * @param options.beforeRename runs beside the fsync, which takes longest; the rename waits for it. Receives the stamp
 * of the new file.
 */
export const writeWhole = async (
  folder: string,
  name: string,
  bytes: Uint8Array,
  { files, randomBytes }: WritePorts,
  {
    mode = null,
    beforeRename,
  }: { mode?: number | null; beforeRename?: (stamp: Stamp) => Promise<void> } = {},
): Promise<void> => {
  const temporary = join(folder, temporaryName(name, randomBytes))
  try {
    const handle = await files.open(temporary, 'wx+')
    try {
      await writeAll(handle, bytes)
      const stats = await handle.stat({ bigint: true })
      // Some file systems have one mode for all files and refuse any other.
      if (mode !== null && (Number(stats.mode) & 0o777) !== mode) await handle.chmod(mode)
      const steps = await Promise.allSettled([
        handle.sync(),
        readBack(handle, bytes),
        beforeRename?.(stampOf(stats)),
      ])
      for (const step of steps) if (step.status === 'rejected') throw step.reason
    } finally {
      await handle.close()
    }
    await files.rename(temporary, join(folder, name))
  } catch (error) {
    await removeIfPossible(temporary, files)
    throw error
  }
}

// A handle's own writeFile and readFile go through many small pieces, each of them a wait.
const writeAll = async (handle: FileHandle, bytes: Uint8Array) => {
  for (let at = 0; at < bytes.length;)
    at += (await handle.write(bytes, at, bytes.length - at, at)).bytesWritten
}

const readBack = async (handle: FileHandle, bytes: Uint8Array) => {
  const found = Buffer.allocUnsafe(bytes.length)
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await handle.read(found, at, bytes.length - at, at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  if (!found.equals(bytes)) throw fileError('the bytes read back differ')
}

// Cleaning up after a failure must not hide the failure; the next opening sweeps what stays.
const removeIfPossible = (path: string, files: FileSystem): Promise<void> =>
  files.rm(path, { force: true }).catch(() => undefined)

/** What came of a save. `stamp` is set once the new bytes were complete, even where a later step failed. */
export interface Saved {
  readonly stamp: Stamp | null
  readonly problem: Failure | null
}

/**
 * Saves the bytes of a document: on disk is the old document or the new one at every moment.
 * @param keepPrevious makes the document that is there the backup; only for one that is known to be good.
 */
export const saveDocumentFile = async (
  folder: string,
  bytes: Uint8Array,
  ports: WritePorts,
  keepPrevious: boolean,
): Promise<Saved> => {
  const { files } = ports
  let stamp: Stamp | null = null
  try {
    await writeWhole(folder, documentName, bytes, ports, {
      mode: await modeOf(join(folder, documentName), files),
      beforeRename: async (written) => {
        stamp = written
        if (keepPrevious) await backUp(folder, files)
      },
    })
    await syncFolder(folder, files)
    return { stamp, problem: null }
  } catch (error) {
    return { stamp, problem: diskFailure(error, 'The project could not be saved') }
  }
}

const modeOf = async (path: string, files: FileSystem): Promise<number | null> => {
  try {
    return (await files.stat(path)).mode & 0o777
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

// While the backup is exchanged, the document itself is whole.
const backUp = async (folder: string, files: FileSystem) => {
  await files.rm(join(folder, backupName), { force: true })
  await duplicate(join(folder, documentName), join(folder, backupName), files)
}

/**
 * Gives a file a second name without touching the first: a hard link, or a copy where the file system has no links.
 * Never overwrites: rejects with EEXIST.
 */
export const duplicate = async (from: string, to: string, files: FileSystem): Promise<void> => {
  try {
    await files.link(from, to)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOENT') throw error
    await files.copyFile(from, to, constants.COPYFILE_EXCL)
    const handle = await files.open(to, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}
