import files from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { shotsInOrder } from '../../../shared/domain/board.ts'
import { textLimit } from '../../../shared/domain/document.ts'
import type { Aspect } from '../../../shared/domain/endpoints.ts'
import { assetPath } from '../../core/program.ts'
import { createSampleProject } from '../../core/board/sample-board.ts'
import { need, refuseLongText, withProject, type Context } from '../context.ts'

export interface NewOptions {
  readonly title?: string
  readonly aspect?: Aspect
  readonly sample: boolean
}

/** `boardwright new`: makes a project folder, empty or with the sample board. */
export const newProject = (context: Context, folder: string, options: NewOptions): Promise<void> => {
  const { core, output } = context
  const path = resolve(folder)
  refuseLongText('--title', options.title?.length ?? 0, textLimit)
  const opening = options.sample
    ? createSampleProject(core, path, assetPath('sample'), files)
    : core.createProject(path, { title: options.title ?? basename(path), aspect: options.aspect ?? '16:9' })
  return withProject(context, opening, async (project) => {
    const { title: wantedTitle, aspect: wantedAspect } = options
    if (options.sample && (wantedTitle !== undefined || wantedAspect !== undefined))
      need(
        project.perform({
          type: 'project.edit',
          ...(wantedTitle !== undefined && { title: wantedTitle }),
          ...(wantedAspect !== undefined && { aspect: wantedAspect }),
        }),
      )
    need(await project.saved())
    const { title, aspect } = project.document
    const shots = shotsInOrder(project.document).length
    output.line(`Made “${title}” (${aspect}${shots > 0 ? `, ${shots} shots` : ''}) in ${project.folder}`)
    output.event('project', { folder: project.folder, title, aspect, shots })
  })
}
