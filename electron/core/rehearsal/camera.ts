import { planesOf, type Picture, type Plane } from './picture.ts'
import { createSamplingKernel, kernelSpill, weightUnit, type SamplingKernel } from './sampling-kernel.ts'

/**
 * The camera: cross-fades two stills and pushes in on the mixture, with cubic (Catmull-Rom) sampling at fractions of
 * a pixel, so that a slow move glides where whole-pixel cropping would tremble. The move is the camera's, not the
 * pictures': what stands still in two keyframes stays in register while they fade.
 */

/** What the camera sees: `zoom` from 1 (everything) upwards, towards a point in fractions of the picture's sides. */
export interface View {
  readonly zoom: number
  readonly focusX: number
  readonly focusY: number
}

/** One exposure: two stills by number, the share of the second (0–1), and the view. */
export interface Exposure {
  readonly from: number
  readonly to: number
  readonly mix: number
  readonly view: View
}

/** A camera with its stills loaded. `expose` paints `frame` whole, which others may then paint on. */
interface Camera {
  readonly frame: Picture
  readonly expose: (exposure: Exposure) => void
}

/** Where the samples of a line come from: the first of four neighbours in the source, and their weights. */
interface Taps {
  readonly firsts: Int32Array
  readonly weights: Int16Array
}

/** Hands out pieces of the kernel's memory. */
interface Room {
  readonly bytes: (length: number) => Uint8ClampedArray<ArrayBuffer>
  readonly shorts: (length: number) => Int16Array
  readonly integers: (length: number) => Int32Array
}

/** Samples that the taps may reach past either end of a line. */
const margin = 3

/**
 * Aims the taps at a line's visible part, which begins at `start` and is `scale` times as long as the whole. Samples
 * lie at `spacing * index + offset` on the line.
 */
const aim = (
  { firsts, weights }: Taps,
  length: number,
  { spacing, offset, start, scale }: Readonly<Record<'spacing' | 'offset' | 'start' | 'scale', number>>,
): void => {
  for (let index = 0; index < length; index += 1) {
    const source = (start + (spacing * index + offset) * scale - offset) / spacing
    const whole = Math.floor(source)
    const t = source - whole
    const before = Math.round((weightUnit / 2) * (-t + 2 * t * t - t * t * t))
    const next = Math.round((weightUnit / 2) * (t + 4 * t * t - 3 * t * t * t))
    const after = Math.round((weightUnit / 2) * (-t * t + t * t * t))
    firsts[index] = whole - 1
    weights[4 * index] = before
    weights[4 * index + 1] = weightUnit - before - next - after
    weights[4 * index + 2] = next
    weights[4 * index + 3] = after
  }
}

/** A sampler for planes of one size. Taps across hold byte offsets of the mixed line, taps down hold row numbers. */
const createPlaneSampler = (width: number, height: number, room: Room, kernel: SamplingKernel) => {
  const across: Taps = { firsts: room.integers(width), weights: room.shorts(4 * width) }
  const down: Taps = { firsts: new Int32Array(height), weights: new Int16Array(4 * height) }
  const mixed = room.shorts(width + 2 * margin)
  const lines = Array.from({ length: 4 }, () => room.shorts(width).byteOffset)
  const rowInLine = [-1, -1, -1, -1]

  /** The row as it is seen, mixed and sampled across: made once, then kept for the rows of the frame that it touches. */
  const lineOf = (row: number, from: Plane, to: Plane, mix: number): number => {
    const inside = Math.min(Math.max(row, 0), height - 1)
    const slot = inside % 4
    const line = lines[slot]!
    if (rowInLine[slot] !== inside) {
      const begin = inside * width
      const middle = mixed.byteOffset + 2 * margin
      kernel.mixRow(from.data.byteOffset + begin, to.data.byteOffset + begin, middle, width, mix)
      mixed.fill(mixed[margin]!, 0, margin)
      mixed.fill(mixed[margin + width - 1]!, margin + width)
      kernel.sampleAcross(across.firsts.byteOffset, across.weights.byteOffset, line, width)
      rowInLine[slot] = inside
    }
    return line
  }

  return {
    aim: (horizontal: Parameters<typeof aim>[2], vertical: Parameters<typeof aim>[2]): void => {
      aim(across, width, horizontal)
      for (let x = 0; x < width; x += 1) {
        across.firsts[x] = mixed.byteOffset + 2 * (across.firsts[x]! + margin)
      }
      aim(down, height, vertical)
    },
    sample: (from: Plane, to: Plane, mix: number, out: Plane): void => {
      rowInLine.fill(-1)
      const { firsts, weights } = down
      for (let y = 0; y < height; y += 1) {
        const line = (tap: number): number => lineOf(firsts[y]! + tap, from, to, mix)
        const weight = (tap: number): number => weights[4 * y + tap]!
        kernel.sampleDown(
          [line(0), line(1), line(2), line(3)],
          [weight(0), weight(1), weight(2), weight(3)],
          out.data.byteOffset + y * width,
          width,
        )
      }
    },
  }
}

/** Pieces one after the other, each with free space behind it for what the kernel spills. */
const createRoom = (memory: ArrayBuffer): Room => {
  let used = 0
  const take = (bytes: number): number => {
    const begin = used
    used += 16 * Math.ceil(bytes / 16) + kernelSpill
    return begin
  }
  return {
    bytes: (length) => new Uint8ClampedArray(memory, take(length), length),
    shorts: (length) => new Int16Array(memory, take(2 * length), length),
    integers: (length) => new Int32Array(memory, take(4 * length), length),
  }
}

/** Loads a camera with stills of one size (even sides, at least one still). */
export const createCamera = (stills: readonly [Picture, ...Picture[]]): Camera => {
  const { width, height } = stills[0]
  // The stills and the frame; lines and taps take less than 64 bytes for each sample of a row.
  const pictures = (stills.length + 1) * ((width * height * 3) / 2 + 2 * kernelSpill)
  const { memory, kernel } = createSamplingKernel(pictures + 64 * width + 64 * kernelSpill)
  const room = createRoom(memory)
  const pictureIn = (data: Picture['data']): Picture => ({ width, height, data })
  const loaded = stills.map(({ data }) => {
    const copy = room.bytes(data.length)
    copy.set(data)
    return planesOf(pictureIn(copy))
  })
  const frame = pictureIn(room.bytes(stills[0].data.length))
  const onto = planesOf(frame)
  const luma = createPlaneSampler(width, height, room, kernel)
  const colour = createPlaneSampler(width / 2, height / 2, room, kernel)

  return {
    frame,
    expose: ({ from, to, mix, view }) => {
      const scale = 1 / view.zoom
      const startX = view.focusX * width * (1 - scale)
      const startY = view.focusY * height * (1 - scale)
      luma.aim(
        { spacing: 1, offset: 0.5, start: startX, scale },
        { spacing: 1, offset: 0.5, start: startY, scale },
      )
      // Colour samples sit on the left pixel of each pair, and between its two rows.
      colour.aim(
        { spacing: 2, offset: 0.5, start: startX, scale },
        { spacing: 2, offset: 1, start: startY, scale },
      )
      const share = Math.round(256 * mix)
      const [first, second] = [loaded[from]!, loaded[to]!]
      // In this order: each plane covers what the one before spilled over its end.
      luma.sample(first[0], second[0], share, onto[0])
      colour.sample(first[1], second[1], share, onto[1])
      colour.sample(first[2], second[2], share, onto[2])
    },
  }
}
