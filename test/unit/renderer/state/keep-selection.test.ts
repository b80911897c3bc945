import { expect, test } from 'vitest'
import { createDocument, createShot } from '../../../../shared/domain/board.ts'
import type { BoardDocument } from '../../../../shared/domain/document.ts'
import { createIdSource } from '../../../../shared/domain/ids.ts'
import { reduce } from '../../../../shared/domain/reduce.ts'
import { inPlaceOf } from '../../../../renderer/state/keep-selection.ts'

const ids = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)))
const sceneId = ids.scene()
const shots = ['10', '20', '30'].map((label) => createShot(ids.shot(), label))
const [first, second, third] = shots.map((shot) => shot.id)
const board: BoardDocument = {
  ...createDocument(ids.project(), sceneId, 'Film', '16:9'),
  shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])),
  scenes: { [sceneId]: { id: sceneId, title: '', shotIds: shots.map((shot) => shot.id) } },
}
const without = (...gone: (typeof first)[]): BoardDocument => {
  const change = reduce(board, { type: 'shots.remove', shotIds: gone.flatMap((id) => id ?? []) })
  if (!change.ok) throw new TypeError(change.refusal.reason)
  return change.document
}

test('in place of a removed shot, the next one is shown', () => {
  expect(inPlaceOf(first!, without(first), board)).toBe(second)
  expect(inPlaceOf(first!, without(first, second), board)).toBe(third)
})

test('after the last shot, the one before it is shown', () => {
  expect(inPlaceOf(third!, without(third), board)).toBe(second)
})

test('nothing is shown when no shot is left', () => {
  expect(inPlaceOf(second!, without(first, second, third), board)).toBeNull()
})
