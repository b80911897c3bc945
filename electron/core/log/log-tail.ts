import { join } from 'node:path'
import { errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import { logFileName } from './file-log.ts'

/**
 * The last lines of the log in a folder, oldest first; fewer where there are no more, none where it cannot be read.
 * @param lines how many at most.
 */
export const logTail = async (
  folder: string,
  lines: number,
  files: Pick<FileSystem, 'readFile'>,
): Promise<string[]> => {
  const found: string[] = []
  for (const age of [0, 1]) {
    if (found.length >= lines) break
    const text = await readOrNothing(join(folder, logFileName(age)), files)
    // A line that was being written when the program was killed is no event.
    found.unshift(...text.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}')))
  }
  return found.slice(-lines)
}

const readOrNothing = async (path: string, files: Pick<FileSystem, 'readFile'>): Promise<string> => {
  try {
    return await files.readFile(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return ''
  }
}
