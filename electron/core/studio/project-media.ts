import { join } from 'node:path'
import {
  framingSchema,
  recordOf,
  type AssetFormat,
  type BoardDocument,
} from '../../../shared/domain/document.ts'
import { assetFileName } from '../../../shared/domain/board.ts'
import type { AssetId, ProjectId, TakeId } from '../../../shared/domain/ids.ts'
import { errnoOf } from '../disk/failure.ts'
import { answerBytes, answerFile, noMedia, type MediaAnswer } from '../media/answer-media.ts'
import { resolveMedia } from '../media/media-path.ts'
import { frameForUpload } from '../media/normalise.ts'
import { projectThumbnails, type Thumbnails } from '../media/thumbnails.ts'
import type { FileSystem, Log } from '../ports.ts'
import type { Project } from '../project/project.ts'
import { privateFolder } from '../project/layout.ts'

/** Bounds of what a page can ask to have made, in pixels. */
const sides = { min: 16, max: 2048 } as const

const contentTypes: Readonly<Record<AssetFormat, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  tif: 'image/tiff',
}

/**
 * Media of open projects by address (see `mediaAddress` of the contract): `/<projectId>/<kind>/<id>…`. What is named are
 * records of the document, never files: their names come from the document, and `resolveMedia` keeps them inside the
 * project's folder.
 */
export const createProjectMedia = (options: {
  readonly find: (id: ProjectId) => Project | undefined
  readonly files: FileSystem
  readonly log: Log
}): ((path: string, query: string, range: string | null) => Promise<MediaAnswer>) => {
  const { files, log } = options
  const thumbnails = new Map<string, Thumbnails>()
  const thumbnailsOf = ({ folder }: Project): Thumbnails => {
    const known = thumbnails.get(folder)
    if (known) return known
    const made = projectThumbnails(folder, files)
    thumbnails.set(folder, made)
    return made
  }

  const imagePath = async (project: Project, id: AssetId) => {
    const asset = recordOf(project.document.assets, id)
    if (!asset) return null
    const path = await resolveMedia(project.folder, 'media', assetFileName(asset), files)
    return path.ok ? { path: path.value, asset } : null
  }

  const image = async (project: Project, id: AssetId, range: string | null) => {
    const found = await imagePath(project, id)
    return found ? answerFile(found.path, contentTypes[found.asset.format], range) : noMedia
  }

  const thumb = async (project: Project, id: AssetId, side: number) => {
    const found = await imagePath(project, id)
    if (!found) return noMedia
    const made = await thumbnailsOf(project).of(found.path, id, side)
    return made.ok ? answerFile(made.value, 'image/jpeg', null) : noMedia
  }

  /** Bytes from the cache, or made and kept there; null where they cannot be made. */
  const cachedBytes = async (path: string, make: () => Promise<Uint8Array | null>) => {
    const cached = await readCached(path, files)
    if (cached) return cached
    const made = await make()
    if (made) await writeCached(path, made, files, log)
    return made
  }

  const framed = async (project: Project, id: AssetId, size: string, query: string) => {
    const found = await imagePath(project, id)
    const [width, height] = size.split('x').map(Number)
    const framing = framingSchema.safeParse(parseJson(new URLSearchParams(query).get('framing')))
    if (!found || !isSide(width) || !isSide(height) || !framing.success) return noMedia
    const make = async () => {
      const made = await frameForUpload({
        source: found.path,
        framing: framing.data,
        size: { width, height },
      })
      return made.ok ? made.value.data : null
    }
    // Framings are tried out by the dozen while a crop is dragged: only the one that all images begin with is kept.
    const isKept = framing.data.fit === 'cover' && framing.data.crop === null
    const cache = join(project.folder, privateFolder, 'framed', `${id}-${width}x${height}.jpg`)
    const bytes = isKept ? await cachedBytes(cache, make) : await make()
    return bytes ? answerBytes(bytes, 'image/jpeg') : noMedia
  }

  const clip = async (project: Project, id: TakeId, range: string | null) => {
    const path = await clipPath(project, id, files)
    return path === null ? noMedia : answerFile(path, 'video/mp4', range)
  }

  const poster = async (project: Project, id: TakeId, side: number, query: string) => {
    const atMs = Number(new URLSearchParams(query).get('at') ?? 0)
    const path = await clipPath(project, id, files)
    if (path === null || !isSide(side) || !(atMs >= 0)) return noMedia
    const cache = join(project.folder, privateFolder, 'posters', `${id}-${side}-${Math.round(atMs)}.jpg`)
    const bytes = await cachedBytes(cache, async () => {
      // What decodes is large, and a window does without it at its start.
      const { clipThumbnail } = await import('../media/clip-thumbnail.ts')
      const made = await clipThumbnail({ clip: path, files, atMs, longSide: side })
      return made.ok ? made.value : null
    })
    return bytes ? answerBytes(bytes, 'image/jpeg') : noMedia
  }

  return async (path, query, range) => {
    const [, projectId = '', kind = '', id = '', rest = ''] = path.split('/')
    const project = options.find(projectId as ProjectId)
    if (!project) return noMedia
    try {
      switch (kind) {
        case 'image':
          return await image(project, id as AssetId, range)
        case 'thumb':
          return await thumb(project, id as AssetId, Number(rest))
        case 'framed':
          return await framed(project, id as AssetId, rest, query)
        case 'clip':
          return await clip(project, id as TakeId, range)
        case 'poster':
          return await poster(project, id as TakeId, Number(rest), query)
        default:
          return noMedia
      }
    } catch (error) {
      // The file went while it was being looked at, or the disk has trouble: the page shows it as missing.
      if (errnoOf(error) === undefined) throw error
      return noMedia
    }
  }
}

/** The path of a take's clip inside the project; null where there is none. */
export const clipPath = async (project: Project, id: TakeId, files: FileSystem): Promise<string | null> => {
  const take = recordOf<TakeId, BoardDocument['takes'][TakeId]>(project.document.takes, id)
  if (!take) return null
  const path = await resolveMedia(project.folder, 'clips', take.file, files)
  return path.ok ? path.value : null
}

const isSide = (side: number | undefined): side is number =>
  side !== undefined && Number.isInteger(side) && side >= sides.min && side <= sides.max

const parseJson = (text: string | null): unknown => {
  if (text === null || text.length > 500) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const readCached = async (path: string, files: FileSystem): Promise<Buffer | null> => {
  try {
    const bytes = await files.readFile(path)
    return bytes.length > 0 ? bytes : null
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return null
  }
}

/** Keeps bytes for the next time. Where that is not possible (a project open for reading, a full disk), they are made again. */
const writeCached = async (path: string, bytes: Uint8Array, files: FileSystem, log: Log): Promise<void> => {
  try {
    await files.mkdir(join(path, '..'), { recursive: true })
    await files.writeFile(`${path}.${process.pid}.part`, bytes)
    await files.rename(`${path}.${process.pid}.part`, path)
  } catch (error) {
    const code = errnoOf(error)
    if (code === undefined) throw error
    log.info('poster.notCached', { code })
  }
}
