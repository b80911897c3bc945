import { assetFileName } from '../../../shared/domain/board.ts'
import { fail } from '../../../shared/errors.ts'
import { resolveMedia } from '../media/media-path.ts'
import { frameForUpload, wholeForUpload } from '../media/normalise.ts'
import type { FileSystem } from '../ports.ts'
import type { Project } from '../project/open-project.ts'
import type { ImageSource } from './engine.ts'

/** The images of a project, prepared as a plan says. Failures name the file that is at fault. */
export const projectImages = (project: Project, files: FileSystem): ImageSource => ({
  prepare: async ({ assetId, preparation }) => {
    const asset = project.document.assets[assetId]
    if (!asset)
      return fail('media/missing', 'An image of the shot is no longer in the library; choose another.', {
        cost: 'nothing',
      })
    const path = await resolveMedia(project.folder, 'media', assetFileName(asset), files)
    if (!path.ok) return path
    return preparation.kind === 'framed'
      ? frameForUpload({ source: path.value, framing: preparation.framing, size: preparation.size })
      : wholeForUpload({ source: path.value })
  },
})
