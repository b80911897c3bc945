import sharp from 'sharp'
import type { Pixels } from './picture.ts'
import { ink, unitOf } from './paper.ts'

/**
 * The REHEARSAL mark in the upper right corner of every frame, so that no rehearsal passes for a paid take. Its
 * letters are strokes, not type: it reads the same on a machine without fonts.
 */

/** Letters as pen strokes on a grid 8 wide and 10 high. */
const strokes: Readonly<Record<string, string>> = {
  R: 'M1 10V0H4.5A2.7 2.7 0 0 1 4.5 5.4H1M4.5 5.4L7.2 10',
  E: 'M7 0H1V10H7M1 5H6',
  H: 'M1 0V10M7.4 0V10M1 5H7.4',
  A: 'M0.4 10L4 0L7.6 10M1.7 6.6H6.3',
  S: 'M7 1.6C6 0 1.4 -0.6 1.4 2.5C1.4 5.8 7.2 4.2 7.2 7.4C7.2 10.6 2 10.5 0.8 8.3',
  L: 'M1 0V10H7',
}

const word = 'REHEARSAL'
const letterStep = 11.5
const padding = 10

const even = (value: number): number => 2 * Math.round(value / 2)

/** The mark as SVG, in a pill whose height is given in pixels. Sides are even. */
const markSvg = (
  height: number,
): { readonly svg: Buffer; readonly width: number; readonly height: number } => {
  const gridHeight = 10 + 2 * padding
  const gridWidth = 2 * padding + 14 + letterStep * word.length - (letterStep - 8)
  const size = { width: even((height * gridWidth) / gridHeight), height: even(height) }
  const letters = Array.from(
    word,
    (letter, index) =>
      `<path transform="translate(${padding + 14 + index * letterStep} ${padding})" d="${strokes[letter]}"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${gridWidth} ${gridHeight}" preserveAspectRatio="none">
    <rect width="${gridWidth}" height="${gridHeight}" rx="${gridHeight / 2}" fill="#101113" fill-opacity="0.62"/>
    <circle cx="${padding + 4.5}" cy="${gridHeight / 2}" r="3.6" fill="${ink.accent}"/>
    <g fill="none" stroke="${ink.strong}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${letters.join('')}</g>
  </svg>`
  return { svg: Buffer.from(svg), ...size }
}

/** Draws the mark for pictures of one size, with the place where its upper left corner belongs. */
export const drawMark = async (
  width: number,
  height: number,
): Promise<{ readonly pixels: Pixels; readonly left: number; readonly top: number }> => {
  const unit = unitOf(width, height)
  const { svg, ...size } = markSvg(4 * unit)
  const inset = even(3 * unit)
  const data = await sharp(svg).ensureAlpha().raw().toBuffer()
  return { pixels: { ...size, channels: 4, data }, left: width - inset - size.width, top: inset }
}
