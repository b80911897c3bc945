import { createWriteStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import { syncFolder } from '../disk/settled-file.ts'
import type { FileSystem } from '../ports.ts'
import { contentFolders, documentName } from '../project/layout.ts'
import { filesBelow } from './folder-files.ts'
import { readArchive } from './read-archive.ts'

/**
 * Writes a project as one zip file: the document, images, clips and exports, in a folder of the project's name. Caches
 * and locks stay out. The finished file is read back whole and every entry checked before it gets its name. Failures:
 * `disk/…`.
 */
export const archiveProject = async (
  folder: string,
  destination: string,
  files: FileSystem,
): Promise<Result<{ readonly file: string; readonly bytes: number }>> => {
  const unfinished = `${destination}.part`
  try {
    const zip = new ZipFile()
    // A file that goes while it is being packed ends the whole.
    zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error))
    const top = basename(folder)
    const entries = new Map<string, number>()
    const add = (path: string, bytes: number) => {
      // Pictures and clips are compressed already.
      zip.addFile(join(folder, path), `${top}/${path}`, { compress: path.endsWith('.json') })
      entries.set(`${top}/${path}`, bytes)
    }
    add(documentName, (await files.stat(join(folder, documentName))).size)
    for (const name of contentFolders)
      for (const { path, bytes } of await filesBelow(join(folder, name), files)) add(`${name}/${path}`, bytes)
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(unfinished, { flush: true }))

    const found = new Map<string, number>()
    const read = await readArchive(unfinished, async (entry, drain) => {
      found.set(entry.path, entry.bytes)
      await drain(null)
    })
    const isWhole =
      read.ok &&
      found.size === entries.size &&
      [...entries].every(([path, bytes]) => found.get(path) === bytes)
    if (!isWhole) {
      await files.rm(unfinished, { force: true })
      return fail(
        'disk/failed',
        'The archive was written, but reading it back did not give the same files, so it was thrown away. Check the disk, then try again.',
        {
          cost: 'nothing',
          ...(!read.ok && read.error.detail !== undefined && { detail: read.error.detail }),
        },
      )
    }
    await files.rename(unfinished, destination)
    await syncFolder(dirname(destination), files)
    return succeed({ file: destination, bytes: (await files.stat(destination)).size })
  } catch (error) {
    await files.rm(unfinished, { force: true }).catch(() => undefined)
    return { ok: false, error: diskFailure(error, 'The archive could not be written') }
  }
}
