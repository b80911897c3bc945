import { expect, test } from 'vitest'
import { exposureAt } from '../../../../renderer/timeline/exposure.ts'
import { gap } from '../../shared/domain/setting.ts'

const gaps = [gap(3), gap(5)]

test.each([
  [0, { from: 0, to: 1, mix: 0 }],
  [1500, { from: 0, to: 1, mix: 0.5 }],
  [3000, { from: 1, to: 2, mix: 0 }],
  [5500, { from: 1, to: 2, mix: 0.5 }],
  [8000, { from: 2, to: 2, mix: 0 }],
  [99_000, { from: 2, to: 2, mix: 0 }],
  [-5, { from: 0, to: 1, mix: 0 }],
])('at %i ms keyframes are mixed as %j', (atMs, exposure) => {
  expect(exposureAt(gaps, atMs)).toEqual(exposure)
})

test('a single keyframe stands alone', () => {
  expect(exposureAt([], 700)).toEqual({ from: 0, to: 0, mix: 0 })
})
