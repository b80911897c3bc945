import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import { backupName, contentFolders, documentName } from '../project/layout.ts'
import { readArchive } from './read-archive.ts'

/**
 * Unpacks the archive of a project into a new folder. Only what a project consists of comes out, each file checked; where
 * anything is wrong, nothing is left behind. Failures: `input/invalid` for what is no such archive, `disk/…`.
 *
 * Threat: an archive from a stranger, with names that lead elsewhere or that unfolds to more than the disk holds. Names
 * are taken apart and put together again from plain parts; the sum is measured against the free space while it grows.
 */
export const restoreProject = async (
  archive: string,
  folder: string,
  files: FileSystem,
): Promise<Result<void>> => {
  let hasDocument = false
  try {
    await files.mkdir(dirname(folder), { recursive: true })
    await files.mkdir(folder)
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The folder for the project could not be made') }
  }
  const takeBack = () => files.rm(folder, { recursive: true, force: true }).catch(() => undefined)
  try {
    for (const name of contentFolders) await files.mkdir(join(folder, name))
    const { bavail, bsize } = await files.statfs(folder)
    let room = bavail * bsize
    let stray: string | null = null
    const read = await readArchive(archive, async (entry, drain) => {
      const path = placeOf(entry.path)
      if (path === null) {
        stray ??= entry.path
        return
      }
      room -= entry.bytes
      if (room < 0) throw Object.assign(new Error('not enough room'), { code: 'ENOSPC' })
      if (path === documentName) hasDocument = true
      await unpack(join(folder, path), drain, files)
    })
    if (!read.ok || !hasDocument) {
      await takeBack()
      return read.ok
        ? refuse(stray === null ? 'there is no document in it' : `what is in it: ${String(stray)}`)
        : read
    }
    return succeed(undefined)
  } catch (error) {
    await takeBack()
    return { ok: false, error: diskFailure(error, 'The archive could not be unpacked') }
  }
}

/** Where an entry goes within the project; null for what is none of its parts. */
const placeOf = (entryPath: string): string | null => {
  const parts = entryPath.split('/')
  const inner = parts.slice(1)
  if (inner.length === 1 && (inner[0] === documentName || inner[0] === backupName)) return inner[0]
  const isContent = inner.length >= 2 && inner.length <= 4 && contentFolders.some((name) => name === inner[0])
  const isPlain = inner.every(
    (part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\p{Cc}]/u.test(part),
  )
  return isContent && isPlain ? inner.join('/') : null
}

const unpack = async (
  path: string,
  drain: (write: (piece: Buffer) => Promise<void>) => Promise<void>,
  files: FileSystem,
): Promise<void> => {
  await files.mkdir(dirname(path), { recursive: true })
  const handle: FileHandle = await files.open(path, 'wx')
  try {
    await drain(async (piece) => {
      await handle.writeFile(piece)
    })
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const refuse = (detail: string) =>
  fail('input/invalid', 'The file is a zip file, but not one of a Boardwright project. Choose another.', {
    detail,
    cost: 'nothing',
  })
