import type { Metadata } from 'sharp'
import { assetFormats } from '../../../shared/domain/document.ts'
import type { AssetFormat } from '../../../shared/domain/document.ts'
import { smallPictureSide } from '../../../shared/boundary-limits.ts'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import { wordsOf } from '../disk/failure.ts'
import { maxPixels, openImage } from './open-image.ts'
import { shrink } from './shrink.ts'
import type { SniffedKind } from './sniff-image.ts'

/** Shortest side of an image that is taken in, in pixels: less cannot fill a frame. */
const minSide = 64

/** What an accepted image is. */
export interface InspectedImage {
  /** Pixels as displayed, after the orientation tag has been applied. */
  readonly width: number
  readonly height: number
  /** The image small, as JPEG of `smallPictureSide`: what came of decoding it. */
  readonly small: Buffer
  /** What the user should know, as sentences. */
  readonly notes: readonly string[]
}

const isAssetFormat = (kind: SniffedKind): kind is AssetFormat =>
  assetFormats.some((format) => format === kind)

/** Refuses what is no image of a known format, with the reason and a way out: `media/unsupported`. */
export const acceptKind = (kind: SniffedKind, name: string): Result<AssetFormat> => {
  if (isAssetFormat(kind)) return succeed(kind)
  const reasons = {
    svg: 'is an SVG drawing, which may carry scripts and fetch from elsewhere. Export it as PNG and import that.',
    heic: 'is a HEIC photograph, which cannot be read here. Export it as JPEG and import that.',
    video: 'is a film, not an image. Export a frame of it as JPEG or PNG and import that.',
    unknown: `is not an image of a known kind (${assetFormats.join(', ')}). Export it as JPEG or PNG and import that.`,
  }
  return fail('media/unsupported', `“${name}” ${reasons[kind]}`)
}

/**
 * Checks an image from the header on, and decodes it to its end: a picture that ends too early, or unfolds to more than
 * `maxPixels`, is refused before it can do harm. The one decoding yields the small picture as well. A picture with blemishes that every viewer tolerates is accepted with a note.
 * Failures: `media/unreadable`, `media/too-large`, `media/too-small`.
 */
export const inspectImage = async (path: string, name: string): Promise<Result<InspectedImage>> => {
  let header: Metadata
  try {
    header = await (await openImage(path)).metadata()
  } catch (error) {
    return refuseDecode(error, name)
  }
  const { width, height } = header.autoOrient
  if (Math.min(width, height) < minSide) {
    return fail(
      'media/too-small',
      `“${name}” is only ${width} × ${height} pixels. Use an image of at least ${minSide} pixels on its shorter side.`,
    )
  }
  const notes: string[] = []
  const pages = header.pages ?? 1
  if (pages > 1) notes.push(`“${name}” holds ${pages} pictures: only the first is used.`)
  const flawless = await decode(path, 'warning')
  if (flawless.ok) return succeed({ width, height, small: flawless.value, notes })
  const tolerable = await decode(path, 'error')
  if (!tolerable.ok) return refuseDecode(tolerable.error, name)
  notes.push(`“${name}” has small faults inside. Check how it looks.`)
  return succeed({ width, height, small: tolerable.value, notes })
}

/** Decodes every row, keeping no more than the small picture. */
const decode = async (
  path: string,
  strictness: 'error' | 'warning',
): Promise<
  { readonly ok: true; readonly value: Buffer } | { readonly ok: false; readonly error: unknown }
> => {
  try {
    return { ok: true, value: await shrink(await openImage(path, strictness), smallPictureSide) }
  } catch (error) {
    return { ok: false, error }
  }
}

/** Puts what libvips says into words. The wordings are those of libvips 8.18, held by the tests. */
const refuseDecode = (error: unknown, name: string) => {
  const detail = wordsOf(error)
  if (/pixel limit/i.test(detail)) {
    return fail(
      'media/too-large',
      `“${name}” has more than ${maxPixels / 1e6} megapixels. Export it smaller and import that.`,
      { detail },
    )
  }
  return fail(
    'media/unreadable',
    `“${name}” is damaged or ends before its picture is complete. Copy or export it again, then import that.`,
    { detail },
  )
}
