import { basename, join } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import { copyFiles } from './copy-project.ts'
import { filesBelow } from './folder-files.ts'

/**
 * Moves a project's folder into another folder and gives its new path. Onto another disk it is copied, compared by the
 * length of every file, and only then removed here. Failures: `input/invalid` where something of that name is there;
 * `disk/…`, and then it is where it was.
 */
export const moveProject = async (
  folder: string,
  into: string,
  files: FileSystem,
): Promise<Result<string>> => {
  const destination = join(into, basename(folder))
  try {
    if (await isThere(destination, files))
      return fail(
        'input/invalid',
        `There is a “${basename(folder)}” in that folder already. Choose another folder, or rename one of them.`,
        {
          cost: 'nothing',
        },
      )
    try {
      await files.rename(folder, destination)
      return succeed(destination)
    } catch (error) {
      if (errnoOf(error) !== 'EXDEV') throw error
    }
    return await moveAcross(folder, destination, files)
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The project could not be moved') }
  }
}

const moveAcross = async (
  folder: string,
  destination: string,
  files: FileSystem,
): Promise<Result<string>> => {
  try {
    await files.mkdir(destination)
    await copyFiles(folder, destination, files)
    const [before, after] = [await filesBelow(folder, files), await filesBelow(destination, files)]
    if (JSON.stringify(before) !== JSON.stringify(after))
      throw Object.assign(new Error('the copy differs'), { code: 'EIO' })
  } catch (error) {
    await files.rm(destination, { recursive: true, force: true })
    throw error
  }
  await files.rm(folder, { recursive: true })
  return succeed(destination)
}

const isThere = async (path: string, files: FileSystem): Promise<boolean> => {
  try {
    await files.lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
