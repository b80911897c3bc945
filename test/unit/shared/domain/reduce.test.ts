import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assetsOf, shotsInOrder } from '../../../../shared/domain/board.ts'
import { commandSchema, type Command } from '../../../../shared/domain/commands.ts'
import {
  defaultFraming,
  type BoardDocument,
  type Framing,
  type Shot,
} from '../../../../shared/domain/document.ts'
import type { AssetId, SceneId, ShotId, TakeId } from '../../../../shared/domain/ids.ts'
import {
  describeRefusal,
  patchDocument,
  reduce,
  reduceAll,
  type Refusal,
} from '../../../../shared/domain/reduce.ts'
import { largeBoard } from '../../../kit/large-board.ts'
import { arbitraryChoice, commandFrom } from './arbitrary.ts'
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
  sceneId,
  shotId,
  slotId,
  take,
  takeId,
} from './setting.ts'

const shot = shotId(1)
const scene = (number: number) => ({ id: sceneId(number), title: `Scene ${number}`, shotIds: [] })
const shotOf = (document: BoardDocument, id = shot) => {
  const found = document.shots[id]
  if (!found) throw new Error(`no shot ${id}`)
  return found
}
const framesOf = (document: BoardDocument) => shotOf(document).frames
const imagesOf = (document: BoardDocument) => framesOf(document).keyframes.map((one) => Number(one.assetId))
const secondsOf = (document: BoardDocument) => framesOf(document).gaps.map((one) => one.seconds)
const insert = (index: number, image: number, seconds = 5): Command => ({
  type: 'keyframe.insert',
  shotId: shot,
  index,
  keyframe: keyframe(image),
  gap: gap(seconds),
})
const refused = <Reason extends string>(reason: Reason) => ({ reason })

const addThird = (id: SceneId, index: number): Command => ({
  type: 'shot.add',
  shot: framesShot(3),
  sceneId: id,
  index,
})

const relabel = (label: string): Command => ({ type: 'shot.edit', shotId: shot, fields: { label } })

const moveFirst = (to: SceneId, index: number): Command => ({
  type: 'shot.move',
  shotId: shot,
  sceneId: to,
  index,
})

const editGap = (fields: { seconds?: number; prompt?: string }, index = 0): Command => ({
  type: 'gap.edit',
  shotId: shot,
  index,
  ...fields,
})

const putElement = (index: number, number: number, image = number): Command => ({
  type: 'element.insert',
  shotId: shot,
  index,
  element: element(number, image),
})

const elementsOf = (document: BoardDocument) =>
  shotOf(document).elements.items.map((one) => Number(one.assetId))

const pictureOf = (number: number) => ({ assetId: assetId(number), framing: defaultFraming })

const circle = (by: number, id: TakeId | null): Command => ({
  type: 'take.circle',
  shotId: shotId(by),
  takeId: id,
})

// As JSON brings it: a member named __proto__ is one like any other.
const relabelOf = (id: string): Command => ({
  type: 'shots.relabel',
  labels: JSON.parse(JSON.stringify({ [id]: '50' })) as Record<ShotId, string>,
})

