import { describe, expect, it } from 'vitest'
import { createCamera } from '../../../../../electron/core/rehearsal/camera.ts'
import { createPicture, planesOf, type Picture } from '../../../../../electron/core/rehearsal/picture.ts'

const width = 64
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
  const onto = createPicture(width, height)
  createCamera(width, height)({ from, to, mix, view, onto })
  return onto
}

describe('the camera', () => {
  it('shows either picture untouched where it is alone and whole', () => {
    expect(shot(noise, black, 0).data).toEqual(noise.data)
    expect(shot(black, noise, 1).data).toEqual(noise.data)
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
