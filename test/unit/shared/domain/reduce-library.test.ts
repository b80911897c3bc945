import { describe, expect, test } from 'vitest'
import type { Command } from '../../../../shared/domain/commands.ts'
import { defaultFraming, type BoardDocument, type Framing } from '../../../../shared/domain/document.ts'
import {
  after,
  asset,
  assetId,
  boardWith,
  element,
  framesShot,
  gap,
  keyframe,
  refusalOf,
  shotId,
  take,
  takeId,
} from './setting.ts'

const shot = shotId(1)
const framesOf = (document: BoardDocument) => document.shots[shot]?.frames
const elementsOf = (document: BoardDocument) =>
  document.shots[shot]?.elements.items.map((one) => Number(one.assetId))
const circledIn = (document: BoardDocument) => document.shots[shot]?.circledTakeId
const circle = (takenId: ReturnType<typeof takeId>): Command => ({
  type: 'take.circle',
  shotId: shot,
  takeId: takenId,
})
const replace = (number: number, by: number): Command => ({
  type: 'asset.replace',
  assetId: assetId(number),
  byAssetId: assetId(by),
})
const mark = (said: { name?: string; note?: string; binned?: boolean }): Command => ({
  type: 'take.mark',
  takeId: takeId(1),
  ...said,
})

describe('an image put in the place of another', () => {
  const framing: Framing = { fit: 'cover', crop: { x: 0, y: 0, width: 0.5, height: 0.5 } }
  const used = boardWith(
    {
      ...framesShot(1),
      frames: { keyframes: [{ ...keyframe(1), framing }, keyframe(2)], gaps: [gap(5)] },
      elements: { ...framesShot(1).elements, items: [element(1, 1), element(2, 3)] },
    },
    { ...framesShot(2), image: { ...framesShot(2).image, picture: { assetId: assetId(1), framing } } },
    { ...framesShot(3), frames: { keyframes: [keyframe(2)], gaps: [] } },
  )

  test('stands wherever the other stood, framed as that was', () => {
    const board = after(used, replace(1, 4))
    expect(framesOf(board)?.keyframes).toEqual([{ ...keyframe(1, 4), framing }, keyframe(2)])
    expect(elementsOf(board)).toEqual([4, 3])
    expect(board.shots[shotId(2)]?.image.picture).toEqual({ assetId: assetId(4), framing })
    expect(board.shots[shotId(3)]).toBe(used.shots[shotId(3)])
    expect(refusalOf(board, { type: 'asset.remove', assetId: assetId(1) })).toBeNull()
  })

  test('is framed anew where it has another shape', () => {
    const upright = { ...asset(7), width: 1080, height: 1920 }
    const board = after(used, { type: 'asset.add', asset: upright }, replace(1, 7))
    expect(framesOf(board)?.keyframes[0]?.framing).toEqual(defaultFraming)
    expect(board.shots[shotId(2)]?.image.picture?.framing).toEqual(defaultFraming)
  })

  test('changes nothing where it is the same one', () => {
    expect(after(used, replace(1, 1))).toBe(used)
  })
})

describe('what the user says of a take', () => {
  const board = after(
    boardWith(framesShot(1)),
    { type: 'take.add', take: take(1) },
    { type: 'take.add', take: take(2) },
    circle(takeId(1)),
  )

  test('is kept beside the take, which stays as it was made', () => {
    const marked = after(board, mark({ name: 'hero' }), mark({ note: 'the lamp is good' }))
    expect(marked.takeMarks).toEqual({
      [takeId(1)]: { name: 'hero', note: 'the lamp is good', binned: false },
    })
    expect(marked.takes).toBe(board.takes)
    expect(after(marked, mark({ name: '', note: '' })).takeMarks).toEqual({})
  })

  test('puts it into the bin and brings it back; in the bin it is not circled', () => {
    const binned = after(board, mark({ binned: true }))
    expect(circledIn(binned)).toBeNull()
    expect(refusalOf(binned, circle(takeId(1)))).toEqual({ reason: 'take-binned' })
    const back = after(binned, mark({ binned: false }))
    expect(back.takeMarks).toEqual({})
    expect(refusalOf(back, circle(takeId(1)))).toBeNull()
  })

  test('leaves another circled take alone, and holds for takes of shots that are gone', () => {
    expect(circledIn(after(board, { type: 'take.mark', takeId: takeId(2), binned: true }))).toBe(takeId(1))
    const orphaned = after(board, { type: 'shot.remove', shotId: shot }, mark({ binned: true }))
    expect(orphaned.takeMarks[takeId(1)]?.binned).toBe(true)
  })
})
