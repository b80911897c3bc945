import { planesOf, type Picture, type Plane } from './picture.ts'

/**
 * The camera: cross-fades two pictures and pushes in on the mixture, with cubic (Catmull-Rom) sampling at fractions
 * of a pixel, so that a slow move glides where whole-pixel cropping would tremble. The move is the camera's, not the
 * pictures': what stands still in two keyframes stays in register while they fade.
 *
 * The loops below run about four million times per 720p frame. Their shape is measured: `Math.imul` keeps V8 in
 * 32-bit integers, and each source row is mixed and sampled across once, then reused for the rows it touches.
 */

/** What the camera sees: `zoom` from 1 (everything) upwards, towards a point in fractions of the picture's sides. */
export interface View {
  readonly zoom: number
  readonly focusX: number
  readonly focusY: number
}

/** One exposure. `mix` is the share of `to`, 0 to 1. All three pictures have the camera's size. */
export interface Exposure {
  readonly from: Picture
  readonly to: Picture
  readonly mix: number
  readonly view: View
  readonly onto: Picture
}

/** Four source samples and their weights (in 256ths, summing to 256) for every sample of a line. */
interface Taps {
  readonly first: Int32Array
  readonly weights: Int32Array
}

const margin = 3

/**
 * Where each output sample of a line comes from. Samples lie at `spacing * index + offset` on the line, whose visible
 * part begins at `start` and is `scale` times as long as the whole.
 */
const aimTaps = (taps: Taps, spacing: number, offset: number, start: number, scale: number): void => {
  const { first, weights } = taps
  for (let index = 0; index < first.length; index += 1) {
    const source = (start + (spacing * index + offset) * scale - offset) / spacing
    const whole = Math.floor(source)
    const t = source - whole
    const before = Math.round(128 * (-t + 2 * t * t - t * t * t))
    const next = Math.round(128 * (t + 4 * t * t - 3 * t * t * t))
    const after = Math.round(128 * (-t * t + t * t * t))
    first[index] = whole - 1
    weights[4 * index] = before
    weights[4 * index + 1] = 256 - before - next - after
    weights[4 * index + 2] = next
    weights[4 * index + 3] = after
  }
}

/** Mixes one row of two planes (256ths of `to`) into a line with its ends repeated for the taps to reach into. */
const mixRow = (from: Plane, to: Plane, row: number, mix: number, line: Int32Array): void => {
  const { width } = from
  const a = from.data
  const b = to.data
  const begin = row * width
  const rest = 256 - mix
  for (let x = 0; x < width; x += 1) {
    line[x + margin] = Math.imul(a[begin + x]!, rest) + Math.imul(b[begin + x]!, mix)
  }
  line.fill(line[margin]!, 0, margin)
  line.fill(line[margin + width - 1]!, margin + width)
}

const sampleAcross = (line: Int32Array, { first, weights }: Taps, out: Int32Array): void => {
  for (let x = 0, w = 0; x < out.length; x += 1, w += 4) {
    const at = first[x]! + margin
    out[x] =
      (Math.imul(line[at]!, weights[w]!) +
        Math.imul(line[at + 1]!, weights[w + 1]!) +
        Math.imul(line[at + 2]!, weights[w + 2]!) +
        Math.imul(line[at + 3]!, weights[w + 3]!)) >>
      8
  }
}

const sampleDown = (
  lines: readonly [Int32Array, Int32Array, Int32Array, Int32Array],
  weights: readonly [number, number, number, number],
  out: Uint8ClampedArray,
  begin: number,
): void => {
  const [a, b, c, d] = lines
  const [wa, wb, wc, wd] = weights
  for (let x = 0; x < a.length; x += 1) {
    out[begin + x] =
      (Math.imul(a[x]!, wa) + Math.imul(b[x]!, wb) + Math.imul(c[x]!, wc) + Math.imul(d[x]!, wd) + 32_768) >>
      16
  }
}

/** A sampler for planes of one size, with working memory of its own. */
const createPlaneSampler = (width: number, height: number) => {
  const across: Taps = { first: new Int32Array(width), weights: new Int32Array(4 * width) }
  const down: Taps = { first: new Int32Array(height), weights: new Int32Array(4 * height) }
  const mixed = new Int32Array(width + 2 * margin)
  const lines = Array.from({ length: 4 }, () => new Int32Array(width))
  const rowInLine = [-1, -1, -1, -1]

  const sample = (from: Plane, to: Plane, mix: number, out: Plane): void => {
    rowInLine.fill(-1)
    const lineOf = (row: number): Int32Array => {
      const inside = Math.min(Math.max(row, 0), height - 1)
      const slot = inside % 4
      const line = lines[slot]!
      if (rowInLine[slot] !== inside) {
        mixRow(from, to, inside, mix, mixed)
        sampleAcross(mixed, across, line)
        rowInLine[slot] = inside
      }
      return line
    }
    for (let y = 0; y < height; y += 1) {
      const row = down.first[y]!
      const w = 4 * y
      sampleDown(
        [lineOf(row), lineOf(row + 1), lineOf(row + 2), lineOf(row + 3)],
        [down.weights[w]!, down.weights[w + 1]!, down.weights[w + 2]!, down.weights[w + 3]!],
        out.data,
        y * width,
      )
    }
  }
  return { across, down, sample }
}

/** A camera for pictures of one size (even sides). It paints `onto` whole and keeps nothing between exposures. */
export const createCamera = (width: number, height: number): ((exposure: Exposure) => void) => {
  const luma = createPlaneSampler(width, height)
  const colour = createPlaneSampler(width / 2, height / 2)
  return ({ from, to, mix, view, onto }) => {
    const scale = 1 / view.zoom
    const startX = view.focusX * width * (1 - scale)
    const startY = view.focusY * height * (1 - scale)
    aimTaps(luma.across, 1, 0.5, startX, scale)
    aimTaps(luma.down, 1, 0.5, startY, scale)
    // Colour samples sit on the left pixel of each pair, and between its two rows.
    aimTaps(colour.across, 2, 0.5, startX, scale)
    aimTaps(colour.down, 2, 1, startY, scale)
    const share = Math.round(256 * mix)
    const [fromPlanes, toPlanes, ontoPlanes] = [planesOf(from), planesOf(to), planesOf(onto)]
    luma.sample(fromPlanes[0], toPlanes[0], share, ontoPlanes[0])
    colour.sample(fromPlanes[1], toPlanes[1], share, ontoPlanes[1])
    colour.sample(fromPlanes[2], toPlanes[2], share, ontoPlanes[2])
  }
}