const commandsOn = (id: string): readonly { readonly what: string; readonly command: Command }[] => [
  { what: 'scene', command: { type: 'scene.edit', sceneId: id as SceneId, title: 'stray' } },
  { what: 'scene', command: { type: 'scene.move', sceneId: id as SceneId, index: 0 } },
  { what: 'scene', command: { type: 'scene.remove', sceneId: id as SceneId } },
  { what: 'shot', command: { type: 'shot.edit', shotId: id as ShotId, fields: { title: 'stray' } } },
  { what: 'shot', command: { type: 'shot.move', shotId: id as ShotId, sceneId: sceneId(1), index: 0 } },
  { what: 'shot', command: { type: 'shot.remove', shotId: id as ShotId } },
  { what: 'shot', command: { type: 'text.edit', shotId: id as ShotId, seconds: 10 } },
  { what: 'shot', command: { type: 'take.circle', shotId: id as ShotId, takeId: null } },
  { what: 'asset', command: { type: 'asset.rename', assetId: id as AssetId, name: 'stray' } },
  { what: 'asset', command: { type: 'asset.remove', assetId: id as AssetId } },
  { what: 'asset', command: { type: 'keyframe.edit', shotId: shot, index: 0, assetId: id as AssetId } },
  {
    what: 'asset',
    command: {
      type: 'keyframe.insert',
      shotId: shot,
      index: 0,
      keyframe: { ...keyframe(1), assetId: id as AssetId },
      gap: gap(1),
    },
  },
  {
    what: 'asset',
    command: {
      type: 'element.insert',
      shotId: shot,
      index: 0,
      element: { ...element(1), assetId: id as AssetId },
    },
  },
  {
    what: 'asset',
    command: {
      type: 'image.setPicture',
      shotId: shot,
      picture: { assetId: id as AssetId, framing: defaultFraming },
    },
  },
  { what: 'take', command: { type: 'take.circle', shotId: shot, takeId: id as TakeId } },
  { what: 'take', command: { type: 'take.mark', takeId: id as TakeId, name: 'stray' } },
  {
    what: 'scene',
    command: { type: 'scene.split', sceneId: id as SceneId, at: 0, newSceneId: sceneId(9), title: '' },
  },
  { what: 'scene', command: { type: 'scene.merge', sceneId: id as SceneId } },
  {
    what: 'shot',
    command: { type: 'shots.edit', shotIds: [shot, id as ShotId], fields: { title: 'stray' } },
  },
  {
    what: 'shot',
    command: { type: 'shots.move', shotIds: [shot, id as ShotId], sceneId: sceneId(1), index: 0 },
  },
  { what: 'scene', command: { type: 'shots.move', shotIds: [shot], sceneId: id as SceneId, index: 0 } },
  { what: 'shot', command: { type: 'shots.remove', shotIds: [shot, id as ShotId] } },
  { what: 'shot', command: relabelOf(id) },
  { what: 'shot', command: { type: 'gap.roll', shotId: id as ShotId, index: 0, seconds: 1 } },
  { what: 'shot', command: { type: 'frames.set', shotId: id as ShotId, keyframes: [], gaps: [] } },
  {
    what: 'asset',
    command: {
      type: 'frames.set',
      shotId: shot,
      keyframes: [{ ...keyframe(1), assetId: id as AssetId }],
      gaps: [],
    },
  },
  {
    what: 'asset',
    command: { type: 'elements.set', shotId: shot, items: [{ ...element(1), assetId: id as AssetId }] },
  },
  { what: 'asset', command: { type: 'asset.replace', assetId: id as AssetId, byAssetId: assetId(1) } },
  { what: 'asset', command: { type: 'asset.replace', assetId: assetId(1), byAssetId: id as AssetId } },
]

describe('the project', () => {
  test('takes a title and a shape, each without touching the other', () => {
    const board = after(boardWith(), { type: 'project.edit', title: 'Storm' })
    expect(board).toMatchObject({ title: 'Storm', aspect: '16:9' })
    expect(after(board, { type: 'project.edit', aspect: '1:1' })).toMatchObject({
      title: 'Storm',
      aspect: '1:1',
    })
  })
})

