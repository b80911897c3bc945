import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addImageShots,
  addShot,
  duplicateShots,
  moveShots,
  nudgeShots,
  setModel,
} from '../../../../renderer/board/board-edits.ts'
import { layoutStrip, rectOfShot } from '../../../../renderer/board/board-layout.ts'
import { addToShot, dropOn, targetAt } from '../../../../renderer/board/drops.ts'
import { shownScenes } from '../../../../renderer/board/filter.ts'
import { placeBehind, realPlace } from '../../../../renderer/board/place.ts'
import { shotsInOrder } from '../../../../shared/domain/board.ts'
import type { UserCommand } from '../../../../shared/domain/commands.ts'
import type { BoardDocument } from '../../../../shared/domain/document.ts'
import { beginHistory, perform } from '../../../../shared/domain/history.ts'
import { createIdSource, type AssetId, type SceneId, type ShotId } from '../../../../shared/domain/ids.ts'
import { largeBoard, repeatableBytes } from '../../../kit/large-board.ts'

const ids = createIdSource(repeatableBytes(99))

const after = (document: BoardDocument, commands: readonly UserCommand[]): BoardDocument => {
  const change = perform(beginHistory(document), commands)
  if (!change.ok) throw new Error(change.refusal.reason)
  return change.history.document
}
const labels = (document: BoardDocument) => shotsInOrder(document).map(({ label }) => label)
const inScenes = (document: BoardDocument) =>
  document.sceneIds.map((id) => document.scenes[id]?.shotIds.map((shot) => document.shots[shot]?.label))

/** 10 20 30 | 40 50 | (empty) */
const board = (): BoardDocument => {
  const large = largeBoard(5)
  const [first] = large.sceneIds as [SceneId]
  const shotIds = large.scenes[first]?.shotIds ?? []
  const second = ids.scene()
  const third = ids.scene()
  return {
    ...large,
    sceneIds: [first, second, third],
    scenes: {
      [first]: { id: first, title: 'Dawn', shotIds: shotIds.slice(0, 3) },
      [second]: { id: second, title: 'Storm', shotIds: shotIds.slice(3) },
      [third]: { id: third, title: '', shotIds: [] },
    },
  }
}
const shotsNamed = (document: BoardDocument, ...named: string[]): ShotId[] =>
  named.map((label) => shotsInOrder(document).find((shot) => shot.label === label)?.id as ShotId)
const scene = (document: BoardDocument, at: number) => document.sceneIds[at] as SceneId
const someAssets = (document: BoardDocument, count: number) =>
  Object.keys(document.assets).slice(0, count) as AssetId[]

const layoutOf = (document: BoardDocument) =>
  layoutStrip(
    shownScenes(document, 'all', () => undefined),
    132,
  )

describe('moving shots', () => {
  it('keeps the order of the board, whatever the order of selection, within and across scenes', () => {
    const document = board()
    const moved = moveShots(document, shotsNamed(document, '40', '10'), {
      sceneId: scene(document, 0),
      index: 3,
    })
    expect(inScenes(after(document, moved.commands))).toEqual([['20', '30', '10', '40'], ['50'], []])
  })

  it('makes no step of undo where nothing would change', () => {
    const document = board()
    for (const index of [1, 2])
      expect(
        moveShots(document, shotsNamed(document, '20'), { sceneId: scene(document, 0), index }).commands,
      ).toEqual([])
  })

  it('never loses or doubles a shot, wherever any of them go', () => {
    fc.assert(
      fc.property(
        fc.subarray(['10', '20', '30', '40', '50'], { minLength: 1 }),
        fc.nat(2),
        fc.nat(3),
        (chosen, at, wanted) => {
          const document = board()
          const sceneId = scene(document, at)
          const index = Math.min(wanted, document.scenes[sceneId]?.shotIds.length ?? 0)
          const next = after(
            document,
            moveShots(document, shotsNamed(document, ...chosen), { sceneId, index }).commands,
          )
          expect(labels(next).toSorted()).toEqual(['10', '20', '30', '40', '50'])
        },
      ),
    )
  })

  it('goes over the border of a scene by keys, and stays at the ends of the board', () => {
    const document = board()
    const later = after(document, nudgeShots(document, shotsNamed(document, '30'), 1).commands)
    expect(inScenes(later)).toEqual([['10', '20'], ['30', '40', '50'], []])
    const earlier = after(later, nudgeShots(later, shotsNamed(later, '30'), -1).commands)
    expect(inScenes(earlier)).toEqual(inScenes(document))
    expect(nudgeShots(document, shotsNamed(document, '10'), -1).commands).toEqual([])
    const within = after(document, nudgeShots(document, shotsNamed(document, '10'), 1).commands)
    expect(inScenes(within)[0]).toEqual(['20', '10', '30'])
  })
})

