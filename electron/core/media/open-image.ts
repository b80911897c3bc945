import type { Sharp } from 'sharp'
import { fail } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import { wordsOf } from '../disk/failure.ts'

/** Most pixels of an image that is decoded: 120 megapixels, more than any current camera's single frame. */
export const maxPixels = 120_000_000

/** How far a fault inside an image is tolerated: `error` accepts blemishes, `warning` accepts none. Both refuse truncation. */
type Strictness = 'error' | 'warning'

/**
 * An image file, upright, ready for one run through sharp. The one door to sharp for images from outside.
 *
 * - `maxPixels` bounds what a small file can unfold to; only the first frame or page is read.
 * - Rows are read in order where the format permits, so that memory does not grow with the picture.
 * - sharp runs each image on a thread of Node's pool (four unless configured), which bounds how many are decoded at
 *   once across the whole program; nothing here adds a second limit.
 * - libvips remembers files by name (seen with WebP in 8.18). Names are used again here (`.incoming-0`), so that memory
 *   is switched off, or one image would be taken for another.
 */
export const openImage = async (source: string, strictness: Strictness = 'error'): Promise<Sharp> => {
  const sharp = await loadSharp()
  sharp.cache(false)
  return sharp(source, {
    autoOrient: true,
    failOn: strictness,
    limitInputPixels: maxPixels,
    sequentialRead: true,
    pages: 1,
  })
}

/** What decodes images, loaded with the first of them: a start needs none, and its memory and time are saved. */
export const loadSharp = async () => (await import('sharp')).default

/**
 * The failure behind an error of sharp's, for an image that was once accepted: `media/missing` or `media/unreadable`.
 */
export const imageFailure = (error: unknown): { readonly ok: false; readonly error: Failure } => {
  const detail = wordsOf(error)
  return /input file is missing/i.test(detail)
    ? fail(
        'media/missing',
        'An image is missing from the project’s media folder. Put it back, or replace it.',
      )
    : fail('media/unreadable', 'An image in the project can no longer be read. Import the original again.', {
        detail,
      })
}
