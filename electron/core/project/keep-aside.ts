import { join } from 'node:path'
import { errnoOf } from '../disk/failure.ts'
import { syncFolder } from '../disk/settled-file.ts'
import { duplicate } from './document-file.ts'
import type { FileSystem } from '../ports.ts'
import { documentName } from './layout.ts'

/** Keeping documents beside the one that takes their place. Nothing that is kept is ever overwritten or deleted. */

/**
 * Gives `boardwright.json` a second name, under which it stays when the document is replaced.
 * @param nameOf the name to try; called with 0, 1, 2 … until one is free.
 * @returns the name. Rejects as file calls do.
 */
export const keepDocumentAside = (
  folder: string,
  nameOf: (attempt: number) => string,
  files: FileSystem,
): Promise<string> =>
  underFreeName(folder, nameOf, files, (path) => duplicate(join(folder, documentName), path, files))

/** Writes bytes under the first free name. */
export const keepBytesAside = (
  folder: string,
  nameOf: (attempt: number) => string,
  bytes: Uint8Array,
  files: FileSystem,
): Promise<string> =>
  underFreeName(folder, nameOf, files, async (path) => {
    const handle = await files.open(path, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } catch (error) {
      await files.rm(path, { force: true })
      throw error
    } finally {
      await handle.close()
    }
  })

const underFreeName = async (
  folder: string,
  nameOf: (attempt: number) => string,
  files: FileSystem,
  write: (path: string) => Promise<void>,
): Promise<string> => {
  for (let attempt = 0; ; attempt++) {
    const name = nameOf(attempt)
    try {
      await write(join(folder, name))
      await syncFolder(folder, files)
      return name
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
    }
  }
}
