import { describe, expect, test } from 'vitest'
import {
  aspectOf,
  assetFileName,
  binnedTakesByShot,
  chosenTake,
  createDocument,
  createShot,
  firstImage,
  nextTakeNumber,
  plannedSeconds,
  shotLabelled,
  shotName,
  shotsInOrder,
  takesByShot,
  takesOf,
} from '../../../../shared/domain/board.ts'
import { documentSchema, shotSchema } from '../../../../shared/domain/document.ts'
import type { ProjectId } from '../../../../shared/domain/ids.ts'
import { after, asset, boardWith, framesShot, sceneId, shotId, take, takeId } from './setting.ts'

test('a new board and a new shot are valid as they are', () => {
  const board = createDocument('prj_000000000000' as ProjectId, sceneId(1), 'T', '9:16')
  expect(documentSchema.parse(board)).toEqual(board)
  const shot = createShot(shotId(1), '10')
  expect(shotSchema.parse(shot)).toEqual(shot)
  expect(shot).toMatchObject({ mode: 'frames', resolution: '720p', seed: null, negativePrompt: null })
})

test('shots come in the order of the scenes and of the lists in them', () => {
  const board = after(
    boardWith(framesShot(1), framesShot(2)),
    { type: 'scene.add', scene: { id: sceneId(2), title: '', shotIds: [] }, index: 0 },
    { type: 'shot.move', shotId: shotId(2), sceneId: sceneId(2), index: 0 },
  )
  expect(shotsInOrder(board).map((shot) => shot.label)).toEqual(['20', '10'])
})

test('a shot is found by its label, whatever the case', () => {
  const board = boardWith({ ...framesShot(1), label: '20A' })
  expect(shotLabelled(board, '20a')?.id).toBe(shotId(1))
  expect(shotLabelled(board, '20')).toBeUndefined()
})

describe('the planned length', () => {
  const shot = framesShot(1, 3, 5)

  test.each([
    ['frames', 8],
    ['elements', 10],
    ['image', 5],
    ['text', 10],
  ] as const)('of a shot of %s is %i s', (mode, seconds) => {
    const made = {
      ...shot,
      mode,
      elements: { ...shot.elements, seconds: 10 as const },
      text: { ...shot.text, seconds: 10 as const },
    }
    expect(plannedSeconds(made)).toBe(seconds)
  })

  test('is 0 without a gap, and never more than a shot can last', () => {
    expect(plannedSeconds(framesShot(1))).toBe(0)
    expect(plannedSeconds(framesShot(1, 25, 25))).toBe(25)
  })
})

test('a shot has the shape of the board unless it has its own', () => {
  const board = boardWith()
  expect(aspectOf(board, framesShot(1))).toBe('16:9')
  expect(aspectOf(board, { ...framesShot(1), aspect: '1:1' })).toBe('1:1')
})

describe('takes', () => {
  const board = after(
    boardWith(framesShot(1), framesShot(2)),
    { type: 'take.add', take: take(3) },
    { type: 'take.add', take: take(1) },
    { type: 'take.add', take: take(9, 2) },
  )

  test('of a shot come oldest first, and are counted on', () => {
    expect(takesOf(board, shotId(1)).map(({ number }) => number)).toEqual([1, 3])
    expect(nextTakeNumber(board, shotId(1))).toBe(4)
    expect(nextTakeNumber(board, shotId(7))).toBe(1)
  })

  test('stand for the shot by the latest, unless one is circled', () => {
    expect(chosenTake(board, framesShot(1))?.id).toBe(takeId(3))
    expect(chosenTake(board, { ...framesShot(1), circledTakeId: takeId(1) })?.id).toBe(takeId(1))
    expect(chosenTake(board, { ...framesShot(1), circledTakeId: takeId(8) })?.id).toBe(takeId(3))
    expect(chosenTake(board, framesShot(7))).toBeUndefined()
  })
})

describe('a take in the bin', () => {
  const board = after(
    boardWith(framesShot(1)),
    { type: 'take.add', take: take(1) },
    { type: 'take.add', take: take(2) },
    { type: 'take.mark', takeId: takeId(2), binned: true },
  )

  test('stands for nothing, and is found in the bin', () => {
    expect(takesOf(board, shotId(1))).toEqual([take(1)])
    expect(takesByShot(board).get(shotId(1))).toEqual([take(1)])
    expect(binnedTakesByShot(board).get(shotId(1))).toEqual([take(2)])
    expect(chosenTake(board, framesShot(1))).toEqual(take(1))
    expect(chosenTake(board, { ...framesShot(1), circledTakeId: takeId(2) })).toEqual(take(1))
  })

  test('keeps its number, which no other take gets', () => {
    expect(nextTakeNumber(board, shotId(1))).toBe(3)
  })
})

test('the file of an asset is named by its content and format alone', () => {
  expect(assetFileName({ ...asset(1), name: '../../etc/passwd' })).toBe(`${asset(1).id}.png`)
})

describe('a shot', () => {
  const board = boardWith(framesShot(1))
  const shot = board.shots[shotId(1)]!

  test('has the first image of its mode', () => {
    expect(firstImage(shot)).toBe(shot.frames.keyframes[0]?.assetId)
    expect(firstImage({ ...shot, mode: 'image' })).toBeNull()
    expect(firstImage({ ...shot, mode: 'text' })).toBeNull()
  })

  test.each([
    ['harbour at dawn.jpg', 'harbour at dawn'],
    ['IMG_0042.v2.HEIC', 'IMG_0042.v2'],
    ['Mr. Smith', 'Mr. Smith'],
    ['.png', '.png'],
  ])('without a title is called as its first image, %s, without the ending', (name, called) => {
    const assetId = firstImage(shot)!
    const assets = { [assetId]: { ...asset(1), id: assetId, name } }
    expect(shotName({ assets }, { ...shot, title: ' ' })).toBe(called)
    expect(shotName({ assets }, { ...shot, title: 'The harbour' })).toBe('The harbour')
  })

  test('without title and image has no name', () => {
    expect(shotName({ assets: {} }, { ...shot, title: '', mode: 'text' })).toBe('')
  })
})