describe('scenes', () => {
  const three = after(
    boardWith(framesShot(1)),
    { type: 'scene.add', scene: scene(2), index: 1 },
    { type: 'scene.add', scene: scene(3), index: 0 },
  )

  test('are added where they are put, renamed, moved and removed', () => {
    expect(three.sceneIds).toEqual([sceneId(3), sceneId(1), sceneId(2)])
    expect(
      after(three, { type: 'scene.edit', sceneId: sceneId(2), title: 'Dusk' }).scenes[sceneId(2)]?.title,
    ).toBe('Dusk')
    expect(after(three, { type: 'scene.move', sceneId: sceneId(3), index: 2 }).sceneIds).toEqual(
      [1, 2, 3].map(sceneId),
    )
    const fewer = after(three, { type: 'scene.remove', sceneId: sceneId(2) })
    expect(fewer.sceneIds).toEqual([sceneId(3), sceneId(1)])
    expect(Object.keys(fewer.scenes).toSorted()).toEqual([sceneId(1), sceneId(3)])
  })

  test.each<[string, Command, Refusal]>([
    ['twice', { type: 'scene.add', scene: scene(2), index: 0 }, { reason: 'exists', what: 'scene' }],
    [
      'with shots that are listed elsewhere',
      { type: 'scene.add', scene: { ...scene(4), shotIds: [shot] }, index: 0 },
      { reason: 'unknown', what: 'shot' },
    ],
    ['beyond the end', { type: 'scene.add', scene: scene(4), index: 4 }, refused('index-out-of-range')],
  ])('are not added %s', (_, command, refusal) => {
    expect(refusalOf(three, command)).toEqual(refusal)
  })

  test('are not moved beyond the end, nor removed while they have shots', () => {
    expect(refusalOf(three, { type: 'scene.move', sceneId: sceneId(1), index: 3 })).toEqual(
      refused('index-out-of-range'),
    )
    expect(refusalOf(three, { type: 'scene.remove', sceneId: sceneId(1) })).toEqual(
      refused('scene-not-empty'),
    )
  })
})

describe('shots', () => {
  const two = after(boardWith(framesShot(1), framesShot(2)), { type: 'scene.add', scene: scene(2), index: 1 })

  test('are added where they are put', () => {
    const board = after(two, { type: 'shot.add', shot: framesShot(3), sceneId: sceneId(1), index: 1 })
    expect(shotsInOrder(board).map(({ label }) => label)).toEqual(['10', '30', '20'])
    expect(board.shots[shotId(3)]).toEqual(framesShot(3))
  })

  test.each<[string, Shot, Refusal]>([
    ['under an id that is taken', framesShot(1), { reason: 'exists', what: 'shot' }],
    [
      'under a label that is taken in another case',
      { ...framesShot(3), label: '20a' },
      { reason: 'label-taken', label: '20a' },
    ],
    [
      'with an image that is not in the library',
      {
        ...framesShot(3),
        image: { ...framesShot(3).image, picture: { assetId: assetId(9), framing: defaultFraming } },
      },
      { reason: 'unknown', what: 'asset' },
    ],
    [
      'with a take already circled',
      { ...framesShot(3), circledTakeId: takeId(1) },
      { reason: 'unknown', what: 'take' },
    ],
    [
      'with a gap too few',
      { ...framesShot(3, 5, 5), frames: { ...framesShot(3, 5, 5).frames, gaps: [gap(5)] } },
      refused('gap-count'),
    ],
    [
      'with a gap and no keyframe',
      { ...framesShot(3), frames: { keyframes: [], gaps: [gap(5)] } },
      refused('gap-count'),
    ],
    ['longer than 25 s', framesShot(3, 20, 6), { reason: 'over-25-seconds', seconds: 26 }],
  ])('are not added %s', (_, added, refusal) => {
    const board = after(two, { type: 'shot.edit', shotId: shotId(2), fields: { label: '20A' } })
    expect(refusalOf(board, { type: 'shot.add', shot: added, sceneId: sceneId(1), index: 0 })).toEqual(
      refusal,
    )
  })

  test('are added to a scene that exists, at a place that exists', () => {
    expect(refusalOf(two, addThird(sceneId(9), 0))).toEqual({ reason: 'unknown', what: 'scene' })
    expect(refusalOf(two, addThird(sceneId(1), 3))).toEqual(refused('index-out-of-range'))
    expect(refusalOf(two, addThird(sceneId(1), 2))).toBeNull()
  })

  test('are edited in the fields that are named alone', () => {
    const board = after(two, {
      type: 'shot.edit',
      shotId: shot,
      fields: { title: 'Dawn', seed: 3, negativePrompt: null, label: '10' },
    })
    expect(shotOf(board)).toEqual({ ...framesShot(1), title: 'Dawn', seed: 3 })
  })

  test('keep their own label in another case, and never take a neighbour’s', () => {
    const board = after(two, relabel('10a'))
    expect(refusalOf(board, { type: 'shot.edit', shotId: shotId(2), fields: { label: '10A' } })).toEqual({
      reason: 'label-taken',
      label: '10A',
    })
    expect(refusalOf(board, relabel('20'))).toEqual({ reason: 'label-taken', label: '20' })
    expect(refusalOf(board, relabel('10a'))).toBeNull()
  })

  test('move within their scene and to another', () => {
    const swapped = after(two, { type: 'shot.move', shotId: shot, sceneId: sceneId(1), index: 1 })
    expect(swapped.scenes[sceneId(1)]?.shotIds).toEqual([shotId(2), shot])
    const away = after(two, { type: 'shot.move', shotId: shot, sceneId: sceneId(2), index: 0 })
    expect([away.scenes[sceneId(1)]?.shotIds, away.scenes[sceneId(2)]?.shotIds]).toEqual([
      [shotId(2)],
      [shot],
    ])
  })

  test('do not move beyond the end of a list, counted without the shot itself', () => {
    expect(refusalOf(two, moveFirst(sceneId(1), 2))).toEqual(refused('index-out-of-range'))
    expect(refusalOf(two, moveFirst(sceneId(2), 1))).toEqual(refused('index-out-of-range'))
    expect(refusalOf(two, moveFirst(sceneId(9), 0))).toEqual({ reason: 'unknown', what: 'scene' })
  })

  test('are removed with their place in the scene, and leave their takes', () => {
    const board = after(two, { type: 'take.add', take: take(1) }, { type: 'shot.remove', shotId: shot })
    expect(board.scenes[sceneId(1)]?.shotIds).toEqual([shotId(2)])
    expect(board.shots[shot]).toBeUndefined()
    expect(board.takes[takeId(1)]).toEqual(take(1))
  })
})

