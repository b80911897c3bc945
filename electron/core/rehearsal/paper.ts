import type { Sharp } from 'sharp'
import type { Pixels } from './picture.ts'

/** What slates and cards are drawn on and with. */

/** Colours: type and lines stand on the backdrop at 7 to 1 at least; `tile` lies under transparent images. */
export const ink = { strong: '#f1efea', quiet: '#a9adb3', accent: '#e9b44c', tile: '#2b2e34' } as const

/** The unit that sizes of type and margins are counted in: a hundredth of the shorter side, in pixels. */
export const unitOf = (width: number, height: number): number => Math.min(width, height) / 100

/** The ground of slates and cards, as SVG. One flat tone: a gradient this dark would show bands after encoding. */
export const backdrop = (width: number, height: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#191b1f"/></svg>`,
  )

/** The pixels of a drawing, without transparency. */
export const flatten = async (drawing: Sharp): Promise<Pixels> => {
  const { data, info } = await drawing
    .flatten({ background: '#000000' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}
