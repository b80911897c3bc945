import sharp from 'sharp'
import { pictureFromPixels, planesOf, type Picture, type Plane } from './picture.ts'
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

/** Lays one plane of the mark over one plane of a picture; `cover` is 0–255 for each sample. */
const layOver = (mark: Plane, cover: Uint8Array, left: number, top: number, onto: Plane): void => {
  for (let y = 0; y < mark.height; y += 1) {
    for (let x = 0; x < mark.width; x += 1) {
      const at = (top + y) * onto.width + left + x
      const from = y * mark.width + x
      const share = cover[from]! / 255
      onto.data[at] = onto.data[at]! * (1 - share) + mark.data[from]! * share
    }
  }
}

/** Draws the mark once for pictures of one size; the result stamps it on a picture. */
export const createMark = async (width: number, height: number): Promise<(onto: Picture) => void> => {
  const unit = unitOf(width, height)
  const { svg, ...size } = markSvg(4 * unit)
  const inset = even(3 * unit)
  const left = width - inset - size.width
  const data = await sharp(svg).ensureAlpha().raw().toBuffer()
  const planes = planesOf(pictureFromPixels({ ...size, channels: 4, data }))
  const cover = Uint8Array.from({ length: size.width * size.height }, (_, index) => data[4 * index + 3]!)
  const half = { width: size.width / 2, height: size.height / 2 }
  const halfCover = Uint8Array.from({ length: half.width * half.height }, (_, index) => {
    const at = 2 * Math.floor(index / half.width) * size.width + 2 * (index % half.width)
    return (cover[at]! + cover[at + 1]! + cover[at + size.width]! + cover[at + size.width + 1]!) / 4
  })
  return (onto) => {
    const [luma, cb, cr] = planesOf(onto)
    layOver(planes[0], cover, left, inset, luma)
    layOver(planes[1], halfCover, left / 2, inset / 2, cb)
    layOver(planes[2], halfCover, left / 2, inset / 2, cr)
  }
}
