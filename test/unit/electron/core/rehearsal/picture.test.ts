import { describe, expect, it } from 'vitest'
import { pictureFromPixels } from '../../../../../electron/core/rehearsal/picture.ts'

/** Luma, Cb and Cr of an even patch of one colour; then its opacity, where it has any. */
const convert = (colour: readonly number[]): readonly number[] => {
  const [width, height] = [16, 8]
  const channels = colour.length
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => colour[at % channels]!)
  using picture = pictureFromPixels({ width, height, channels, data })
  const bytes = picture.toBuffer()
  const whole = width * height
  const ends = [whole, 1.25 * whole, 1.5 * whole, 2.5 * whole].slice(0, channels)
  return ends.map((end, plane) => {
    const values = new Set(bytes.subarray(ends[plane - 1] ?? 0, end))
    expect(values.size).toBe(1)
    return [...values][0]!
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

  it('keeps the transparency of its pixels apart from their colour', () => {
    expect(convert([255, 255, 255, 7])).toEqual([235, 128, 128, 7])
  })

  it('is whole where a line of pixels is not a whole number of vectors long', () => {
    const data = new Uint8Array(66 * 64 * 3).fill(255)
    using picture = pictureFromPixels({ width: 66, height: 64, channels: 3, data })
    expect(new Set(picture.toBuffer().subarray(0, 66 * 64))).toEqual(new Set([235]))
  })
})