describe('keyframes and gaps', () => {
  const three = boardWith({
    ...framesShot(1),
    frames: { keyframes: [keyframe(1), keyframe(2), keyframe(3)], gaps: [gap(3, 'one'), gap(7, 'two')] },
  })

  test.each([
    [0, [4, 1, 2, 3], [5, 3, 7]],
    [1, [1, 4, 2, 3], [5, 3, 7]],
    [2, [1, 2, 4, 3], [3, 5, 7]],
    [3, [1, 2, 3, 4], [3, 7, 5]],
  ])(
    'a keyframe put at %i brings the gap that leads to it, or away from it at the start',
    (index, images, seconds) => {
      const board = after(three, insert(index, 4))
      expect([imagesOf(board), secondsOf(board)]).toEqual([images, seconds])
    },
  )

  test('the first keyframe brings no gap', () => {
    const board = after(
      boardWith(framesShot(2), { ...framesShot(1), frames: { keyframes: [], gaps: [] } }),
      insert(0, 4, 25),
    )
    expect([imagesOf(board), secondsOf(board)]).toEqual([[4], []])
  })

  test('a sixth keyframe, one beyond the end, one of an unknown image and a second too many are refused', () => {
    const five = after(three, insert(3, 4, 1), insert(4, 5, 1))
    expect(refusalOf(five, insert(0, 6, 1))).toEqual(refused('too-many-keyframes'))
    expect(refusalOf(three, insert(4, 4))).toEqual(refused('index-out-of-range'))
    expect(refusalOf(three, insert(0, 9))).toEqual({ reason: 'unknown', what: 'asset' })
    expect(refusalOf(three, insert(0, 4, 16))).toEqual({ reason: 'over-25-seconds', seconds: 26 })
    expect(refusalOf(three, insert(0, 4, 15))).toBeNull()
  })

  test('a keyframe takes another image or framing and keeps its id', () => {
    const framing: Framing = { fit: 'contain', fill: { kind: 'blur' } }
    const board = after(
      three,
      { type: 'keyframe.edit', shotId: shot, index: 1, assetId: assetId(6) },
      { type: 'keyframe.edit', shotId: shot, index: 1, framing },
    )
    expect(framesOf(board).keyframes[1]).toEqual({ id: slotId(2), assetId: assetId(6), framing })
    expect(refusalOf(board, { type: 'keyframe.edit', shotId: shot, index: 3, framing })).toEqual({
      reason: 'unknown',
      what: 'keyframe',
    })
    expect(refusalOf(board, { type: 'keyframe.edit', shotId: shot, index: 0, assetId: assetId(9) })).toEqual({
      reason: 'unknown',
      what: 'asset',
    })
  })

  test('images change places and the gaps keep theirs', () => {
    const board = after(three, { type: 'keyframe.move', shotId: shot, from: 0, to: 2 })
    expect([imagesOf(board), secondsOf(board)]).toEqual([
      [2, 3, 1],
      [3, 7],
    ])
    for (const [from, to] of [
      [3, 0],
      [0, 3],
    ] as const)
      expect(refusalOf(three, { type: 'keyframe.move', shotId: shot, from, to })).toEqual(
        refused('index-out-of-range'),
      )
  })

  test.each([
    [0, [2, 3], [7]],
    [1, [1, 3], [7]],
    [2, [1, 2], [3]],
  ])('taking keyframe %i out takes the gap with it', (index, images, seconds) => {
    const board = after(three, { type: 'keyframe.remove', shotId: shot, index })
    expect([imagesOf(board), secondsOf(board)]).toEqual([images, seconds])
  })

  test('the last keyframe can be taken out, and none that is not there', () => {
    const one = boardWith(framesShot(1))
    expect(framesOf(after(one, { type: 'keyframe.remove', shotId: shot, index: 0 }))).toEqual({
      keyframes: [],
      gaps: [],
    })
    expect(refusalOf(one, { type: 'keyframe.remove', shotId: shot, index: 1 })).toEqual({
      reason: 'unknown',
      what: 'keyframe',
    })
  })

  test('a gap takes seconds and words, up to 25 s in all', () => {
    expect(framesOf(after(three, editGap({ seconds: 18 }), editGap({ prompt: 'fog' }, 1))).gaps).toEqual([
      gap(18, 'one'),
      gap(7, 'fog'),
    ])
    expect(refusalOf(three, editGap({ seconds: 19 }))).toEqual({ reason: 'over-25-seconds', seconds: 26 })
    expect(refusalOf(three, editGap({ seconds: 1 }, 2))).toEqual({ reason: 'unknown', what: 'gap' })
  })
})

