import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstSizes, fitted, rangeOf, sizesFrom } from '../../../../renderer/app/panels/panel-sizes.ts'

const smallest = { width: 1280, height: 720 }

describe('the panels', () => {
  test('have their first sizes in the smallest useful window', () => {
    expect(fitted(firstSizes, smallest)).toEqual(firstSizes)
  })

  test('leave the viewer its room, whatever was remembered and however small the window', () => {
    const size = fc.integer({ min: -100, max: 5000 })
    const remembered = fc.record({ library: size, inspector: size, board: size, timeline: size, takes: size })
    const window = fc.record({
      width: fc.integer({ min: 1000, max: 4000 }),
      height: fc.integer({ min: 600, max: 2400 }),
    })
    fc.assert(
      fc.property(remembered, window, (sizes, { width, height }) => {
        const fits = fitted(sizes, { width, height })
        expect(width - fits.library - fits.inspector).toBeGreaterThanOrEqual(380)
        expect(height - 44 - fits.board - fits.timeline).toBeGreaterThanOrEqual(190)
      }),
    )
  })

  test('go as far as their neighbours let them', () => {
    const { min, max } = rangeOf('library', firstSizes, smallest)
    expect(min).toBeLessThan(firstSizes.library)
    expect(max).toBe(520)
    expect(rangeOf('library', { ...firstSizes, inspector: 560 }, smallest).max).toBe(340)
  })

  test('are as at first where what was remembered makes no sense', () => {
    for (const remembered of [null, 'large', [1, 2], { library: 'wide', board: Number.NaN }])
      expect(sizesFrom(remembered)).toEqual(firstSizes)
    expect(sizesFrom({ library: 300, other: 1 })).toEqual({ ...firstSizes, library: 300 })
  })
})
