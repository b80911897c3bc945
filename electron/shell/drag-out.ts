import { nativeImage, type NativeImage, type WebContents } from 'electron'
import { projectIdSchema, takeIdSchema } from '../../shared/domain/ids.ts'
import type { Log } from '../core/ports.ts'
import type { Studio } from '../core/studio/studio.ts'

/** Long side of the picture that is dragged, in pixels. */
const pictureSide = 160

export interface DragOutPorts {
  readonly studio: Pick<Studio, 'clipPath' | 'media'>
  /** File of a picture to drag where a clip has none. */
  readonly usualPicture: string
  readonly log: Log
}

/**
 * Begins to drag a take's clip out to the desktop, with a frame of it as the picture. Never rejects. Threat: a page
 * that drags out any file: it names a take of an open project, and the core says which file that is, if any.
 */
export const createDragOut = ({ studio, usualPicture, log }: DragOutPorts) => {
  const pictureOf = async (projectId: string, takeId: string): Promise<NativeImage> => {
    const { body } = await studio.media(`/${projectId}/poster/${takeId}/${pictureSide}`, '', null)
    const picture =
      body?.kind === 'bytes'
        ? nativeImage.createFromBuffer(Buffer.from(body.bytes))
        : nativeImage.createFromPath(body?.path ?? '')
    // macOS refuses to drag without a picture.
    return picture.isEmpty()
      ? nativeImage.createFromPath(usualPicture).resize({ width: pictureSide })
      : picture
  }

  return async (contents: WebContents, projectId: unknown, takeId: unknown): Promise<void> => {
    const project = projectIdSchema.safeParse(projectId)
    const take = takeIdSchema.safeParse(takeId)
    if (!project.success || !take.success) return log.warn('drag.refused')
    try {
      const file = await studio.clipPath(project.data, take.data)
      if (file === null) return log.warn('drag.noClip')
      const icon = await pictureOf(project.data, take.data)
      if (!contents.isDestroyed()) contents.startDrag({ file, icon })
    } catch (error) {
      log.warn('drag.failed', { kind: error instanceof Error ? error.name : typeof error })
    }
  }
}
