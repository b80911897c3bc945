import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import type { FolderListing } from '../../../shared/views.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import { documentName } from '../project/layout.ts'

/**
 * Which folders a window may name. Threat: a page that was taken over asks for folders anywhere on the machine. So it
 * reaches the user's own folder and the projects folder, projects that were open before, and what the user chose in a
 * dialog of the system; links are followed before anything is decided.
 */
export interface Places {
  /** The real path of a folder that a window named. Failures: `input/invalid` outside, `input/not-found`, `disk/…`. */
  readonly enter: (folder: string) => Promise<Result<string>>
  /** A path for something new, whose parent may be entered. Failures as `enter`. */
  readonly enterNew: (path: string) => Promise<Result<string>>
  /** The user chose this folder outside the page. */
  readonly grant: (folder: string) => void
  /** What the picker shows; null begins at the user's folder. Hidden folders are left out. Failures as `enter`. */
  readonly list: (folder: string | null) => Promise<Result<FolderListing>>
  /** Makes a folder of a plain name. Failures: `input/invalid`, `disk/…`. */
  readonly make: (parent: string, name: string) => Promise<Result<string>>
}

/**
 * @param userFolder the user's own folder.
 * @param known further folders that may be entered just now: the projects folder, recent projects.
 */
export const createPlaces = (
  userFolder: string,
  known: () => readonly string[],
  files: FileSystem,
): Places => {
  const granted = new Set<string>()
  const roots = async (): Promise<string[]> => {
    const real: string[] = []
    for (const root of [userFolder, ...known(), ...granted]) {
      const path = await realpath(root, files)
      if (path !== null) real.push(path)
    }
    return real
  }
  const mayEnter = async (path: string) => (await roots()).some((root) => isWithin(root, path))

  const enter = async (folder: string): Promise<Result<string>> => {
    if (!isAbsolute(folder)) return outside()
    try {
      const path = await files.realpath(folder)
      return (await mayEnter(path)) ? succeed(path) : outside()
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') {
        // Whether something is there is not told of places that may not be entered.
        return (await roots()).some((root) => isWithin(root, folder)) ? gone() : outside()
      }
      return { ok: false, error: diskFailure(error, 'The folder could not be opened') }
    }
  }

  const list: Places['list'] = async (folder) => {
    const entered = await enter(folder ?? userFolder)
    if (!entered.ok) return entered
    const path = entered.value
    try {
      const entries = await files.readdir(path, { withFileTypes: true })
      const folders: FolderListing['folders'] = []
      for (const entry of entries) {
        if (!entry.isDirectory() || entry.name.startsWith('.')) continue
        const inner = join(path, entry.name)
        folders.push({ name: entry.name, folder: inner, isProject: await isProjectFolder(inner, files) })
      }
      folders.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' }))
      const above = dirname(path)
      const parent = above !== path && (await mayEnter(above)) ? above : null
      return succeed({ folder: path, parent, folders, isProject: await isProjectFolder(path, files) })
    } catch (error) {
      return { ok: false, error: diskFailure(error, 'The folder could not be read') }
    }
  }

  return {
    enter,
    enterNew: async (path) => {
      if (!isAbsolute(path)) return outside()
      const parent = await enter(dirname(path))
      if (parent.ok) return succeed(join(parent.value, relative(dirname(path), path)))
      // A folder that is to be made may lie in others that are to be made.
      return (await roots()).some((root) => isWithin(root, path)) ? succeed(path) : parent
    },
    grant: (folder) => {
      granted.add(folder)
    },
    list,
    make: async (parent, name) => {
      const entered = await enter(parent)
      if (!entered.ok) return entered
      if (!isPlainName(name))
        return fail(
          'input/invalid',
          'A folder name has no slashes and does not begin or end with a dot or a space.',
          {
            field: 'name',
            cost: 'nothing',
          },
        )
      const path = join(entered.value, name)
      try {
        await files.mkdir(path)
        return succeed(path)
      } catch (error) {
        if (errnoOf(error) === 'EEXIST')
          return fail('input/invalid', `There is a “${name}” here already. Choose another name.`, {
            field: 'name',
            cost: 'nothing',
          })
        return { ok: false, error: diskFailure(error, 'The folder could not be made') }
      }
    },
  }
}

const isWithin = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way))
}

const isPlainName = (name: string) => !/[/\\:*?"<>|\p{Cc}]/u.test(name) && !/^[. ]|[. ]$/.test(name)

const isProjectFolder = async (folder: string, files: FileSystem): Promise<boolean> => {
  try {
    return (await files.lstat(join(folder, documentName))).isFile()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return false
  }
}

const realpath = async (path: string, files: FileSystem): Promise<string | null> => {
  try {
    return await files.realpath(path)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return null
  }
}

const outside = () =>
  fail(
    'input/invalid',
    'That folder is outside your own folder. Move the project there, or open it with the system’s folder dialog.',
    {
      field: 'folder',
      cost: 'nothing',
    },
  )
const gone = () =>
  fail('input/not-found', 'The folder is not there any more. It was moved, renamed or unmounted.', {
    cost: 'nothing',
  })
