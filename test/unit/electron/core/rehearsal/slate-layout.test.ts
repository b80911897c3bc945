import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutSlate, type Box } from '../../../../../electron/core/rehearsal/slate-layout.ts'

const area: Box = { left: 40, top: 100, width: 1200, height: 480 }
const gap = 18
const caption = 40

const apart = (a: Box, b: Box): boolean =>
  a.left + a.width <= b.left ||
  b.left + b.width <= a.left ||
  a.top + a.height + caption <= b.top ||
  b.top + b.height + caption <= a.top

describe('the layout of a slate', () => {
  it('keeps every shape, stays inside the area, and lets no picture touch another or its caption', () => {
    const aspects = fc.array(fc.double({ min: 0.25, max: 4, noNaN: true }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(aspects, (shapes) => {
        const boxes = layOutSlate(shapes, area, gap, caption)
        expect(boxes).toHaveLength(shapes.length)
        for (const [index, box] of boxes.entries()) {
          expect(box.width / box.height).toBeCloseTo(shapes[index]!, 6)
          expect(box.left).toBeGreaterThanOrEqual(area.left - 0.001)
          expect(box.top).toBeGreaterThanOrEqual(area.top - 0.001)
          expect(box.left + box.width).toBeLessThanOrEqual(area.left + area.width + 0.001)
          expect(box.top + box.height + caption).toBeLessThanOrEqual(area.top + area.height + 0.001)
          for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true)
        }
      }),
    )
  })

  it('puts three wide pictures in a wide area side by side, and in a tall one beneath each other', () => {
    const shapes = [1.5, 1.5, 1.5]
    const tops = (box: Box): number =>
      new Set(layOutSlate(shapes, box, gap, caption).map(({ top }) => top)).size
    expect(tops({ ...area, height: 300 })).toBe(1)
    expect(tops({ ...area, width: 500, height: 1200 })).toBe(3)
  })
})
