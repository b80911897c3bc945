import sharp from 'sharp'
import { createRandom, picture } from './svg.ts'

/** How a drawing becomes a photograph of itself. */
interface Finish {
  /** 0–1: light that bleeds out of the brightest parts. */
  readonly bloom: number
  /** 0–1: how dark the corners become. */
  readonly vignette: number
  /** Half width of the grain, in steps of 255; also what keeps smooth skies from banding. */
  readonly grain: number
}

const vignette = (width: number, height: number, depth: number) =>
  picture(width, height, [
    `<radialGradient id="v" cx="0.5" cy="0.48" r="0.75"><stop offset="0.55" stop-color="#fff"/><stop offset="1" stop-color="rgb(${Array(
      3,
    )
      .fill(Math.round(255 * (1 - depth)))
      .join()})"/></radialGradient>`,
    `<rect width="${width}" height="${height}" fill="url(#v)"/>`,
  ])

/** Adds the same grain to all three channels of an RGB picture. Triangular noise, repeatable. */
const addGrain = (pixels: Uint8Array, amount: number): void => {
  const random = createRandom(97)
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const grain = (random() + random() - 1) * amount
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = Math.min(255, Math.max(0, Math.round((pixels[channel] ?? 0) + grain)))
    }
  }
}

/** Renders the middle of an opaque drawing, of the size given, as a JPEG with bloom, vignette and grain. */
export const finishFrame = async (
  svg: string,
  width: number,
  height: number,
  finish: Finish,
): Promise<Buffer> => {
  const drawing = await sharp(Buffer.from(svg)).removeAlpha().png().toBuffer({ resolveWithObject: true })
  const left = Math.round((drawing.info.width - width) / 2)
  const top = Math.round((drawing.info.height - height) / 2)
  const drawn = await sharp(drawing.data).extract({ left, top, width, height }).png().toBuffer()
  const light = await sharp(drawn)
    .linear(1.7 * finish.bloom, -175 * finish.bloom)
    .blur(26)
    .png()
    .toBuffer()
  const pixels = await sharp(drawn)
    .composite([
      { input: light, blend: 'screen' },
      { input: Buffer.from(vignette(width, height, finish.vignette)), blend: 'multiply' },
    ])
    .removeAlpha()
    .raw()
    .toBuffer()
  addGrain(pixels, finish.grain)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 86, mozjpeg: true })
    .toBuffer()
}

/** Renders a drawing on transparent ground as a PNG. */
export const finishCutOut = async (svg: string): Promise<Buffer> =>
  sharp(Buffer.from(svg)).png({ palette: true, quality: 92, effort: 10 }).toBuffer()
