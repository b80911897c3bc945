import { describe, expect, test } from 'vitest'
import { emptyPromptParts } from '../../../../shared/domain/board.ts'
import type { Command } from '../../../../shared/domain/commands.ts'
import type { BoardDocument, Shot } from '../../../../shared/domain/document.ts'
import type { ShotId } from '../../../../shared/domain/ids.ts'
import { after, boardWith, framesShot, refusalOf, sceneId, shotId } from './setting.ts'

const four = after(
  boardWith(framesShot(1), framesShot(2), framesShot(3), framesShot(4)),
  { type: 'scene.add', scene: { id: sceneId(2), title: '', shotIds: [] }, index: 1 },
  { type: 'shot.move', shotId: shotId(4), sceneId: sceneId(2), index: 0 },
)
const shotIdsIn = (document: BoardDocument, number: number) =>
  document.scenes[sceneId(number)]?.shotIds.map((id) => Number(id.slice(4)))
const move = (numbers: number[], to: number, index: number): Command => ({
  type: 'shots.move',
  shotIds: numbers.map(shotId),
  sceneId: sceneId(to),
  index,
})
const add = (...shots: Shot[]): Command => ({ type: 'shots.add', shots, sceneId: sceneId(1), index: 1 })
const relabel = (label: string): Command => ({ type: 'shot.edit', shotId: shotId(1), fields: { label } })
const relabelAll = (labels: Record<ShotId, string>): Command => ({ type: 'shots.relabel', labels })

describe('several shots at once', () => {
  test.each([
    [[3, 1], 1, 1, [2, 1, 3], [4]],
    [[1], 1, 2, [2, 3, 1], [4]],
    [[4, 2], 1, 0, [2, 4, 1, 3], []],
    [[1, 2, 3], 2, 1, [], [4, 1, 2, 3]],
    [[1, 1], 2, 0, [2, 3], [1, 4]],
  ])('%j moved into scene %i at %i keep their order on the board', (numbers, to, index, first, second) => {
    const board = after(four, move(numbers, to, index))
    expect([shotIdsIn(board, 1), shotIdsIn(board, 2)]).toEqual([first, second])
  })

  test('do not move beyond the end of a list, counted without them', () => {
    expect(refusalOf(four, move([1, 2], 1, 2))).toEqual({ reason: 'index-out-of-range' })
    expect(refusalOf(four, move([1, 2], 2, 2))).toEqual({ reason: 'index-out-of-range' })
  })

  test('are added one after the other, or none of them', () => {
    const [five, six] = [framesShot(5), framesShot(6)]
    expect(shotIdsIn(after(four, add(five, six)), 1)).toEqual([1, 5, 6, 2, 3])
    expect(refusalOf(four, add(five, { ...six, label: five.label }))).toEqual({
      reason: 'label-taken',
      label: '50',
    })
    expect(refusalOf(four, add(five, { ...five, label: '60' }))).toEqual({ reason: 'exists', what: 'shot' })
  })

  test('are removed from all of their scenes', () => {
    const board = after(four, { type: 'shots.remove', shotIds: [shotId(4), shotId(1)] })
    expect([shotIdsIn(board, 1), shotIdsIn(board, 2)]).toEqual([[2, 3], []])
    expect(Object.keys(board.shots)).toEqual([shotId(2), shotId(3)])
  })

  test('get the same fields, and keep those that are not named', () => {
    const board = after(
      four,
      { type: 'shot.edit', shotId: shotId(1), fields: { promptParts: { camera: 'pan' } } },
      {
        type: 'shots.edit',
        shotIds: [shotId(1), shotId(4)],
        fields: { status: 'approved', motion: 'subtle', promptParts: { style: 'ink' } },
      },
    )
    expect(board.shots[shotId(1)]).toMatchObject({
      status: 'approved',
      motion: 'subtle',
      promptParts: { ...emptyPromptParts, camera: 'pan', style: 'ink' },
    })
    expect(board.shots[shotId(4)]?.promptParts).toEqual({ ...emptyPromptParts, style: 'ink' })
    expect(board.shots[shotId(2)]).toBe(four.shots[shotId(2)])
  })

  test('may exchange their labels, as long as all are different in the end', () => {
    const board = after(four, relabelAll({ [shotId(1)]: '20', [shotId(2)]: '10' }))
    expect([board.shots[shotId(1)]?.label, board.shots[shotId(2)]?.label]).toEqual(['20', '10'])
    expect(refusalOf(four, relabelAll({ [shotId(1)]: '20' }))).toEqual({ reason: 'label-taken', label: '20' })
    expect(refusalOf(four, relabelAll({ [shotId(1)]: '5a', [shotId(2)]: '5A' }))).toEqual({
      reason: 'label-taken',
      label: '5A',
    })
  })
})

describe('a locked label', () => {
  const locked = after(boardWith(framesShot(1), framesShot(2)), {
    type: 'shot.edit',
    shotId: shotId(1),
    fields: { labelLocked: true },
  })

  test('stays, whoever wants to change it', () => {
    expect(refusalOf(locked, relabel('15'))).toEqual({ reason: 'label-locked', label: '10' })
    expect(refusalOf(locked, { type: 'shots.relabel', labels: { [shotId(1)]: '15' } })).toEqual({
      reason: 'label-locked',
      label: '10',
    })
    expect(refusalOf(locked, relabel('10'))).toBeNull()
    expect(refusalOf(locked, { type: 'shots.relabel', labels: { [shotId(1)]: '10' } })).toBeNull()
  })

  test('changes in the edit that unlocks it', () => {
    const fields = { label: '15', labelLocked: false }
    const board = after(locked, { type: 'shot.edit', shotId: shotId(1), fields })
    expect(board.shots[shotId(1)]).toMatchObject(fields)
  })
})
