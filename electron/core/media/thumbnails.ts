import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { smallPictureSide } from '../../../shared/boundary-limits.ts'
import type { AssetId } from '../../../shared/domain/ids.ts'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { privateFolder } from '../project/layout.ts'
import { imageFailure, openImage } from './open-image.ts'
import { shrink } from './shrink.ts'

/** Longest sides, in pixels, that thumbnails are made in: bounds what a page can ask for. */
const thumbnailSides = { min: 16, max: 2048 } as const

/** A cache of small pictures, made when an image is taken in, or when first asked for. */
export interface Thumbnails {
  /**
   * Path of the thumbnail, a JPEG upright on black, never enlarged.
   * @param source path of the image in `media/`.
   * @param longSide longest side in whole pixels, 16–2048.
   * Failures: `input/invalid`, `media/missing`, `media/unreadable`, `disk/…`.
   */
  readonly of: (source: string, assetId: AssetId, longSide: number) => Promise<Result<string>>
  /** Puts by a thumbnail of `smallPictureSide` that is made already. Where the disk refuses, it is made again when asked for. */
  readonly keep: (assetId: AssetId, picture: Buffer) => Promise<void>
}

/** The thumbnails of a project's images, kept in its folder. */
export const projectThumbnails = (folder: string, files: FileSystem): Thumbnails =>
  createThumbnails({ cacheFolder: join(folder, privateFolder, 'thumbnails'), files })

/**
 * Thumbnails in a folder that may be deleted at any time, also while the program runs. An asset's id is its content's
 * hash, so nothing in the cache ever grows old. The same thumbnail asked for twice at once is made once.
 * @param options.concurrency how many are made at once; as many as there are processors unless told.
 */
export const createThumbnails = (options: {
  readonly cacheFolder: string
  readonly files: FileSystem
  readonly concurrency?: number
}): Thumbnails => {
  const { cacheFolder, files, concurrency = availableParallelism() } = options
  const underway = new Map<string, Promise<Result<string>>>()
  const limited = createLimit(concurrency)

  const make = async (source: string, path: string, longSide: number): Promise<Result<string>> => {
    if (await isCached(path, files)) return succeed(path)
    return limited(async () => {
      let picture: Buffer
      try {
        picture = await shrink(await openImage(source), longSide)
      } catch (error) {
        return imageFailure(error)
      }
      await store(path, picture)
      return succeed(path)
    })
  }

  const pathOf = (assetId: AssetId, longSide: number) => join(cacheFolder, `${assetId}-${longSide}.jpg`)

  const store = async (path: string, picture: Buffer): Promise<void> => {
    // The process id keeps two programs on one project apart; a crash's leftover is a cache's business.
    const unfinished = `${path}.${process.pid}.part`
    await files.mkdir(cacheFolder, { recursive: true })
    await files.writeFile(unfinished, picture)
    await files.rename(unfinished, path)
  }

  return {
    of: async (source, assetId, longSide) => {
      if (!Number.isInteger(longSide) || longSide < thumbnailSides.min || longSide > thumbnailSides.max) {
        const { min, max } = thumbnailSides
        return fail('input/invalid', `Thumbnails are made from ${min} to ${max} pixels.`, {
          field: 'longSide',
        })
      }
      const path = pathOf(assetId, longSide)
      const shared = underway.get(path)
      if (shared) return shared
      const made = make(source, path, longSide)
        .catch((error: unknown) => ({
          ok: false as const,
          error: diskFailure(error, 'A thumbnail could not be stored'),
        }))
        .finally(() => underway.delete(path))
      underway.set(path, made)
      return made
    },
    keep: async (assetId, picture) => {
      try {
        await store(pathOf(assetId, smallPictureSide), picture)
      } catch (error) {
        if (errnoOf(error) === undefined) throw error
      }
    },
  }
}

/** True for a thumbnail that is there; an empty file is what a loss of power leaves of one. */
const isCached = async (path: string, files: FileSystem): Promise<boolean> => {
  try {
    return (await files.stat(path)).size > 0
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}

/** Runs at most `concurrency` pieces of work at once, the others in the order they came. */
const createLimit = (concurrency: number) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running < concurrency) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place is handed on, not given up, so that nobody slips in between.
      if (next) next()
      else running -= 1
    }
  }
}
