import { createWriteStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
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
 * `disk/…`; `project/refused` where `options.stop` ended it, and then nothing of it stays.
 * @param options.onPart hears how much is done, from 0 to 1, at most a hundred times.
 */
export const archiveProject = async (
  folder: string,
  destination: string,
  files: FileSystem,
  options: { readonly stop: AbortSignal; readonly onPart: (part: number) => void },
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
    // Every byte is written once and read back once.
    const toDo = 2 * [...entries.values()].reduce((sum, bytes) => sum + bytes, 0)
    const progress = createProgress(toDo, options.onPart)
    const counting = new Transform({
      transform: (piece: Buffer, _, done) => {
        progress(piece.length)
        done(null, piece)
      },
    })
    await pipeline(zip.outputStream, counting, createWriteStream(unfinished, { flush: true }), {
      signal: options.stop,
    })

    const found = new Map<string, number>()
    const read = await readArchive(unfinished, async (entry, drain) => {
      found.set(entry.path, entry.bytes)
      await drain(async (piece) => {
        options.stop.throwIfAborted()
        progress(piece.length)
      })
    })
    options.stop.throwIfAborted()
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
    if (options.stop.aborted)
      return fail('project/refused', 'Archiving was cancelled. Nothing of the file stays.', {
        cost: 'nothing',
      })
    return { ok: false, error: diskFailure(error, 'The archive could not be written') }
  }
}

/** Counts bytes, and tells of every hundredth of all that there are. */
const createProgress = (toDo: number, onPart: (part: number) => void) => {
  let done = 0
  let told = 0
  return (bytes: number) => {
    done += bytes
    const hundredths = Math.min(100, Math.floor((done / Math.max(toDo, 1)) * 100))
    if (hundredths === told) return
    told = hundredths
    onPart(hundredths / 100)
  }
}
