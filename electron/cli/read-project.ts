import type { Project } from '../core/project/open-project.ts'
import { need, type Context } from './context.ts'

/** Reads something of a project and lets go of it at once, so that nothing is kept locked. */
export const readProject = async <Value>(
  { core }: Context,
  folder: string,
  read: (project: Project) => Value,
): Promise<Value> => {
  const project = need(await core.openProject(folder))
  try {
    return read(project)
  } finally {
    need(await project.close())
  }
}