describe('elements', () => {
  const three = after(boardWith(framesShot(1)), putElement(0, 1), putElement(1, 2), putElement(0, 3))

  test('are putElement in, moved, edited and taken out', () => {
    expect(elementsOf(three)).toEqual([3, 1, 2])
    expect(elementsOf(after(three, { type: 'element.move', shotId: shot, from: 2, to: 0 }))).toEqual([
      2, 3, 1,
    ])
    expect(elementsOf(after(three, { type: 'element.remove', shotId: shot, index: 1 }))).toEqual([3, 2])
    const edited = after(three, {
      type: 'element.edit',
      shotId: shot,
      index: 0,
      role: 'setting',
      assetId: assetId(6),
    })
    expect(shotOf(edited).elements.items[0]).toEqual({ id: slotId(3), assetId: assetId(6), role: 'setting' })
  })

  test('are five at most, of known images, at places that exist', () => {
    const five = after(three, putElement(0, 4), putElement(0, 5))
    expect(refusalOf(five, putElement(0, 6))).toEqual(refused('too-many-elements'))
    expect(refusalOf(three, putElement(4, 4))).toEqual(refused('index-out-of-range'))
    expect(refusalOf(three, putElement(0, 9))).toEqual({ reason: 'unknown', what: 'asset' })
    expect(refusalOf(three, { type: 'element.move', shotId: shot, from: 0, to: 3 })).toEqual(
      refused('index-out-of-range'),
    )
    expect(refusalOf(three, { type: 'element.remove', shotId: shot, index: 3 })).toEqual({
      reason: 'unknown',
      what: 'element',
    })
    expect(refusalOf(three, { type: 'element.edit', shotId: shot, index: 3 })).toEqual({
      reason: 'unknown',
      what: 'element',
    })
    expect(refusalOf(three, { type: 'element.edit', shotId: shot, index: 0, assetId: assetId(9) })).toEqual({
      reason: 'unknown',
      what: 'asset',
    })
  })

  test('share one length and one way of being treated', () => {
    const board = after(
      three,
      { type: 'elements.edit', shotId: shot, seconds: 10 },
      { type: 'elements.edit', shotId: shot, ingredientsMode: 'creative' },
    )
    expect(shotOf(board).elements).toMatchObject({ seconds: 10, ingredientsMode: 'creative' })
  })
})

