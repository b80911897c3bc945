import type { Frame } from 'node-av'
import { afterEach, describe, expect, it } from 'vitest'
import { createCamera } from '../../../../../electron/core/rehearsal/camera.ts'
import { pictureFromPixels, type Pixels } from '../../../../../electron/core/rehearsal/picture.ts'
import type { Exposure, Move } from '../../../../../electron/core/rehearsal/timeline.ts'

const width = 70
const height = 36
const still: Move = { pushIn: 0, focusX: 0.5, focusY: 0.5 }

const painted = (paint: (x: number, y: number) => number): Pixels => ({
  width,
  height,
  channels: 3,
  data: Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    const at = Math.floor(index / 3)
    return paint(at % width, Math.floor(at / width))
  }),
})
const black = painted(() => 0)
const white = painted(() => 255)
const noise = painted((x, y) => Math.imul(y * width + x + 1, 2_654_435_761) >>> 24)
const ramp = painted((x) => 3 * x)
const nothing = { left: 0, top: 0, pixels: { width: 2, height: 2, channels: 4, data: new Uint8Array(16) } }

const frames: Frame[] = []
afterEach(() => {
  for (const frame of frames.splice(0)) frame.free()
})

/** Luma of the frames of a clip whose exposures are given. */
const shoot = async (
  stills: readonly [Pixels, ...Pixels[]],
  exposures: readonly Exposure[],
  move = still,
  mark: Parameters<typeof createCamera>[0]['mark'] = nothing,
): Promise<readonly Uint8Array[]> => {
  const camera = await createCamera({ stills, mark, frames: exposures.length }, move)
  try {
    for (const exposure of exposures) frames.push(await camera.expose(exposure))
  } finally {
    camera.dispose()
  }
  return frames.map((frame) => Uint8Array.from(frame.toBuffer().subarray(0, width * height)))
}

const fade = (mix: number): Exposure => ({ from: 0, to: 1, mix })

describe('the camera', () => {
  it('shows either picture untouched where it is alone and whole', async () => {
    using picture = pictureFromPixels(noise)
    const luma = Uint8Array.from(picture.toBuffer().subarray(0, width * height))
    const [first, last] = await shoot([noise, black], [fade(0), { from: 1, to: 0, mix: 1 }])
    expect(first).toEqual(luma)
    expect(last).toEqual(luma)
  })

  it('mixes the two pictures that an exposure names by their shares', async () => {
    const exposures = [0, 0.25, 0.5, 0.999].map(fade)
    const seen = await shoot([black, white, ramp], [...exposures, { from: 1, to: 2, mix: 0 }, fade(1)])
    for (const [index, luma] of [16, 70.75, 125.5, 234.8, 235, 235].entries()) {
      for (const value of seen[index]!) expect(Math.abs(value - luma)).toBeLessThan(1)
    }
  })

  it('moves by fractions of a pixel towards the focus, from everything to the nearest view', async () => {
    const move = { pushIn: 0.25, focusX: 0.25, focusY: 0.5 }
    const exposures = Array.from({ length: 5 }, () => ({ from: 0, to: 0, mix: 0 }))
    const seen = await shoot([ramp], exposures, move)
    // A ramp along x: each value tells the place it came from.
    const middleRow = (height / 2) * width
    for (const [index, frame] of seen.entries()) {
      const zoom = 1 + (move.pushIn * index) / 4
      for (let x = 4; x < width - 4; x += 1) {
        const place = move.focusX * width * (1 - 1 / zoom) + x / zoom
        const luma = 16 + (219 / 255) * 3 * place
        expect(Math.abs(frame[middleRow + x]! - luma)).toBeLessThanOrEqual(1.5)
      }
    }
  })

  it('lays the mark over every frame where it belongs, and nowhere else', async () => {
    const data = new Uint8Array(8 * 4 * 4).fill(255)
    const mark = { left: 20, top: 10, pixels: { width: 8, height: 4, channels: 4, data } }
    const seen = await shoot(
      [black],
      [0, 1, 2].map(() => ({ from: 0, to: 0, mix: 0 })),
      still,
      mark,
    )
    for (const frame of seen) {
      for (const [at, value] of frame.entries()) {
        const [x, y] = [at % width, Math.floor(at / width)]
        expect(value).toBe(x >= 20 && x < 28 && y >= 10 && y < 14 ? 235 : 16)
      }
    }
  })
})
