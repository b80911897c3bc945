import sharp from 'sharp'
import type { Pixels } from './picture.ts'
import { placed, setType } from './lettering.ts'
import { backdrop, flatten, ink, unitOf } from './paper.ts'

/** Draws the card of a text shot: the title small, the prompt as large as it fits, on a calm dark ground. */
export const drawCard = async ({
  width,
  height,
  title,
  prompt,
}: {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly prompt: string
}): Promise<Pixels> => {
  const unit = unitOf(width, height)
  const left = 0.1 * width
  const measure = 0.8 * width
  const gap = 5 * unit
  const heading = await setType({
    text: title,
    colour: ink.quiet,
    sizes: [3 * unit],
    maxWidth: measure,
    maxHeight: 8 * unit,
  })
  const body = await setType({
    text: prompt,
    colour: ink.strong,
    sizes: [7.5, 6.5, 5.5, 4.6, 3.9, 3.3, 2.8].map((size) => size * unit),
    maxWidth: measure,
    maxHeight: 0.62 * height,
  })
  const headingHeight = heading === undefined ? 0 : heading.height + gap
  const top = (height - headingHeight - (body?.height ?? 0)) / 2
  const rule = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(7 * unit)}" height="${Math.ceil(0.55 * unit)}"><rect width="100%" height="100%" fill="${ink.accent}"/></svg>`,
  )
  return flatten(
    sharp(backdrop(width, height)).composite([
      { input: rule, left: Math.round(left), top: Math.round(top - gap) },
      ...placed(heading, left, top),
      ...placed(body, left, top + headingHeight),
    ]),
  )
}
