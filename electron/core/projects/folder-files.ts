import { join } from 'node:path'
import { errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'

/** A file below a folder: its path from there, with `/` between, and its size in bytes. */
export interface FolderFile {
  readonly path: string
  readonly bytes: number
}

type Reading = Pick<FileSystem, 'readdir' | 'lstat'>

/**
 * All plain files below a folder, in the order of their paths. Links are not followed and not listed. A folder that is
 * not there has none. Rejects as file calls do.
 */
export const filesBelow = async (folder: string, files: Reading, prefix = ''): Promise<FolderFile[]> => {
  const found: FolderFile[] = []
  for (const entry of (await entriesOf(folder, files)).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) found.push(...(await filesBelow(join(folder, entry.name), files, `${path}/`)))
    else if (entry.isFile()) found.push({ path, bytes: (await files.lstat(join(folder, entry.name))).size })
  }
  return found
}

/** The size of everything below a folder, in bytes. Rejects as file calls do. */
export const bytesBelow = async (folder: string, files: Reading): Promise<number> =>
  (await filesBelow(folder, files)).reduce((sum, { bytes }) => sum + bytes, 0)

const entriesOf = async (folder: string, files: Reading) => {
  try {
    return await files.readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
