import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fractionOf,
  frameAt,
  frameAtFraction,
  frameCount,
  momentMsOf,
  momentOf,
  postFrames,
  typedFrame,
} from '../../../../renderer/viewer/frames.ts'
import { safeAreasOf } from '../../../../renderer/viewer/safe-areas.ts'

describe('frames', () => {
  it('are counted at 24 a second', () => {
    expect(frameCount(5000)).toBe(120)
    expect(frameCount(5042)).toBe(121)
    expect(frameCount(1)).toBe(1)
  })

  it('are found again at their own moments, in seconds and milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (frame) => {
        expect(frameAt(momentOf(frame), 100_001)).toBe(frame)
        expect(frameAt(momentMsOf(frame) / 1000, 100_001)).toBe(frame)
      }),
    )
  })

  it('are told from times that a file has rounded down', () => {
    expect(frameAt(0.041666, 10)).toBe(1)
    expect(frameAt(0.083333, 10)).toBe(2)
  })

  it('lie on a line and are found there again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), fc.nat(), (frames, any) => {
        const frame = any % frames
        expect(frameAtFraction(fractionOf(frame, frames), frames)).toBe(frame)
      }),
    )
    expect(fractionOf(0, 1)).toBe(0)
  })

  it('mark the posts between the gaps of a shot', () => {
    expect(postFrames([3, 5, 2], 240)).toEqual([72, 192])
    expect(postFrames([5], 120)).toEqual([])
  })
})

describe('a typed timecode', () => {
  it('may be whole, its end, or digits alone', () => {
    expect(['00:00:04:11', '4:11', '4.11', '411', '0:4:11'].map(typedFrame)).toEqual([
      107, 107, 107, 107, 107,
    ])
    expect(typedFrame('9')).toBe(9)
  })

  it('is none where frames or seconds are too many', () => {
    expect(['4:24', '61:00', 'four', '', '1:2:3:4:5', '-3'].map(typedFrame)).toEqual(Array(6).fill(null))
  })
})

describe('safe areas', () => {
  it('leave room for what phones lay over upright pictures', () => {
    expect(safeAreasOf('9:16').map(({ name }) => name)).toEqual(['action', 'phone'])
    expect(safeAreasOf('16:9').map(({ name }) => name)).toEqual(['action', 'title'])
  })
})
