import { isAbsolute, join, relative } from 'node:path'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'

/**
 * The real path of a file directly inside a project's `media/` or `clips/`.
 *
 * Threat: a project from a stranger, or an address of a page, that names a file elsewhere (`..`, an absolute path, a
 * link, a folder that is a link) to have it shown or uploaded. So the name must be plain, the file a regular one and
 * no link, and its real place inside the project's real folder.
 * Failures: `media/outside-project`, `media/missing`, `disk/…`.
 */
export const resolveMedia = async (
  projectFolder: string,
  folder: 'media' | 'clips',
  fileName: string,
  files: FileSystem,
): Promise<Result<string>> => {
  if (!isPlainName(fileName)) return outside()
  try {
    const project = await files.realpath(projectFolder)
    const parent = await files.realpath(join(project, folder))
    if (!isInside(project, parent)) return outside()
    const path = join(parent, fileName)
    const stat = await files.lstat(path)
    if (stat.isSymbolicLink()) return outside()
    return stat.isFile() ? succeed(path) : missing(fileName, folder)
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return missing(fileName, folder)
    return { ok: false, error: diskFailure(error, `“${fileName}” could not be read`) }
  }
}

/** One path component on every system: no separator, drive, alternate stream, device of dots, or NUL. */
const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\\:\p{Cc}]/u.test(name)

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}

const outside = () =>
  fail(
    'media/outside-project',
    'A file outside the project folder was asked for and not opened. If the project came from somebody else, treat it with care.',
  )

const missing = (fileName: string, folder: string) =>
  fail('media/missing', `“${fileName}” is not in the project’s ${folder} folder. Put it back, or replace it.`)
