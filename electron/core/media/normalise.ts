import { createHash } from 'node:crypto'
import type { Metadata, Sharp } from 'sharp'
import type { Framing, Rect } from '../../../shared/domain/document.ts'
import type { PixelSize } from '../../../shared/domain/endpoints.ts'
import { succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import { imageFailure, loadSharp, openImage } from './open-image.ts'

/** An image as it is sent: upright, sRGB, 8 bits, without metadata (no place, camera or profile). */
export interface UploadImage {
  readonly data: Buffer
  /** Of `data`, in lower-case hex. The same image, framing and size always give the same bytes (with one version of sharp). */
  readonly sha256: string
  readonly contentType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
}

/** Longest side, in pixels, of an image that is sent whole, unless told otherwise. */
const wholeMaxSide = 2048

/** Quality of what is sent: fine enough that a model sees no blocks, and colour at full resolution. */
const jpeg = { quality: 92, chromaSubsampling: '4:4:4' } as const

const black = '#000000'

/**
 * An image framed to exactly `size` pixels, as JPEG: for keyframes and pictures, whose shape becomes the clip's.
 * Cover cuts to the largest centred rectangle of that shape inside the crop (or inside the whole image); contain shows
 * everything on a colour or on a blurred copy of itself. What is transparent becomes the fill's colour, else black.
 * Failures: `media/missing`, `media/unreadable`.
 */
export const frameForUpload = (options: {
  /** Path of an image that `importImage` has accepted. */
  readonly source: string
  readonly framing: Framing
  readonly size: PixelSize
}): Promise<Result<UploadImage>> => {
  const { source, framing, size } = options
  return reported(async () => {
    if (framing.fit === 'cover') return toJpeg(await cover(source, framing.crop, size))
    if (framing.fill.kind === 'colour')
      return toJpeg(await containOnColour(source, framing.fill.colour, size))
    return toJpeg(await containOnBlur(source, size))
  })
}

/**
 * An image sent whole: for elements. Bounded to `maxSide`, never enlarged; PNG where the image has transparency,
 * else JPEG. Failures: `media/missing`, `media/unreadable`.
 */
export const wholeForUpload = (options: {
  /** Path of an image that `importImage` has accepted. */
  readonly source: string
  /** Longest side in pixels; 2048 unless told. */
  readonly maxSide?: number
}): Promise<Result<UploadImage>> => {
  const { source, maxSide = wholeMaxSide } = options
  return reported(async () => {
    const { hasAlpha } = await metadataOf(source)
    const image = await openImage(source)
    const whole = image
      .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
    return hasAlpha ? toUpload(whole.png(), 'image/png') : toJpeg(whole)
  })
}

const metadataOf = async (source: string): Promise<Metadata> => (await openImage(source)).metadata()

const cover = async (source: string, crop: Rect | null, size: PixelSize): Promise<Sharp> => {
  const image = await openImage(source)
  image.flatten({ background: black })
  if (crop) image.extract(inPixels(crop, (await metadataOf(source)).autoOrient))
  return image.resize(size.width, size.height, { fit: 'cover', position: 'centre' })
}

/** A rectangle of fractions in whole pixels: never empty, never outside. */
const inPixels = (rect: Rect, image: PixelSize) => {
  const left = Math.min(Math.round(rect.x * image.width), image.width - 1)
  const top = Math.min(Math.round(rect.y * image.height), image.height - 1)
  const right = Math.min(Math.round((rect.x + rect.width) * image.width), image.width)
  const bottom = Math.min(Math.round((rect.y + rect.height) * image.height), image.height)
  return { left, top, width: Math.max(right - left, 1), height: Math.max(bottom - top, 1) }
}

const containOnColour = async (source: string, colour: string, size: PixelSize): Promise<Sharp> => {
  const image = await openImage(source)
  return image
    .flatten({ background: colour })
    .resize(size.width, size.height, { fit: 'contain', background: colour })
}

/** The background is made from the fitted picture, so that the original is decoded once; small, because blur is costly. */
const containOnBlur = async (source: string, size: PixelSize): Promise<Sharp> => {
  const [sharp, image] = [await loadSharp(), await openImage(source)]
  const fitted = await image
    .flatten({ background: black })
    .resize(size.width, size.height, { fit: 'inside' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const picture = { width: fitted.info.width, height: fitted.info.height, channels: fitted.info.channels }
  const eighth = { width: Math.ceil(size.width / 8), height: Math.ceil(size.height / 8) }
  const blurred = await sharp(fitted.data, { raw: picture })
    .resize(eighth.width, eighth.height, { fit: 'cover' })
    .blur(Math.max(eighth.width, eighth.height) / 20)
    .raw()
    .toBuffer()
  return sharp(blurred, { raw: { ...eighth, channels: picture.channels } })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' })
    .composite([{ input: fitted.data, raw: picture, gravity: 'centre' }])
}

const toJpeg = (image: Sharp): Promise<UploadImage> =>
  toUpload(image.toColourspace('srgb').jpeg(jpeg), 'image/jpeg')

const toUpload = async (image: Sharp, contentType: UploadImage['contentType']): Promise<UploadImage> => {
  const { data, info } = await image.toBuffer({ resolveWithObject: true })
  const sha256 = createHash('sha256').update(data).digest('hex')
  return { data, sha256, contentType, width: info.width, height: info.height }
}

/** Turns what sharp throws into a failure. */
const reported = async (work: () => Promise<UploadImage>): Promise<Result<UploadImage>> => {
  try {
    return succeed(await work())
  } catch (error) {
    return imageFailure(error)
  }
}
