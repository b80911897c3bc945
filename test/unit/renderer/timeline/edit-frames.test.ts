import { describe, expect, test } from 'vitest'
import {
  insertKeyframe,
  moveKeyframe,
  placeImages,
  postForMove,
  removeKeyframe,
  type TrackPlace,
} from '../../../../renderer/timeline/edit-frames.ts'
import { assetId, framesShot, gap, keyframe } from '../../shared/domain/setting.ts'
import { imagesOf, placeable, secondsOf, slotSource } from './setting.ts'

const frames = (...seconds: number[]) => framesShot(1, ...seconds).frames
const empty = { keyframes: [], gaps: [] }
const place = (of: ReturnType<typeof frames>, at: TrackPlace, ...images: number[]) =>
  placeImages(
    of,
    images.map((image) => placeable(assetId(image))),
    at,
    slotSource(),
  )

describe('an image on the track', () => {
  test('begins an empty shot without a gap', () => {
    const { frames: after, at } = place(empty, { kind: 'slot' }, 4)
    expect([imagesOf(after), secondsOf(after), at]).toEqual([['4'], [], 0])
  })
  test('goes behind the last post after five seconds, or after what is left of 25', () => {
    expect(secondsOf(place(frames(3), { kind: 'slot' }, 6).frames)).toEqual([3, 5])
    expect(secondsOf(place(frames(23), { kind: 'slot' }, 6).frames)).toEqual([23, 2])
  })
  test('takes seconds from the longest gap where the shot is full', () => {
    const { frames: after, taken } = place(frames(5, 20), { kind: 'slot' }, 6)
    expect([secondsOf(after), taken]).toEqual([[5, 15, 5], 5])
  })
  test('divides the gap it is dropped on, where the pointer was', () => {
    const { frames: after, at } = place(frames(3, 8), { kind: 'gap', index: 1, second: 3 }, 6)
    expect([imagesOf(after), secondsOf(after), at]).toEqual([['1', '2', '6', '3'], [3, 3, 5], 2])
  })
  test('divides a gap in the middle where no moment is said', () => {
    expect(secondsOf(place(frames(5), { kind: 'gap', index: 0, second: null }, 6).frames)).toEqual([3, 2])
  })
  test('leaves a second on each side, however near to a post it is dropped', () => {
    expect(secondsOf(place(frames(4), { kind: 'gap', index: 0, second: 0 }, 6).frames)).toEqual([1, 3])
    expect(secondsOf(place(frames(4), { kind: 'gap', index: 0, second: 9 }, 6).frames)).toEqual([3, 1])
  })
  test('adds a second to a gap of one second, which cannot be divided', () => {
    expect(secondsOf(place(frames(1, 4), { kind: 'gap', index: 0, second: null }, 6).frames)).toEqual([
      1, 1, 4,
    ])
  })
  test('gives both halves of a divided gap its prompt', () => {
    const divided = insertKeyframe({ ...frames(4), gaps: [gap(4, 'he turns')] }, 1, keyframe(9, 6))
    expect(divided.frames.gaps.map(({ prompt }) => prompt)).toEqual(['he turns', 'he turns'])
  })
  test('replaces the image of the post it is dropped on, and nothing else', () => {
    const { frames: after, at } = place(frames(3, 5), { kind: 'post', index: 1 }, 6)
    expect([imagesOf(after), secondsOf(after), at]).toEqual([['1', '6', '3'], [3, 5], 1])
  })
  test('goes before the first post', () => {
    const { frames: after } = place(frames(3), { kind: 'before' }, 6)
    expect([imagesOf(after), secondsOf(after)]).toEqual([
      ['6', '1', '2'],
      [5, 3],
    ])
  })
  test('is left over as the sixth', () => {
    const full = place(frames(1, 1, 1, 1), { kind: 'gap', index: 0, second: null }, 6)
    expect(full).toMatchObject({ at: null, leftOver: [placeable(assetId(6))] })
    expect(full.frames).toEqual(frames(1, 1, 1, 1))
  })
  test('still replaces one of five', () => {
    expect(imagesOf(place(frames(1, 1, 1, 1), { kind: 'post', index: 4 }, 6).frames)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '6',
    ])
  })
  test('comes with others: they follow it in their order, and those too many are left over', () => {
    const { frames: after, leftOver } = place(frames(4, 4), { kind: 'gap', index: 0, second: null }, 4, 5, 6)
    expect(imagesOf(after)).toEqual(['1', '4', '5', '2', '3'])
    expect(leftOver).toEqual([placeable(assetId(6))])
    expect(secondsOf(after).reduce((sum, each) => sum + each)).toBe(8)
  })
})

describe('a keyframe', () => {
  test('that is taken out leaves the others where they are in time', () => {
    expect(secondsOf(removeKeyframe(frames(3, 5, 2), 1))).toEqual([8, 2])
  })
  test('that is taken out at an end takes its gap with it', () => {
    expect(secondsOf(removeKeyframe(frames(3, 5), 0))).toEqual([5])
    expect(secondsOf(removeKeyframe(frames(3, 5), 2))).toEqual([3])
    expect(removeKeyframe(frames(), 0)).toEqual(empty)
  })
  test('changes places with those between, while gaps keep their time', () => {
    const after = moveKeyframe(frames(3, 5, 2), 0, 2)
    expect([imagesOf(after), secondsOf(after)]).toEqual([
      ['2', '3', '1', '4'],
      [3, 5, 2],
    ])
  })
  test.each<[number, TrackPlace, number]>([
    [0, { kind: 'gap', index: 2, second: null }, 2],
    [3, { kind: 'gap', index: 0, second: null }, 1],
    [1, { kind: 'gap', index: 0, second: null }, 1],
    [1, { kind: 'gap', index: 1, second: null }, 1],
    [0, { kind: 'slot' }, 3],
    [3, { kind: 'before' }, 0],
    [0, { kind: 'post', index: 2 }, 2],
  ])('from post %i dropped on %j comes to post %i', (from, to, post) => {
    expect(postForMove(frames(3, 5, 2), from, to)).toBe(post)
  })
})
