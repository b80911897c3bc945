import { describe, expect, test } from 'vitest'
import type { Command } from '../../../../shared/domain/commands.ts'
import type { BoardDocument } from '../../../../shared/domain/document.ts'
import type { ShotId } from '../../../../shared/domain/ids.ts'
import { after, boardWith, framesShot, refusalOf, sceneId } from './setting.ts'

const numberOf = (id: ShotId) => Number(id.slice(4))
const three = boardWith(framesShot(1), framesShot(2), framesShot(3))
const shotsIn = (document: BoardDocument) =>
  document.sceneIds.map((id) => document.scenes[id]?.shotIds.map(numberOf))
const split = (at: number, newScene = 2): Command => ({
  type: 'scene.split',
  sceneId: sceneId(1),
  at,
  newSceneId: sceneId(newScene),
  title: 'Dusk',
})

test('the template is edited block by block', () => {
  const board = after(
    boardWith(),
    { type: 'template.edit', style: 'ink', safety: 'no text' },
    { type: 'template.edit', style: 'oil' },
  )
  expect(board.template).toEqual({ style: 'oil', camera: '', quality: '', safety: 'no text' })
})

describe('scenes taken apart and put together', () => {
  test.each([
    [0, [[], [1, 2, 3]]],
    [2, [[1, 2], [3]]],
    [3, [[1, 2, 3], []]],
  ])('are split at %i into %j', (at, shots) => {
    const board = after(three, split(at))
    expect(shotsIn(board)).toEqual(shots)
    expect(board.scenes[sceneId(2)]?.title).toBe('Dusk')
  })

  test('are split in their place among the others, and merged back', () => {
    const board = after(
      three,
      { type: 'scene.add', scene: { id: sceneId(3), title: '', shotIds: [] }, index: 1 },
      split(1),
    )
    expect(board.sceneIds).toEqual([1, 2, 3].map(sceneId))
    const back = after(board, { type: 'scene.merge', sceneId: sceneId(2) })
    expect(shotsIn(back)).toEqual([[1, 2, 3], []])
    expect(back.scenes[sceneId(2)]).toBeUndefined()
  })

  test('are not split beyond the end or into one that is there, and the first is not merged', () => {
    expect(refusalOf(three, split(4))).toEqual({ reason: 'index-out-of-range' })
    expect(refusalOf(three, split(1, 1))).toEqual({ reason: 'exists', what: 'scene' })
    expect(refusalOf(three, { type: 'scene.merge', sceneId: sceneId(1) })).toEqual({
      reason: 'no-scene-before',
    })
  })
})
