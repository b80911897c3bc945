import { describe, expect, test } from 'vitest'
import { shotsInOrder } from '../../../../shared/domain/board.ts'
import type { BoardDocument } from '../../../../shared/domain/document.ts'
import { createIdSource, type ProjectId } from '../../../../shared/domain/ids.ts'
import { copiedShotsSchema, copyShots, planPaste } from '../../../../shared/domain/paste.ts'
import { repeatableBytes } from '../../../kit/large-board.ts'
import { after, asset, assetId, boardWith, framesShot, sceneId, shotId, take } from './setting.ts'

const from = after(boardWith(framesShot(1, 3), framesShot(2, 2, 2), framesShot(3)), {
  type: 'take.add',
  take: take(1),
})
const ids = () => createIdSource(repeatableBytes())
const labels = (document: BoardDocument) => shotsInOrder(document).map((shot) => shot.label)

describe('shots that are copied', () => {
  test('come in the order of the board, with what the library says of their images', () => {
    const copied = copyShots(from, [shotId(2), shotId(1), shotId(9)])
    expect(copied.shots.map((shot) => shot.label)).toEqual(['10', '20'])
    expect(copied.assets.map((image) => image.id)).toEqual([1, 2, 3].map(assetId))
    expect(copiedShotsSchema.parse(JSON.parse(JSON.stringify(copied)))).toEqual(copied)
  })

  test('are looked at when they come from a clipboard', () => {
    const copied = copyShots(from, [shotId(1)])
    expect(copiedShotsSchema.safeParse({ ...copied, version: 1 }).success).toBe(false)
    expect(copiedShotsSchema.safeParse({ ...copied, assets: [{ ...asset(1), id: '../x' }] }).success).toBe(
      false,
    )
  })
})

describe('pasting', () => {
  test('on the same board puts copies between their neighbours, in one go', () => {
    const { commands, shotIds, missing } = planPaste(
      from,
      copyShots(from, [shotId(1), shotId(3)]),
      { sceneId: sceneId(1), index: 1 },
      ids(),
    )
    const board = after(from, ...commands)
    expect(labels(board)).toEqual(['10', '13', '16', '20', '30'])
    expect(board.scenes[sceneId(1)]?.shotIds.slice(1, 3)).toEqual(shotIds)
    expect(missing).toEqual([])
    expect(Object.values(board.takes)).toHaveLength(1)
  })

  test('on another board names the images that it has not got, and works once it has', () => {
    const empty = { ...boardWith(), id: 'prj_000000000001' as ProjectId, assets: { [assetId(1)]: asset(1) } }
    const pasting = planPaste(empty, copyShots(from, [shotId(1)]), { sceneId: sceneId(1), index: 0 }, ids())
    expect(pasting.missing).toEqual([asset(2)])
    const adding = pasting.missing.map((image) => ({ type: 'asset.add', asset: image }) as const)
    expect(labels(after(empty, ...adding, ...pasting.commands))).toEqual(['10'])
  })
})
