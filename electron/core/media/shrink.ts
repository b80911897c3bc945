import type { Sharp } from 'sharp'

/**
 * An opened image (see `openImage`) as a small JPEG: upright, on black, never enlarged, its longest side `longSide`
 * pixels. JPEG and WebP are decoded at a fraction of their size, which spares arithmetic but no byte of the file: what
 * is damaged or ends too early fails here as it would in full size. @throws sharp's error.
 */
export const shrink = (image: Sharp, longSide: number): Promise<Buffer> =>
  image
    .flatten()
    .resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: 80 })
    .toBuffer()
