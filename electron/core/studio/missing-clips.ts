import { join } from 'node:path'
import { errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import type { Project } from '../project/project.ts'

/** Clips of takes that are not in the clips folder: deleted by hand, or on a disk that is away. */
export const missingClips = async (project: Project, files: FileSystem): Promise<string[]> => {
  const takes = Object.values(project.document.takes)
  if (takes.length === 0) return []
  try {
    const present = new Set(await files.readdir(join(project.folder, 'clips')))
    return takes.flatMap(({ file }) => (present.has(file) ? [] : [file]))
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return takes.map(({ file }) => file)
  }
}
