import { dirname } from 'node:path'
import type { FileSystem } from '../ports.ts'
import { errnoOf } from './failure.ts'

/**
 * Makes a folder and those above it that are missing, or none of them; gives the topmost that was made, undefined where
 * all were there. In place of Node's recursive mkdir, which never returns where a file system answers "no such folder"
 * to a new folder in one that exists (`/proc`). @param mode permissions of the folder itself. @throws the system's error.
 */
export const makeFolder = async (
  path: string,
  files: Pick<FileSystem, 'mkdir' | 'rm' | 'stat'>,
  mode = 0o777,
): Promise<string | undefined> => {
  try {
    await files.mkdir(path, mode)
    return path
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' && (await files.stat(path)).isDirectory()) return undefined
    if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error
  }
  const topmost = await makeFolder(dirname(path), files)
  try {
    await files.mkdir(path, mode)
    return topmost ?? path
  } catch (error) {
    if (topmost !== undefined) await files.rm(topmost, { recursive: true, force: true })
    throw error
  }
}
