import { describe, expect, test } from 'vitest'
import { defaultFraming } from '../../../../shared/domain/document.ts'
import {
  dropElements,
  dropImages,
  dropOwnKeyframe,
  duplicateKeyframe,
  moveElement,
  takeOut,
} from '../../../../renderer/timeline/drop-on-track.ts'
import { nextShot } from '../../../../renderer/timeline/next-shot.ts'
import { assetId, boardWith, element, framesShot, shotId } from '../../shared/domain/setting.ts'
import { after, imagesOf, placeable, secondsOf, slotSource } from './setting.ts'

const shot = framesShot(1, 3, 5)
const board = boardWith(shot, framesShot(2, 4))
const framesAfter = (commands: Parameters<typeof after>[1]) => {
  const { frames } = after(board, commands).shots[shotId(1)] ?? shot
  return [imagesOf(frames), secondsOf(frames)]
}

describe('what is dropped on the track', () => {
  test('is one command, which undo takes back as one step', () => {
    const edit = dropImages(shot, [placeable(assetId(6))], { kind: 'gap', index: 1, second: 2 }, slotSource())
    expect(edit.commands).toHaveLength(1)
    expect(framesAfter(edit.commands)).toEqual([
      ['1', '2', '6', '3'],
      [3, 2, 3],
    ])
    expect(edit.selected).toBe(2)
  })
  test('moves a keyframe of this shot', () => {
    expect(framesAfter(dropOwnKeyframe(shot, 0, { kind: 'slot' }).commands)).toEqual([
      ['2', '3', '1'],
      [3, 5],
    ])
  })
  test('changes nothing where it was', () => {
    expect(dropOwnKeyframe(shot, 1, { kind: 'gap', index: 0, second: null }).commands).toEqual([])
  })
  test('can be a copy of a keyframe, which holds the picture', () => {
    expect(framesAfter(duplicateKeyframe(shot, 1, slotSource()).commands)).toEqual([
      ['1', '2', '2', '3'],
      [3, 3, 2],
    ])
    expect(framesAfter(duplicateKeyframe(shot, 2, slotSource()).commands)).toEqual([
      ['1', '2', '3', '3'],
      [3, 5, 5],
    ])
  })
  test('and what is taken out selects its neighbour', () => {
    expect(takeOut(shot, 2).selected).toBe(1)
    expect(takeOut(framesShot(1), 0).selected).toBeNull()
  })
})

describe('elements', () => {
  const cast = {
    ...shot,
    mode: 'elements' as const,
    elements: { ...shot.elements, items: [element(1), element(2)] },
  }
  const put = (place: Parameters<typeof dropElements>[2], ...images: number[]) =>
    dropElements(cast, images.map(assetId), place, slotSource())
  const itemsAfter = (commands: Parameters<typeof after>[1]) =>
    after(boardWith(cast), commands).shots[shotId(1)]?.elements.items.map((item) => Number(item.assetId))

  test('take an image on a tile in the place and the role of the one before', () => {
    const changed = after(boardWith(cast), put({ kind: 'tile', index: 1 }, 6).commands)
    expect(changed.shots[shotId(1)]?.elements.items[1]).toMatchObject({
      assetId: assetId(6),
      role: element(2).role,
    })
  })
  test('take images between tiles and behind the last', () => {
    expect(itemsAfter(put({ kind: 'before', index: 1 }, 6).commands)).toEqual([1, 6, 2])
    expect(itemsAfter(put({ kind: 'slot' }, 6, 5).commands)).toEqual([1, 2, 6, 5])
  })
  test('are five at most', () => {
    const edit = put({ kind: 'slot' }, 3, 4, 5, 6)
    expect(itemsAfter(edit.commands)).toEqual([1, 2, 3, 4, 5])
    expect(edit.leftOver.map((image) => image.assetId)).toEqual([assetId(6)])
  })
  test('change places', () => {
    expect(itemsAfter(moveElement(cast, 0, 1).commands)).toEqual([2, 1])
    expect(moveElement(cast, 0, 5).commands).toEqual([])
  })
})

describe('the next shot', () => {
  test('begins with the last keyframe and goes on with the image that had no place', () => {
    const ids = { shot: () => shotId(9), slot: slotSource() }
    const command = nextShot(board, shot, placeable(assetId(3)), [placeable(assetId(6))], ids)
    const made = after(board, command ? [command] : [])
    expect(Object.values(made.scenes)[0]?.shotIds).toEqual([shotId(1), shotId(9), shotId(2)])
    const next = made.shots[shotId(9)]
    expect(next).toMatchObject({ label: '15', mode: 'frames', resolution: shot.resolution })
    expect(next && [imagesOf(next.frames), secondsOf(next.frames)]).toEqual([['3', '6'], [5]])
    expect(next?.frames.keyframes[0]?.framing).toEqual(defaultFraming)
  })
})
