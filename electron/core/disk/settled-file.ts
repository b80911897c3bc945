import { dirname, join } from 'node:path'
import type { FileHandle } from 'node:fs/promises'
import type { FileSystem } from '../ports.ts'
import { errnoOf } from './failure.ts'

/** A file being written under a name that nobody reads. */
export interface TemporaryFile {
  readonly path: string
  readonly handle: FileHandle
  /** It has got its name for good; from then on its old one may be another's. */
  isSettled: boolean
}

/** Age after which an unfinished file is a crash's leftover rather than somebody's work: a day, in milliseconds. */
const leftoverAgeMs = 86_400_000

/**
 * Opens a new file `.incoming-<n>` in a folder, under the first free number. The name is claimed by the creation
 * itself, so that two programs never share one, and a crash's leftover is thrown away and its number used again.
 * @param nowMs wall clock, milliseconds since 1970. @throws the system's error.
 */
export const openTemporary = async (
  folder: string,
  files: FileSystem,
  nowMs: number,
): Promise<TemporaryFile> => {
  for (let number = 0; ; number += 1) {
    const path = join(folder, `.incoming-${number}`)
    try {
      return { path, handle: await files.open(path, 'wx+', 0o644), isSettled: false }
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      if (nowMs - (await modifiedMs(path, files)) > leftoverAgeMs) {
        await files.rm(path, { force: true })
        number -= 1
      }
    }
  }
}

/** When the file was last written; `Infinity` where it has gone meanwhile, so that nobody thinks it old. */
const modifiedMs = async (path: string, files: FileSystem): Promise<number> => {
  try {
    return (await files.lstat(path)).mtimeMs
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return Number.POSITIVE_INFINITY
    throw error
  }
}

/** Gives a finished temporary file its name for good: when this returns, it survives loss of power. @throws the system's error. */
export const settle = async (
  temporary: TemporaryFile,
  destination: string,
  files: FileSystem,
): Promise<void> => {
  await temporary.handle.sync()
  // Windows does not rename a file that is open.
  await temporary.handle.close()
  await files.rename(temporary.path, destination)
  temporary.isSettled = true
  await syncFolder(dirname(destination), files)
}

/** Removes a temporary file, unless it has been settled. @throws the system's error. */
export const discard = async (temporary: TemporaryFile, files: FileSystem): Promise<void> => {
  if (temporary.isSettled) return
  await temporary.handle.close()
  await files.rm(temporary.path, { force: true })
}

/**
 * Makes the names in a folder durable: a renamed file survives loss of power only after this. Some systems cannot sync
 * a folder; there it does nothing. @throws the system's error.
 */
export const syncFolder = async (folder: string, files: FileSystem): Promise<void> => {
  try {
    const handle = await files.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(errnoOf(error) ?? '')) throw error
  }
}
