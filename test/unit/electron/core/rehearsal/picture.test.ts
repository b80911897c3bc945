import { describe, expect, it } from 'vitest'
import { pictureFromPixels, planesOf } from '../../../../../electron/core/rehearsal/picture.ts'

/** Luma, Cb and Cr of a small even patch of one colour. */
const convert = (colour: readonly [number, number, number]): readonly number[] => {
  const data = Uint8Array.from({ length: 4 * 2 * 3 }, (_, index) => colour[index % 3]!)
  return planesOf(pictureFromPixels({ width: 4, height: 2, channels: 3, data })).map((plane) => {
    expect(new Set(plane.data).size).toBe(1)
    return plane.data[0]!
  })
}

describe('a picture from pixels', () => {
  // Expected values: 8-bit BT.709 colour bars at full saturation.
  it.each([
    ['white', [255, 255, 255], [235, 128, 128]],
    ['black', [0, 0, 0], [16, 128, 128]],
    ['red', [255, 0, 0], [63, 102, 240]],
    ['green', [0, 255, 0], [173, 42, 26]],
    ['blue', [0, 0, 255], [32, 240, 118]],
  ] as const)('has the broadcast values of %s', (_, colour, expected) => {
    expect(convert(colour)).toEqual(expected)
  })

  it('does not read the transparency of its pixels as colour', () => {
    const data = Uint8Array.from({ length: 4 * 2 * 4 }, (_, index) => (index % 4 === 3 ? 7 : 255))
    expect([...pictureFromPixels({ width: 4, height: 2, channels: 4, data }).data.subarray(0, 8)]).toEqual(
      Array.from({ length: 8 }, () => 235),
    )
  })
})
