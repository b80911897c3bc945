import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspects } from '../../../../shared/domain/endpoints.ts'
import {
  layoutTrack,
  msAtX,
  placeAt,
  postSize,
  postTimes,
  xAtMs,
} from '../../../../renderer/timeline/timeline-layout.ts'

const lay = (seconds: number[], available = 696, posts = seconds.length + 1) =>
  layoutTrack({ posts, seconds, aspect: '16:9', available })

describe('the track', () => {
  test('makes gaps as much wider as they have more seconds', () => {
    const { gaps, pxPerSecond } = lay([3, 5, 3])
    const [first, second, third] = gaps.map(({ width }) => width)
    expect((second ?? 0) - (first ?? 0)).toBeCloseTo(2 * pxPerSecond)
    expect(third).toBeCloseTo(first ?? 0)
  })
  test('holds five posts and 25 seconds beside both panels of the smallest window', () => {
    const layout = lay([6, 6, 6, 7])
    expect(layout.width).toBeLessThanOrEqual(696)
    expect(layout.post.width).toBe(84)
    expect(Math.min(...layout.gaps.map(({ width }) => width))).toBeGreaterThan(60)
  })
  test('offers a place behind the last post until there are five', () => {
    expect(lay([3, 5, 3]).slot).not.toBeNull()
    expect(lay([3, 5, 3, 2]).slot).toBeNull()
  })
  test('does not stretch a short shot over a wide window', () => {
    expect(lay([1], 2000).width).toBeLessThan(420)
  })
  test('begins with the empty place where there is no post', () => {
    expect(lay([], 696, 0)).toMatchObject({ posts: [], gaps: [], slot: { x: 0 } })
  })
  test('gives posts the shape of the shot, none of them tall', () => {
    for (const aspect of aspects) {
      const { width, height } = postSize(aspect, 696)
      const [across, down] = aspect.split(':').map(Number) as [number, number]
      expect(Math.abs(width / height - across / down)).toBeLessThan(0.05)
      expect(height).toBeLessThanOrEqual(64)
    }
  })
  test('tells the times of the posts', () => {
    expect(postTimes([3, 5, 3])).toEqual([0, 3, 8, 11])
  })
  test('puts every keyframe at the middle of its post', () => {
    const layout = lay([3, 5, 3])
    expect(xAtMs(layout, [3, 5, 3], 3000)).toBeCloseTo((layout.posts[1] ?? 0) + layout.post.width / 2)
    expect(xAtMs(layout, [3, 5, 3], 99_000)).toBeCloseTo((layout.posts[3] ?? 0) + layout.post.width / 2)
  })
  test('keeps the scale it is told, so that an edge stays under the pointer, unless it would not fit', () => {
    expect(
      layoutTrack({ posts: 2, seconds: [3], aspect: '16:9', available: 696, pxPerSecondMost: 12 })
        .pxPerSecond,
    ).toBe(12)
    expect(
      layoutTrack({ posts: 3, seconds: [10, 15], aspect: '16:9', available: 696, pxPerSecondMost: 40 }).width,
    ).toBeLessThanOrEqual(696)
  })
  test('says what is under the pointer', () => {
    const seconds = [3, 5]
    const layout = lay(seconds)
    const [, second = 0] = layout.posts
    const gap = layout.gaps[1] ?? { x: 0, width: 0 }
    expect(placeAt(layout, seconds, -4)).toEqual({ kind: 'before' })
    expect(placeAt(layout, seconds, second + 10)).toEqual({ kind: 'post', index: 1 })
    expect(placeAt(layout, seconds, gap.x + 1)).toMatchObject({ kind: 'gap', index: 1 })
    expect(placeAt(layout, seconds, gap.x + gap.width / 2)).toEqual({ kind: 'gap', index: 1, second: 3 })
    expect(placeAt(layout, seconds, 690)).toEqual({ kind: 'slot' })
    expect(placeAt(lay([], 696, 0), [], 300)).toEqual({ kind: 'slot' })
  })
  test('reads back the moment that it shows, wherever that is', () => {
    const anyGaps = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(anyGaps, fc.double({ min: 0, max: 1, noNaN: true }), (seconds, share) => {
        const layout = lay(seconds)
        const ms = Math.round(share * 1000 * seconds.reduce((sum, each) => sum + each, 0))
        expect(Math.abs(msAtX(layout, seconds, xAtMs(layout, seconds, ms)) - ms)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
