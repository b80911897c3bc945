import type { Framing, Rect } from '../../shared/domain/document.ts'
import { aspects, type Aspect, type PixelSize } from '../../shared/domain/endpoints.ts'

/**
 * Framing an image to the shape of a shot. A crop is a rectangle in fractions of the image that has the shot's shape in
 * pixels; a view of it is the same thing as people handle it: a zoom (1 shows as much as fits) and where its middle is.
 */
export interface CropView {
  /** 1 (as much of the image as the shape allows) to `zoomMost`. */
  readonly zoom: number
  /** The middle, in fractions of the image. */
  readonly x: number
  readonly y: number
}

/** The nearest a crop goes: an eighth of the image; closer, a photograph has too few pixels to send. */
export const zoomMost = 8

export const ratioOfAspect = (aspect: Aspect): number => {
  const [across, down] = aspect.split(':').map(Number) as [number, number]
  return across / down
}

/** The largest part of an image that has a shape: its sides in fractions of the image's. */
export const largestCrop = (image: PixelSize, aspect: Aspect): { width: number; height: number } => {
  const relative = ratioOfAspect(aspect) / (image.width / image.height)
  return relative >= 1 ? { width: 1, height: 1 / relative } : { width: relative, height: 1 }
}

/** How much two shapes may differ and still count as the same: a pixel or two of a photograph. */
const tolerance = 0.01

/** Whether an image has another shape than the shot, so that it is cut or gets bars. */
export const isOtherShape = (image: PixelSize, aspect: Aspect): boolean =>
  Math.abs(Math.log(image.width / image.height / ratioOfAspect(aspect))) > tolerance

const commonShapes: readonly (readonly [number, number])[] = [
  ...aspects.map((aspect) => aspect.split(':').map(Number) as [number, number]),
  [4, 3],
  [3, 4],
  [2, 1],
  [21, 9],
]

/** The shape of an image in words: `4:3` where it is near a common one, else as a ratio to one, `1.85:1`. */
export const shapeName = ({ width, height }: PixelSize): string => {
  const ratio = width / height
  const near = commonShapes.find(([across, down]) => Math.abs(Math.log(ratio / (across / down))) <= tolerance)
  if (near) return near.join(':')
  return ratio >= 1 ? `${Number(ratio.toFixed(2))}:1` : `1:${Number((1 / ratio).toFixed(2))}`
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))

/** The view nearest to a given one that stays inside the image. */
export const clampView = (view: CropView, image: PixelSize, aspect: Aspect): CropView => {
  const zoom = clamp(view.zoom, 1, zoomMost)
  const largest = largestCrop(image, aspect)
  const half = { x: largest.width / zoom / 2, y: largest.height / zoom / 2 }
  return { zoom, x: clamp(view.x, half.x, 1 - half.x), y: clamp(view.y, half.y, 1 - half.y) }
}

/** The view of an image that nobody has framed: everything the shape allows, from the middle. */
export const centredView: CropView = { zoom: 1, x: 0.5, y: 0.5 }

/** The view of a crop. One of another shape (the board's has changed since) is taken by its middle and size. */
export const viewOf = (crop: Rect | null, image: PixelSize, aspect: Aspect): CropView => {
  if (!crop) return centredView
  const largest = largestCrop(image, aspect)
  // What is sent of a crop of another shape is the largest centred part of it that has the shot's.
  const zoom = Math.max(largest.width / crop.width, largest.height / crop.height)
  return clampView({ zoom, x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 }, image, aspect)
}

/** The rectangle of a view. */
export const rectOf = (view: CropView, image: PixelSize, aspect: Aspect): Rect => {
  const { zoom, x, y } = clampView(view, image, aspect)
  const largest = largestCrop(image, aspect)
  const width = largest.width / zoom
  const height = largest.height / zoom
  return {
    x: clamp(x - width / 2, 0, 1 - width),
    y: clamp(y - height / 2, 0, 1 - height),
    width,
    height,
  }
}

/** The framing of a view: no rectangle where it is the centred one, so that equal framings are equal values. */
export const framingOf = (view: CropView, image: PixelSize, aspect: Aspect): Framing => {
  const { zoom, x, y } = clampView(view, image, aspect)
  const centred = zoom - 1 < 1e-6 && Math.abs(x - 0.5) < 1e-6 && Math.abs(y - 0.5) < 1e-6
  return { fit: 'cover', crop: centred ? null : rectOf(view, image, aspect) }
}

/** Zooms by a factor about a point of the image (in fractions): the point stays where it is in the picture. */
export const zoomAbout = (
  view: CropView,
  factor: number,
  point: { readonly x: number; readonly y: number },
  image: PixelSize,
  aspect: Aspect,
): CropView => {
  const zoom = clamp(view.zoom * factor, 1, zoomMost)
  const change = view.zoom / zoom
  return clampView(
    { zoom, x: point.x + (view.x - point.x) * change, y: point.y + (view.y - point.y) * change },
    image,
    aspect,
  )
}

/** The framing of a kept crop on another image: a crop is kept where both images have one shape. */
export const carriedFraming = (framing: Framing, from: PixelSize, to: PixelSize): Framing =>
  framing.fit === 'contain' || from.width * to.height === to.width * from.height
    ? framing
    : { fit: 'cover', crop: null }
