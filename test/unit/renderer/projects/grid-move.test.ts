import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedInGrid } from '../../../../renderer/projects/grid-move.ts'

// 0 1 2 / 3 4 5 / 6
const from = (key: string, at: number) => movedInGrid(key, at, 7, 3)

describe('arrow keys in a grid', () => {
  it('go to the neighbour and stay at the ends', () => {
    expect([
      from('ArrowRight', 2),
      from('ArrowLeft', 3),
      from('ArrowRight', 6),
      from('ArrowLeft', 0),
    ]).toEqual([3, 2, 6, 0])
  })

  it('go a row up and down, and to the last one from above a gap', () => {
    expect([from('ArrowDown', 1), from('ArrowDown', 4), from('ArrowDown', 6), from('ArrowUp', 1)]).toEqual([
      4, 6, 6, 1,
    ])
  })

  it('leave other keys alone', () => {
    expect(from('a', 1)).toBeNull()
  })

  it('never lead outside', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        (key, count, columns, any) => {
          const to = movedInGrid(key, any % count, count, columns)
          expect(to).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThan(count)
        },
      ),
    )
  })
})
