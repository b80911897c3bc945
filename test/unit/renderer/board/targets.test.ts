import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutSheet, layoutStrip, type ShownScene } from '../../../../renderer/board/board-layout.ts'
import { edgeSpeed } from '../../../../renderer/board/edge-scroll.ts'
import { scrollFor } from '../../../../renderer/board/sight.ts'
import {
  describeTarget,
  numberOfTarget,
  rectOfTarget,
  targetBeside,
  targetCount,
  targetNumbered,
} from '../../../../renderer/board/targets.ts'
import { shotsInOrder } from '../../../../shared/domain/board.ts'
import type { SceneId, ShotId } from '../../../../shared/domain/ids.ts'
import { largeBoard } from '../../../kit/large-board.ts'

const scenesOf = (...counts: readonly number[]): ShownScene[] =>
  counts.map((count, scene) => ({
    sceneId: `scn_${scene}` as SceneId,
    number: scene + 1,
    shotIds: Array.from({ length: count }, (_, at) => `${scene}-${at}` as ShotId),
  }))

const counts = fc.array(fc.nat(6), { minLength: 1, maxLength: 6 })

describe('places on the board for keys', () => {
  it('are counted once each, with and without the cards themselves', () => {
    fc.assert(
      fc.property(counts, fc.boolean(), (some, takesOnto) => {
        const layout = layoutStrip(scenesOf(...some), 132)
        const count = targetCount(layout, takesOnto)
        const targets = Array.from({ length: count }, (_, at) => targetNumbered(layout, at, takesOnto))
        expect(new Set(targets.map((target) => JSON.stringify(target))).size).toBe(count)
        expect(targets.map((target) => numberOfTarget(layout, target, takesOnto))).toEqual(
          targets.map((_, at) => at),
        )
      }),
    )
  })

  it('go card, gap, card, gap for images, in the order of the board', () => {
    const layout = layoutStrip(scenesOf(2, 0, 1), 132)
    const kinds = Array.from({ length: targetCount(layout, true) }, (_, at) => {
      const target = targetNumbered(layout, at, true)
      return target.kind === 'onto' ? `on ${target.at}` : `${target.scene}:${target.index}`
    })
    expect(kinds).toEqual(['0:0', 'on 0', '0:1', 'on 1', '0:2', '1:0', '2:0', 'on 2', '2:1'])
  })

  it('go a row up or down on the sheet, and into the scene beside at the border', () => {
    const layout = layoutSheet(scenesOf(6, 0, 2), 900, 200)
    expect(targetBeside(layout, { kind: 'between', scene: 0, index: 1 }, 'down')).toEqual({
      kind: 'between',
      scene: 0,
      index: 5,
    })
    expect(targetBeside(layout, { kind: 'between', scene: 0, index: 5 }, 'down')).toMatchObject({ scene: 1 })
    expect(targetBeside(layout, { kind: 'between', scene: 2, index: 1 }, 'up')).toMatchObject({ scene: 1 })
    const first = { kind: 'between', scene: 0, index: 0 } as const
    expect(targetBeside(layout, first, 'up')).toEqual(first)
    expect(targetBeside(layout, { kind: 'onto', at: 0 }, 'down')).toEqual({ kind: 'onto', at: 4 })
  })

  it('are drawn as a line between cards, and as a frame on a card or an empty scene', () => {
    const layout = layoutStrip(scenesOf(2, 0), 132)
    expect(rectOfTarget(layout, { kind: 'between', scene: 0, index: 1 }).width).toBe(0)
    expect(rectOfTarget(layout, { kind: 'onto', at: 1 }).width).toBe(layout.card.width)
    expect(rectOfTarget(layout, { kind: 'between', scene: 1, index: 0 }).width).toBe(layout.card.width)
  })

  it('are called by the labels beside them', () => {
    const document = largeBoard(3)
    const [sceneId] = document.sceneIds as [SceneId]
    const scene = document.scenes[sceneId]
    const titled = { ...document, scenes: { [sceneId]: { ...scene, title: 'Dawn' } } } as typeof document
    const shotIds = shotsInOrder(document).map(({ id }) => id)
    const layout = layoutStrip([{ sceneId, number: 1, shotIds }], 132)
    const at = (index: number) => describeTarget(titled, layout, { kind: 'between', scene: 0, index })
    expect([at(0), at(1), at(3)]).toEqual([
      'before 10, Scene 1, Dawn',
      'between 10 and 20',
      'after 30, Scene 1, Dawn',
    ])
    expect(describeTarget(titled, layout, { kind: 'onto', at: 1 })).toBe('Shot 20')
    expect(
      describeTarget(titled, layoutStrip([{ sceneId, number: 1, shotIds: [] }], 132), {
        kind: 'between',
        scene: 0,
        index: 0,
      }),
    ).toBe('Scene 1, Dawn, which is empty')
  })
})

describe('scrolling', () => {
  it('follows as little as it takes, and not at all for what is in sight', () => {
    expect(scrollFor(100, 500, 200, 100, 20)).toBeNull()
    expect(scrollFor(100, 500, 50, 100, 20)).toBe(30)
    expect(scrollFor(0, 500, 600, 100, 20)).toBe(220)
    expect(scrollFor(0, 100, 600, 300, 20)).toBe(580)
    expect(scrollFor(0, 0, 600, 300, 20)).toBeNull()
  })

  it('goes on while something is dragged near an edge, faster the nearer it is', () => {
    expect(edgeSpeed(400, 800)).toBe(0)
    expect(edgeSpeed(0, 800)).toBe(-28)
    expect(edgeSpeed(800, 800)).toBe(28)
    expect(Math.abs(edgeSpeed(40, 800))).toBeLessThan(Math.abs(edgeSpeed(10, 800)))
  })
})
