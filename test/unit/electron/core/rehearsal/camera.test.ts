import { describe, expect, it } from 'vitest'
import { createCamera } from '../../../../../electron/core/rehearsal/camera.ts'
import { createPicture, planesOf, type Picture } from '../../../../../electron/core/rehearsal/picture.ts'

// Neither side, nor half of one, is a multiple of the kernel's step.
const width = 70
const height = 36
const wide = { zoom: 1, focusX: 0.5, focusY: 0.5 }

const painted = (paint: (index: number) => number): Picture => {
  const picture = createPicture(width, height)
  picture.data.forEach((_, index) => (picture.data[index] = paint(index)))
  return picture
}
const noise = painted((index) => Math.imul(index + 1, 2_654_435_761) >>> 24)
const black = painted(() => 16)
const bright = painted(() => 200)

const shot = (from: Picture, to: Picture, mix: number, view = wide): Picture => {
  const { frame, expose } = createCamera([from, to])
  expose({ from: 0, to: 1, mix, view })
  return frame
}

/** The Catmull-Rom kernel: the weight of a sample at this distance. */
const weight = (distance: number): number => {
  const d = Math.abs(distance)
  if (d >= 2) return 0
  return d <= 1 ? 1.5 * d ** 3 - 2.5 * d ** 2 + 1 : -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most)

describe('the camera', () => {
  it('shows either picture untouched where it is alone and whole', () => {
    expect(shot(noise, black, 0).data).toEqual(noise.data)
    expect(shot(black, noise, 1).data).toEqual(noise.data)
  })

  it('samples as Catmull-Rom interpolation says, at the edges too', () => {
    const view = { zoom: 1.19, focusX: 0.2, focusY: 0.9 }
    const [source] = planesOf(noise)
    const [seen] = planesOf(shot(noise, noise, 0.5, view))
    const place = (index: number, length: number, focus: number): number =>
      focus * length * (1 - 1 / view.zoom) + (index + 0.5) / view.zoom - 0.5
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [fromX, fromY] = [place(x, width, view.focusX), place(y, height, view.focusY)]
        let expected = 0
        for (let row = Math.floor(fromY) - 1; row <= Math.floor(fromY) + 2; row += 1) {
          for (let column = Math.floor(fromX) - 1; column <= Math.floor(fromX) + 2; column += 1) {
            const sample = source.data[clamp(row, height - 1) * width + clamp(column, width - 1)]!
            expected += sample * weight(fromX - column) * weight(fromY - row)
          }
        }
        expect(Math.abs(seen.data[y * width + x]! - clamp(expected, 255))).toBeLessThan(1)
      }
    }
  })

  it('mixes two pictures by their shares', () => {
    expect(new Set(shot(black, bright, 0.5).data)).toEqual(new Set([108]))
    expect(new Set(shot(black, bright, 0.25).data)).toEqual(new Set([62]))
  })

  it('keeps an even tone even at any zoom', () => {
    expect(new Set(shot(bright, bright, 0.3, { zoom: 1.037, focusX: 0.3, focusY: 0.7 }).data)).toEqual(
      new Set([200]),
    )
  })

  it.each([
    ['luma', 0, 1],
    ['colour', 1, 2],
  ] as const)('moves %s by fractions of a pixel towards the focus', (_, plane, spacing) => {
    // A ramp along x: each value tells the place it came from.
    const ramp = createPicture(width, height)
    const source = planesOf(ramp)[plane]
    source.data.forEach((__, index) => (source.data[index] = 4 * spacing * (index % source.width)))
    const view = { zoom: 1.25, focusX: 0.25, focusY: 0.5 }
    const seen = planesOf(shot(ramp, ramp, 0, view))[plane]
    const start = view.focusX * width * (1 - 1 / view.zoom)
    const middleRow = Math.floor(seen.height / 2) * seen.width
    for (let x = 4; x < seen.width - 4; x += 1) {
      const place = start + (spacing * x + 0.5) / view.zoom - 0.5
      expect(Math.abs(seen.data[middleRow + x]! - 4 * place)).toBeLessThanOrEqual(1)
    }
  })
})
