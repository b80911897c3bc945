import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatSeconds, formatTimecode, framesIn, parseTimecode } from '../../../../shared/domain/timecode.ts'

describe('timecode', () => {
  test.each([
    [0, '00:00:00:00'],
    [23, '00:00:00:23'],
    [24, '00:00:01:00'],
    [24 * 61 + 5, '00:01:01:05'],
    [24 * 3600 * 100, '100:00:00:00'],
  ])('writes frame %i as %s', (frame, text) => {
    expect(formatTimecode(frame)).toBe(text)
  })

  test('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.nat(24 * 3600 * 200), (frame) => {
        expect(parseTimecode(formatTimecode(frame))).toBe(frame)
      }),
    )
  })

  test.each(['', '1:00:00:00', '00:00:00:24', '00:60:00:00', '00:00:60:00', '00:00:00', ' 00:00:00:00'])(
    'does not take %j for one',
    (text) => {
      expect(parseTimecode(text)).toBeNull()
    },
  )

  test.each([-1, 0.5, Number.NaN])('refuses %d, which is no frame number', (frame) => {
    expect(() => formatTimecode(frame)).toThrow(RangeError)
  })
})

test('a length in frames is the nearest whole one at 24 a second', () => {
  expect([framesIn(5), framesIn(0.02), framesIn(0.03)]).toEqual([120, 0, 1])
})

test.each([
  [0, '0 s'],
  [5, '5 s'],
  [4.5, '4.5 s'],
  [60, '1:00'],
  [65, '1:05'],
  [119.6, '2:00'],
  [3725, '62:05'],
])('%d seconds read as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text)
})