describe('the other modes', () => {
  test('a picture is set and cleared, and must be in the library', () => {
    const board = after(boardWith(framesShot(1)), {
      type: 'image.setPicture',
      shotId: shot,
      picture: pictureOf(2),
    })
    expect(shotOf(board).image.picture).toEqual(pictureOf(2))
    expect(
      shotOf(after(board, { type: 'image.setPicture', shotId: shot, picture: null })).image.picture,
    ).toBeNull()
    expect(refusalOf(board, { type: 'image.setPicture', shotId: shot, picture: pictureOf(9) })).toEqual({
      reason: 'unknown',
      what: 'asset',
    })
  })

  test('image and text have a model and a length each', () => {
    const board = after(
      boardWith(framesShot(1)),
      { type: 'image.edit', shotId: shot, model: '2.1' },
      { type: 'text.edit', shotId: shot, seconds: 10 },
    )
    expect(shotOf(board)).toMatchObject({
      image: { model: '2.1', seconds: 5 },
      text: { model: '2.2', seconds: 10 },
    })
  })
})

describe('the library', () => {
  test('takes an image once, renames it and lets it go', () => {
    const board = after(
      boardWith(),
      { type: 'asset.add', asset: asset(7) },
      { type: 'asset.rename', assetId: assetId(7), name: 'fog' },
    )
    expect(board.assets[assetId(7)]?.name).toBe('fog')
    expect(refusalOf(board, { type: 'asset.add', asset: asset(7) })).toEqual({
      reason: 'exists',
      what: 'asset',
    })
    expect(after(board, { type: 'asset.remove', assetId: assetId(7) }).assets[assetId(7)]).toBeUndefined()
    for (const type of ['asset.remove', 'asset.rename'] as const)
      expect(refusalOf(board, { type, assetId: assetId(9), name: 'x' })).toEqual({
        reason: 'unknown',
        what: 'asset',
      })
  })

  test('keeps an image that any mode of any shot uses, and names the shots', () => {
    const board = after(
      boardWith(framesShot(1), framesShot(2), { ...framesShot(3), frames: { keyframes: [], gaps: [] } }),
      { type: 'element.insert', shotId: shotId(3), index: 0, element: element(1, 4) },
      {
        type: 'image.setPicture',
        shotId: shotId(2),
        picture: { assetId: assetId(5), framing: defaultFraming },
      },
    )
    const inUse = (number: number) => refusalOf(board, { type: 'asset.remove', assetId: assetId(number) })
    expect(inUse(1)).toEqual({ reason: 'asset-in-use', labels: ['10', '20'] })
    expect(inUse(4)).toEqual({ reason: 'asset-in-use', labels: ['30'] })
    expect(inUse(5)).toEqual({ reason: 'asset-in-use', labels: ['20'] })
    expect(inUse(6)).toBeNull()
    expect(assetsOf(board.shots[shotId(2)] ?? framesShot(9)).map(Number)).toEqual([1, 5])
  })
})

describe('takes', () => {
  const board = after(boardWith(framesShot(1), framesShot(2)), { type: 'take.add', take: take(1) })

  test('arrive once, for shots that are gone too', () => {
    expect(refusalOf(board, { type: 'take.add', take: take(1) })).toEqual({ reason: 'exists', what: 'take' })
    expect(after(board, { type: 'take.add', take: take(2, 99) }).takes[takeId(2)]).toEqual(take(2, 99))
  })

  test('are circled and released, only by the shot they were made for', () => {
    const circled = after(board, circle(1, takeId(1)))
    expect(shotOf(circled).circledTakeId).toBe(takeId(1))
    expect(shotOf(after(circled, circle(1, null))).circledTakeId).toBeNull()
    expect(refusalOf(board, circle(2, takeId(1)))).toEqual(refused('take-of-another-shot'))
    expect(refusalOf(board, circle(1, takeId(9)))).toEqual({ reason: 'unknown', what: 'take' })
  })
})

