import { expect, test } from 'vitest'
import {
  binnedTakesOfShot,
  hasTakes,
  shotOrder,
  takesOfShot,
} from '../../../../renderer/state/board-order.ts'
import { after, boardWith, framesShot, sceneId, shotId, take, takeId } from '../../shared/domain/setting.ts'

const board = boardWith(framesShot(1, 3), framesShot(2, 3))

test('the order of the board follows a move, and is the same list while a shot is typed in', () => {
  expect(shotOrder(board)).toEqual([shotId(1), shotId(2)])
  const typed = after(board, { type: 'shot.edit', shotId: shotId(1), fields: { prompt: 'x' } })
  expect(shotOrder(typed)).toBe(shotOrder(board))
  const moved = after(board, { type: 'shot.move', shotId: shotId(1), sceneId: sceneId(1), index: 1 })
  expect(shotOrder(moved)).toEqual([shotId(2), shotId(1)])
})

test('a take is among those of its shot, and in the bin once it was put there', () => {
  expect(hasTakes(board)).toBe(false)
  const made = after(board, { type: 'take.add', take: take(1) })
  expect(takesOfShot(made, shotId(1))).toEqual([take(1)])
  expect(takesOfShot(made, shotId(2))).toEqual([])
  const binned = after(made, { type: 'take.mark', takeId: takeId(1), binned: true })
  expect(takesOfShot(binned, shotId(1))).toEqual([])
  expect(binnedTakesOfShot(binned, shotId(1))).toEqual([take(1)])
  expect(hasTakes(binned)).toBe(true)
})
