import { join } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import { recordOf } from '../../../shared/domain/document.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import { importImage } from '../media/import-image.ts'
import { projectThumbnails } from '../media/thumbnails.ts'
import type { Project } from '../project/project.ts'
import { addAsset, importImages } from './import-images.ts'
import { clipPath } from './project-media.ts'
import type { StudioParts } from './studio-parts.ts'

type ImageHandlers = Pick<Handlers, 'image.import' | 'image.cancelImport' | 'image.fromTake'>

/** The library: images come in as files that a window handed over, or as frames of clips. */
export const createImageHandlers = (parts: StudioParts): ImageHandlers => {
  const { projects, windows, files, clock, handedFiles } = parts
  const underWay = new Map<string, AbortController>()

  const writable = (id: Parameters<typeof projects.find>[0]): Result<Project> => {
    const project = projects.find(id)
    if (!project.ok) return project
    const { access } = project.value
    return access.kind === 'write' ? project : fail('project/read-only', access.words, { cost: 'nothing' })
  }

  return {
    'image.import': async ({ projectId, files: tokens, importId }) => {
      const project = writable(projectId)
      if (!project.ok) return project
      const key = `${projectId} ${importId}`
      const stop = new AbortController()
      underWay.set(key, stop)
      const holder = `import ${importId}`
      projects.hold(projectId, holder)
      try {
        const tell = (done: number, latest: Parameters<Parameters<typeof importImages>[3]>[1]) =>
          windows.tellAll('image.progressed', { projectId, importId, done, of: tokens.length, latest })
        return succeed(await importImages(parts, project.value, tokens, tell, stop.signal))
      } finally {
        project.value.seal()
        underWay.delete(key)
        await projects.release(projectId, holder)
      }
    },
    'image.cancelImport': async ({ projectId, importId }) => {
      underWay.get(`${projectId} ${importId}`)?.abort()
      return succeed({})
    },
    'image.fromTake': async ({ projectId, takeId, atMs }) => {
      const project = writable(projectId)
      if (!project.ok) return project
      const take = recordOf(project.value.document.takes, takeId)
      const clip = await clipPath(project.value, takeId, files)
      if (!take || clip === null)
        return fail(
          'media/missing',
          'The clip of this take is not in the clips folder, so no frame can be taken from it.',
          {
            cost: 'nothing',
          },
        )
      // What decodes is large, and a window does without it at its start.
      const { clipThumbnail } = await import('../media/clip-thumbnail.ts')
      const frame = await clipThumbnail({ clip, files, atMs: atMs ?? take.durationMs })
      if (!frame.ok) return frame
      const moment = atMs === null ? 'last-frame' : `${(atMs / 1000).toFixed(2)}s`
      const name = `${take.file.replace(/\.mp4$/, '')}-${moment}.jpg`
      const { token, path } = await handedFiles.place(name)
      try {
        await files.writeFile(path, frame.value)
        const imported = await importImage({
          source: path,
          name,
          mediaFolder: join(project.value.folder, 'media'),
          files,
          now: clock.now,
          keepSmall: projectThumbnails(project.value.folder, files).keep,
        })
        if (!imported.ok) return imported
        const added = addAsset(project.value, imported.value.asset, 'Use a frame')
        return added.ok ? succeed({ assetId: imported.value.asset.id }) : added
      } catch (error) {
        return { ok: false, error: diskFailure(error, 'The frame could not be stored') }
      } finally {
        await handedFiles.release(token)
      }
    },
  }
}