describe('a reference that names nothing', () => {
  const board = boardWith(framesShot(1, 5))
  // Strings that every object answers to must be as unknown as any other.
  const strange = ['sht_999999999999', '', 'constructor', '__proto__', 'toString']

  test.each(strange)('is refused as unknown, and changes nothing anywhere: %j', (id) => {
    for (const { what, command } of commandsOn(id)) {
      expect(commandSchema.safeParse(command).success).toBe(true)
      expect({ [command.type]: refusalOf(board, command) }).toEqual({
        [command.type]: { reason: 'unknown', what },
      })
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    expect({}).not.toHaveProperty('title')
  })
})

describe('every command', () => {
  const board = boardWith(framesShot(1, 5))

  test('leaves the document that it was given as it was', () => {
    const before = structuredClone(board)
    after(
      board,
      { type: 'shot.edit', shotId: shot, fields: { title: 'x' } },
      { type: 'shot.remove', shotId: shot },
    )
    expect(board).toEqual(before)
  })

  test('leaves the records that it does not concern the same objects', () => {
    const next = after(board, { type: 'project.edit', title: 'x' })
    expect(next.shots).toBe(board.shots)
  })

  test('comes with patches that lead there and back', () => {
    const reduction = reduce(board, {
      type: 'keyframe.insert',
      shotId: shot,
      index: 1,
      keyframe: keyframe(3),
      gap: gap(2),
    })
    if (!reduction.ok) throw new Error('refused')
    expect(patchDocument(board, reduction.patches)).toEqual(reduction.document)
    expect(patchDocument(reduction.document, reduction.inverse)).toEqual(board)
  })
})

describe('commands in a row', () => {
  test('come to the same as one by one, and leave what they were given as it was', () => {
    fc.assert(
      fc.property(fc.array(arbitraryChoice(), { minLength: 1, maxLength: 12 }), (choices) => {
        const start = boardWith(framesShot(1, 3, 5), framesShot(2))
        const commands: Command[] = []
        let oneByOne = start
        for (const choice of choices) {
          const command = commandFrom(oneByOne, choice)
          const reduction = reduce(oneByOne, command)
          if (!reduction.ok) continue
          oneByOne = reduction.document
          commands.push(command)
        }
        const given = structuredClone(commands)
        const together = reduceAll(start, commands)
        if (!together.ok) throw new Error(JSON.stringify(together.refusal))
        expect(together.document).toEqual(oneByOne)
        expect(commands).toEqual(given)
        expect(patchDocument(start, together.patches)).toEqual(oneByOne)
        expect(patchDocument(together.document, together.inverse)).toEqual(start)
      }),
      { numRuns: 150 },
    )
  })

  test('of thousands on a large board take no longer than a few of them do', () => {
    const large = largeBoard(4000)
    const edits = Object.values(large.shots).map(({ id }): Command => ({
      type: 'shot.edit',
      shotId: id,
      fields: { title: 'x' },
    }))
    const begun = performance.now()
    expect(reduceAll(large, edits)).toMatchObject({ ok: true })
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

test('every refusal reads as a sentence of its own', () => {
  const refusals: Refusal[] = [
    { reason: 'unknown', what: 'gap' },
    { reason: 'exists', what: 'take' },
    { reason: 'index-out-of-range' },
    { reason: 'label-taken', label: '20A' },
    { reason: 'scene-not-empty' },
    { reason: 'too-many-keyframes' },
    { reason: 'too-many-elements' },
    { reason: 'over-25-seconds', seconds: 26 },
    { reason: 'gap-count' },
    { reason: 'asset-in-use', labels: ['10', '20'] },
    { reason: 'take-of-another-shot' },
    { reason: 'take-binned' },
    { reason: 'label-locked', label: '20B' },
    { reason: 'no-scene-before' },
    { reason: 'gap-too-short' },
  ]
  const sentences = refusals.map(describeRefusal)
  expect(new Set(sentences).size).toBe(refusals.length)
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(sentences.join(' ')).toContain('20A')
})
