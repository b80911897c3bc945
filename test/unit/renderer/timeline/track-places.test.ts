import { expect, test } from 'vitest'
import { describeTrackPlace, placesFor, samePlace } from '../../../../renderer/timeline/track-places.ts'

const told = (posts: number, isOwn: boolean) =>
  placesFor(posts, isOwn).map((place) => describeTrackPlace(place, isOwn))

test('an image that is carried by keys goes over every place of the track in the order of time', () => {
  expect(told(2, false)).toEqual([
    'before the first keyframe',
    'on keyframe 1, in its place',
    'between keyframes 1 and 2',
    'on keyframe 2, in its place',
    'behind the last keyframe',
  ])
})

test('a keyframe of the shot itself goes from post to post', () => {
  expect(told(3, true)).toEqual(['as keyframe 1', 'as keyframe 2', 'as keyframe 3'])
})

test('an empty track has one place', () => {
  expect(placesFor(0, false)).toEqual([{ kind: 'slot' }])
})

test('places are the same where kind, number and moment are', () => {
  expect(samePlace({ kind: 'gap', index: 1, second: 2 }, { kind: 'gap', index: 1, second: 2 })).toBe(true)
  expect(samePlace({ kind: 'gap', index: 1, second: 2 }, { kind: 'gap', index: 1, second: 3 })).toBe(false)
  expect(samePlace({ kind: 'post', index: 1 }, { kind: 'gap', index: 1, second: null })).toBe(false)
  expect(samePlace(null, { kind: 'slot' })).toBe(false)
})
