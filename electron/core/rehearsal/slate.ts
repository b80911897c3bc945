import sharp from 'sharp'
import type { OverlayOptions } from 'sharp'
import type { ElementRole } from '../../../shared/domain/document.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import { placed, setType } from './lettering.ts'
import { backdrop, flatten, ink, unitOf } from './paper.ts'
import type { Pixels } from './picture.ts'
import { readImage } from './read-image.ts'
import { layOutSlate, type Box } from './slate-layout.ts'

/** One element as it goes on the slate. */
interface SlateItem {
  readonly path: string
  readonly role: ElementRole
}

/** What the captions call the roles. */
const roleNames: Record<ElementRole, string> = {
  character: 'Character',
  prop: 'Prop',
  wardrobe: 'Wardrobe',
  setting: 'Setting',
}

const fieldOf = (index: number): string => `items.${index}.path`

/** Aspects of all images, upright. One that is longer than 4 to 1 is shown cut, or it would dwarf the others. */
const readAspects = async (items: readonly SlateItem[]): Promise<Result<readonly number[]>> => {
  const aspects: number[] = []
  for (const [index, { path }] of items.entries()) {
    const read = await readImage(path, fieldOf(index), (image) => image.metadata())
    if (!read.ok) return read
    const { width, height } = read.value.autoOrient
    aspects.push(Math.min(Math.max(width / height, 1 / 4), 4))
  }
  return succeed(aspects)
}

const roundedCorners = (width: number, height: number, radius: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`,
  )

/** An image on its tile, with its caption beneath it. */
const drawItem = async (
  item: SlateItem,
  field: string,
  box: Box,
  unit: number,
): Promise<Result<OverlayOptions[]>> => {
  const width = Math.max(1, Math.round(box.width))
  const height = Math.max(1, Math.round(box.height))
  const image = await readImage(item.path, field, (opened) =>
    opened
      .resize(width, height, { fit: 'cover' })
      .flatten({ background: ink.tile })
      .toColourspace('srgb')
      .ensureAlpha()
      .composite([{ input: roundedCorners(width, height, 1.2 * unit), blend: 'dest-in' }])
      .png({ compressionLevel: 0 })
      .toBuffer(),
  )
  if (!image.ok) return image
  const caption = await setType({
    text: roleNames[item.role],
    colour: ink.quiet,
    sizes: [2.6 * unit, 1.8 * unit],
    maxWidth: Math.max(box.width, 14 * unit),
    maxHeight: 5 * unit,
  })
  const left = Math.round(box.left)
  const top = Math.round(box.top)
  return succeed([{ input: image.value, left, top }, ...placed(caption, left, top + height + 1.6 * unit)])
}

/**
 * Draws the slate of an elements shot: title above, the elements with their roles in rows, the prompt below.
 * Failures: those of `readImage`.
 */
export const drawSlate = async ({
  width,
  height,
  title,
  prompt,
  items,
}: {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly prompt: string
  readonly items: readonly SlateItem[]
}): Promise<Result<Pixels>> => {
  const aspects = await readAspects(items)
  if (!aspects.ok) return aspects
  const unit = unitOf(width, height)
  const margin = 6 * unit
  const measure = width - 2 * margin
  const heading = await setType({
    text: title,
    colour: ink.strong,
    bold: true,
    sizes: [3.6 * unit],
    // The REHEARSAL mark has the corner to the right.
    maxWidth: measure - 22 * unit,
    maxHeight: 6 * unit,
  })
  const body = await setType({
    text: prompt,
    colour: ink.strong,
    sizes: [3.6 * unit, 3.1 * unit, 2.7 * unit],
    maxWidth: measure,
    maxHeight: 15 * unit,
  })
  const top = margin + 9 * unit
  const bottom = height - margin - (body === undefined ? 0 : body.height + 4 * unit)
  const area = { left: margin, top, width: measure, height: bottom - top }
  const boxes = layOutSlate(aspects.value, area, 2.5 * unit, 5.5 * unit)
  const tiles: OverlayOptions[] = []
  for (const [index, item] of items.entries()) {
    const drawn = await drawItem(item, fieldOf(index), boxes[index]!, unit)
    if (!drawn.ok) return drawn
    tiles.push(...drawn.value)
  }
  const drawing = sharp(backdrop(width, height)).composite([
    ...placed(heading, margin, margin),
    ...tiles,
    ...placed(body, margin, height - margin - (body?.height ?? 0)),
  ])
  return succeed(await flatten(drawing))
}
