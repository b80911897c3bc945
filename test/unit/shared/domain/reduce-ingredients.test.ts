import { describe, expect, test } from 'vitest'
import type { Command } from '../../../../shared/domain/commands.ts'
import type { BoardDocument, Shot } from '../../../../shared/domain/document.ts'
import { after, boardWith, element, framesShot, gap, refusalOf, shotId } from './setting.ts'

const shot = shotId(1)
const framesOf = (document: BoardDocument) => document.shots[shot]?.frames
const secondsOf = (document: BoardDocument) => framesOf(document)?.gaps.map((one) => one.seconds)
const elementsOf = (document: BoardDocument) =>
  document.shots[shot]?.elements.items.map((one) => Number(one.assetId))
const roll = (seconds: number, index = 0): Command => ({ type: 'gap.roll', shotId: shot, index, seconds })
const set = (frames: Shot['frames']): Command => ({ type: 'frames.set', shotId: shot, ...frames })

describe('the keyframe between two gaps', () => {
  const three = boardWith(framesShot(1, 3, 7))

  test('moves in time, and the length stays', () => {
    expect(secondsOf(after(three, roll(8)))).toEqual([8, 2])
    expect(secondsOf(after(three, roll(8), roll(1)))).toEqual([1, 9])
  })

  test('does not pass the next one, and is one that has a gap on both sides', () => {
    expect(refusalOf(three, roll(10))).toEqual({ reason: 'gap-too-short' })
    expect(refusalOf(three, roll(3, 1))).toEqual({ reason: 'unknown', what: 'gap' })
  })
})

describe('ingredients put in as a whole', () => {
  const board = boardWith(framesShot(1, 3))

  test('take the place of those before', () => {
    const { frames } = framesShot(1, 2, 4)
    expect(framesOf(after(board, set(frames)))).toEqual(frames)
    const items = [element(1, 4), element(2, 5)]
    expect(elementsOf(after(board, { type: 'elements.set', shotId: shot, items }))).toEqual([4, 5])
  })

  test('must be such as could have been put in one by one', () => {
    const { keyframes } = framesShot(1, 2, 4).frames
    expect(refusalOf(board, set({ keyframes, gaps: [gap(2)] }))).toEqual({ reason: 'gap-count' })
    expect(refusalOf(board, set({ keyframes, gaps: [gap(20), gap(6)] }))).toEqual({
      reason: 'over-25-seconds',
      seconds: 26,
    })
    expect(refusalOf(board, set(framesShot(1, 1, 1, 1, 1, 1).frames))).toEqual({
      reason: 'too-many-keyframes',
    })
    const items = [1, 2, 3, 4, 5, 6].map((number) => element(number))
    expect(refusalOf(board, { type: 'elements.set', shotId: shot, items })).toEqual({
      reason: 'too-many-elements',
    })
  })
})
