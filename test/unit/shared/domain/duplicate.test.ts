import { expect, test } from 'vitest'
import { defaultFraming, type Shot } from '../../../../shared/domain/document.ts'
import { createIdSource } from '../../../../shared/domain/ids.ts'
import { duplicateShot } from '../../../../shared/domain/duplicate.ts'
import { repeatableBytes } from '../../../kit/large-board.ts'
import { after, assetId, boardWith, element, framesShot, sceneId, shotId, take, takeId } from './setting.ts'

const shot: Shot = {
  ...framesShot(1, 3, 5),
  labelLocked: true,
  status: 'approved',
  prompt: 'a heron lands',
  motion: 'strong',
  seed: 7,
  elements: { ...framesShot(1).elements, items: [element(4), element(5)] },
  image: { ...framesShot(1).image, picture: { assetId: assetId(6), framing: defaultFraming } },
}

test('a copy of a shot is made of the same, in slots of its own, and has nothing made of it yet', () => {
  const ids = createIdSource(repeatableBytes())
  const board = after(
    boardWith(shot),
    { type: 'take.add', take: take(1) },
    { type: 'take.circle', shotId: shotId(1), takeId: takeId(1) },
  )
  const original = board.shots[shotId(1)] ?? shot
  const copy = duplicateShot(original, { id: ids.shot(), label: '15', slot: ids.slot })
  const { frames, elements, ...rest } = shot
  const { frames: copiedFrames, elements: copiedElements, ...copiedRest } = copy
  expect(copiedRest).toEqual({
    ...rest,
    id: copy.id,
    label: '15',
    labelLocked: false,
    status: 'todo',
    circledTakeId: null,
  })
  expect(copiedFrames.gaps).toEqual(frames.gaps)
  const uses = [...frames.keyframes, ...elements.items]
  const copiedUses = [...copiedFrames.keyframes, ...copiedElements.items]
  expect(copiedUses.map((use) => ({ ...use, id: null }))).toEqual(uses.map((use) => ({ ...use, id: null })))
  expect(new Set([...uses, ...copiedUses].map((use) => use.id)).size).toBe(uses.length * 2)
  const added = after(board, { type: 'shot.add', shot: copy, sceneId: sceneId(1), index: 1 })
  expect(added.shots[shotId(1)]).toBe(original)
})
