import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boxOfShot,
  cardAt,
  inSight,
  layoutSheet,
  layoutStrip,
  markOf,
  numberOfPlace,
  placeAt,
  placeCount,
  placeNumbered,
  rectOfShot,
  shotAt,
  shotBeside,
  shotsIn,
  sightOfShot,
  type BoardLayout,
  type ShownScene,
} from '../../../../renderer/board/board-layout.ts'
import type { SceneId, ShotId } from '../../../../shared/domain/ids.ts'

const scenesOf = (...counts: readonly number[]): ShownScene[] =>
  counts.map((count, scene) => ({
    sceneId: `scn_${scene}` as SceneId,
    number: scene + 1,
    shotIds: Array.from({ length: count }, (_, at) => `${scene}-${at}` as ShotId),
  }))

const layouts = (scenes: readonly ShownScene[]): BoardLayout[] => [
  layoutStrip(scenes, 132),
  layoutSheet(scenes, 900, 200),
]

const counts = fc.array(fc.nat(9), { minLength: 1, maxLength: 6 })

describe('the layout of the board', () => {
  it('shows the title of a scene together with its first shot, and other shots alone', () => {
    for (const layout of layouts(scenesOf(2, 3))) {
      const [first, card] = [sightOfShot(layout, 2), rectOfShot(layout, 2)]
      const title = layout.scenes[1]?.title
      expect(layout.view === 'strip' ? first.x : first.y).toBe(layout.view === 'strip' ? title?.x : title?.y)
      expect([first.x + first.width, first.y + first.height]).toEqual([
        card.x + card.width,
        card.y + card.height,
      ])
      expect(sightOfShot(layout, 3)).toEqual(rectOfShot(layout, 3))
    }
  })

  it('lets no two cards overlap, and keeps all of them within it, in strip and sheet', () => {
    fc.assert(
      fc.property(counts, (some) => {
        for (const layout of layouts(scenesOf(...some))) {
          for (let at = 0; at < layout.shotCount; at++) {
            const card = rectOfShot(layout, at)
            expect(card.x >= 0 && card.x + card.width <= layout.width).toBe(true)
            expect(card.y >= 0 && card.y + card.height <= layout.height).toBe(true)
            if (at + 1 === layout.shotCount) break
            const next = rectOfShot(layout, at + 1)
            expect(next.x >= card.x + card.width || next.y >= card.y + card.height).toBe(true)
          }
        }
      }),
    )
  })

  it('finds the card under its own middle, and the shot that it belongs to', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const scenes = scenesOf(...some)
        const ids = scenes.flatMap(({ shotIds }) => shotIds)
        for (const layout of layouts(scenes))
          for (const [at, id] of ids.entries()) {
            const card = rectOfShot(layout, at)
            const middle = { x: card.x + card.width / 2, y: card.y + card.height / 2 }
            expect(cardAt(layout, middle)?.at).toBe(at)
            expect(shotAt(layout, at)).toBe(id)
            expect(boxOfShot(layout, at)?.shotIds).toContain(id)
          }
      }),
    )
  })

  it('numbers every place between shots once, an empty scene having one', () => {
    fc.assert(
      fc.property(counts, (some) => {
        for (const layout of layouts(scenesOf(...some))) {
          const seen = Array.from({ length: placeCount(layout) }, (_, number) =>
            placeNumbered(layout, number),
          )
          expect(new Set(seen.map(({ scene, index }) => `${scene} ${index}`)).size).toBe(seen.length)
          expect(seen.map((place) => numberOfPlace(layout, place))).toEqual(seen.map((_, number) => number))
        }
      }),
    )
  })

  it('drops beside the half of a card that the pointer is over', () => {
    for (const layout of layouts(scenesOf(3, 2))) {
      const card = rectOfShot(layout, 1)
      const y = card.y + 10
      expect(placeAt(layout, { x: card.x + 5, y })).toEqual({ scene: 0, index: 1 })
      expect(placeAt(layout, { x: card.x + card.width - 5, y })).toEqual({ scene: 0, index: 2 })
    }
  })

  it('drops into an empty scene, and behind everything past the end', () => {
    const strip = layoutStrip(scenesOf(1, 0), 132)
    expect(placeAt(strip, { x: strip.width + 500, y: 20 })).toEqual({ scene: 1, index: 0 })
    const sheet = layoutSheet(scenesOf(2), 900, 200)
    expect(placeAt(sheet, { x: 20, y: sheet.height + 500 })).toEqual({ scene: 0, index: 2 })
    expect(placeAt(layoutStrip([], 132), { x: 0, y: 0 })).toBeNull()
  })

  it('marks the end of a full row behind its last card', () => {
    const sheet = layoutSheet(scenesOf(4), 900, 200)
    expect(sheet.columns).toBe(4)
    const last = rectOfShot(sheet, 3)
    expect(markOf(sheet, { scene: 0, index: 4 })).toMatchObject({ x: last.x + last.width + 5, y: last.y })
  })

  it('shows no more of ten thousand shots than of a hundred', () => {
    for (const many of [100, 10_000]) {
      const strip = layoutStrip(scenesOf(...Array.from({ length: many / 50 }, () => 50)), 132)
      const { from, to, scenes } = inSight(strip, strip.width / 2, strip.width / 2 + 1000)
      expect(to - from).toBeLessThan(10)
      expect(scenes.length).toBeLessThan(3)
    }
  })

  it('has everything in sight that touches the stretch', () => {
    fc.assert(
      fc.property(counts, fc.nat(2000), fc.nat(800), (some, start, length) => {
        for (const layout of layouts(scenesOf(...some))) {
          const { from, to } = inSight(layout, start, start + length)
          const touching = Array.from({ length: layout.shotCount }, (_, at) => at).filter((at) => {
            const { x, y, width, height } = rectOfShot(layout, at)
            const [low, high] = layout.view === 'strip' ? [x, x + width] : [y, y + height]
            return low < start + length && high > start
          })
          expect(touching.filter((at) => at < from || at >= to)).toEqual([])
        }
      }),
    )
  })

  it('selects by a rubber band exactly the cards that it touches', () => {
    const sheet = layoutSheet(scenesOf(6), 900, 200)
    const first = rectOfShot(sheet, 0)
    expect(shotsIn(sheet, { x: first.x - 5, y: first.y - 5, width: 20, height: first.height + 40 })).toEqual([
      '0-0',
      '0-4',
    ])
  })

  it('goes up and down by rows on the sheet, into the next scene, and from scene to scene on the strip', () => {
    const sheet = layoutSheet(scenesOf(6, 2), 900, 200)
    expect(shotBeside(sheet, 1, 'down')).toBe(5)
    expect(shotBeside(sheet, 3, 'down')).toBe(5)
    expect(shotBeside(sheet, 5, 'down')).toBe(7)
    expect(shotBeside(sheet, 6, 'up')).toBe(4)
    expect(shotBeside(sheet, 0, 'up')).toBe(0)
    const strip = layoutStrip(scenesOf(3, 0, 2), 132)
    expect(shotBeside(strip, 1, 'down')).toBe(3)
    expect(shotBeside(strip, 1, 'up')).toBe(0)
    expect(shotBeside(strip, 3, 'up')).toBe(0)
  })
})
