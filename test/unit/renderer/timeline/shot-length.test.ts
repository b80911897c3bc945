import { expect, test } from 'vitest'
import { lengthWithGaps, shotLength } from '../../../../renderer/timeline/shot-length.ts'
import { planRender } from '../../../../shared/domain/plan.ts'
import { boardWith, framesShot, gap, shippedPrices } from '../../shared/domain/setting.ts'

const prices = shippedPrices()

test('a shot costs in the timeline what its plan says', () => {
  const shot = { ...framesShot(1, 3, 5), prompt: 'a heron lands' }
  const plan = planRender(boardWith(shot), shot, { quality: 'final', engine: 'fal', prices })
  if (!plan.ok) throw new Error('the shot can be rendered')
  expect(shotLength(shot, prices)).toEqual({
    seconds: 8,
    billedSeconds: plan.plan.billedSeconds,
    price: plan.plan.price,
  })
})

test('under the minimum it is billed as the minimum', () => {
  expect(shotLength(framesShot(1, 2), prices)).toMatchObject({ seconds: 2, billedSeconds: 5 })
})

test('a shot without a length has no price', () => {
  expect(shotLength(framesShot(1), prices)).toEqual({ seconds: 0, billedSeconds: 0, price: null })
})

test('an edge on its way is priced as it would be', () => {
  const moved = lengthWithGaps(framesShot(1, 3, 5), [gap(10), gap(5)], prices)
  expect(moved).toEqual(shotLength(framesShot(1, 10, 5), prices))
})