describe('making shots', () => {
  it('labels an inserted shot between its neighbours and gives it the mode of the one before', () => {
    const document = board()
    const place = placeBehind(document, shotsNamed(document, '20')[0] as ShotId)
    const next = after(document, addShot(document, place ?? fail(), ids).commands)
    expect(labels(next)).toEqual(['10', '20', '25', '30', '40', '50'])
  })

  it('goes to the end of the board where no shot is chosen', () => {
    const document = board()
    expect(placeBehind(document, null)).toEqual({ sceneId: scene(document, 2), index: 0 })
    expect(placeBehind({ ...document, sceneIds: [] }, null)).toBeNull()
  })

  it('makes an image shot of each image that the library has', () => {
    const document = board()
    const made = addImageShots(
      document,
      [...someAssets(document, 2), 'f'.repeat(64) as AssetId],
      { sceneId: scene(document, 1), index: 1 },
      ids,
    )
    const next = after(document, made.commands)
    expect(labels(next)).toEqual(['10', '20', '30', '40', '43', '46', '50'])
    expect(made.shotIds.map((id) => next.shots[id]?.mode)).toEqual(['image', 'image'])
  })

  it('duplicates deep: a copy shares no slot with its original, and has no take', () => {
    const document = board()
    const [id] = shotsNamed(document, '10')
    const place = placeBehind(document, id as ShotId) ?? fail()
    const copy = duplicateShots(document, [id as ShotId], place, ids)
    const next = after(document, copy.commands)
    const made = next.shots[copy.shotIds[0] as ShotId]
    const original = next.shots[id as ShotId]
    expect(made?.label).toBe('15')
    expect(made?.circledTakeId).toBeNull()
    expect(made?.frames.keyframes.map(({ assetId }) => assetId)).toEqual(
      original?.frames.keyframes.map(({ assetId }) => assetId),
    )
    const slots = [...(made?.frames.keyframes ?? []), ...(original?.frames.keyframes ?? [])].map(
      (post) => post.id,
    )
    expect(new Set(slots).size).toBe(slots.length)
  })

  it('sets the model only of those shots that have a choice', () => {
    const document = board()
    expect(setModel(document, shotsNamed(document, '10', '20'), 'turbo')).toEqual([])
  })
})

describe('dropping on the board', () => {
  it('means onto a card in its middle and beside it at its edges, for images; always beside for shots', () => {
    const layout = layoutOf(board())
    const card = rectOfShot(layout, 1)
    const at = (part: number) => ({ x: card.x + card.width * part, y: card.y + 20 })
    expect(targetAt(layout, at(0.5), true)).toEqual({ kind: 'onto', at: 1 })
    expect(targetAt(layout, at(0.05), true)).toEqual({ kind: 'between', scene: 0, index: 1 })
    expect(targetAt(layout, at(0.95), true)).toEqual({ kind: 'between', scene: 0, index: 2 })
    expect(targetAt(layout, at(0.4), false)).toEqual({ kind: 'between', scene: 0, index: 1 })
  })

  it('moves dropped shots in one step with a name', () => {
    const document = board()
    const drop = dropOn(
      document,
      layoutOf(document),
      {
        kind: 'shots',
        shotIds: shotsNamed(document, '10', '20'),
        look: { picture: null, words: '2 shots', count: 2 },
      },
      { kind: 'between', scene: 2, index: 0 },
      ids,
    )
    expect(drop).toMatchObject({ name: 'Move 2 shots', words: '2 shots moved.' })
    expect(inScenes(after(document, drop?.commands ?? []))).toEqual([['30'], ['40', '50'], ['10', '20']])
  })

  it('adds an image to the ingredients of the mode, and says for how many there is no place', () => {
    const document = board()
    const [id] = shotsNamed(document, '10') as [ShotId]
    const drop = addToShot(document, id, someAssets(document, 4), ids.slot)
    const next = after(document, drop?.commands ?? [])
    expect(next.shots[id]?.frames.keyframes).toHaveLength(5)
    expect(drop?.words).toBe('2 images added to shot 10. Shot 10 has no place for 2 images more.')
  })

  it('makes an image shot of a text shot that is given an image', () => {
    const document = board()
    const [id] = shotsNamed(document, '10') as [ShotId]
    const asText = after(document, [{ type: 'shot.edit', shotId: id, fields: { mode: 'text' } }])
    const next = after(asText, addToShot(asText, id, someAssets(document, 1), ids.slot)?.commands ?? [])
    expect(next.shots[id]).toMatchObject({
      mode: 'image',
      image: { picture: { assetId: someAssets(document, 1)[0] } },
    })
  })

  it('drops before the next shown shot where a filter hides some', () => {
    const document = board()
    const hidden = new Set(shotsNamed(document, '20'))
    const layout = layoutStrip(
      shownScenes(document, 'missing', (id) => (hidden.has(id) ? 'stale' : 'missing')),
      132,
    )
    expect(realPlace(document, layout, { scene: 0, index: 1 })).toEqual({
      sceneId: scene(document, 0),
      index: 2,
    })
    expect(realPlace(document, layout, { scene: 1, index: 2 })).toEqual({
      sceneId: scene(document, 1),
      index: 2,
    })
  })
})

const fail = (): never => {
  throw new Error('there is a place')
}
