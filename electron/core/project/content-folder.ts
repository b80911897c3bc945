import { join } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import type { contentFolders } from './layout.ts'

/**
 * A folder of the project's own content, made where it is missing. The project's folder itself is never made: where it
 * has been moved away, or its disk is gone, something with its name would take its place and what belongs to it.
 * Failures: `disk/…`; `media/outside-project` where the folder is a link.
 */
export const contentFolder = async (
  projectFolder: string,
  name: (typeof contentFolders)[number],
  files: Pick<FileSystem, 'mkdir' | 'realpath'>,
): Promise<Result<string>> => {
  const folder = join(projectFolder, name)
  try {
    await makeInside(folder, files)
    // Threat: a project from a stranger whose folder is a link to somewhere else.
    if ((await files.realpath(folder)) === folder) return succeed(folder)
  } catch (error) {
    return { ok: false, error: diskFailure(error, `The project’s ${name} folder cannot be reached`) }
  }
  return fail(
    'media/outside-project',
    `The project’s ${name} folder is a link to another place; replace it by a folder.`,
    { cost: 'nothing' },
  )
}

const makeInside = async (folder: string, files: Pick<FileSystem, 'mkdir'>): Promise<void> => {
  try {
    await files.mkdir(folder)
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
  }
}
