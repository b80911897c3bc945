import { describe, expect, test } from 'vitest'
import { estimateOf } from '../../../../shared/domain/estimate.ts'
import { totalOf } from '../../../../shared/domain/total.ts'
import { shortTotal, totalWords } from '../../../../renderer/render/total.ts'
import type { Price } from '../../../../shared/domain/prices.ts'
import { boardWith, framesShot, shippedPrices } from '../../shared/domain/setting.ts'

const price = (microUsd: number, source: 'listed' | 'estimate' | 'free' = 'listed'): Price => ({
  known: true,
  microUsd,
  source,
  tableDate: '2026-11-01',
})
const unknown: Price = { known: false, tableDate: '2026-11-01' }

describe('a sum of prices', () => {
  test('never takes an unknown price for nothing', () => {
    expect(totalWords(totalOf([price(310_000), unknown]))).toBe('$0.31 and 1 of unknown price')
    expect(totalWords(totalOf([unknown]))).toBe('price unknown')
    expect(totalWords(totalOf([price(0, 'free'), unknown]))).toBe('$0.00 and 1 of unknown price')
    expect(shortTotal(totalOf([unknown, unknown]))).toBe('?')
  })

  test('says about where an estimate is in it', () => {
    expect(totalWords(totalOf([price(400_000, 'estimate'), price(200_000)]))).toBe('about $0.60')
    expect(shortTotal(totalOf([price(400_000, 'estimate')]))).toBe('≈ $0.40')
  })

  test('of rehearsals is free', () => {
    expect(totalWords(totalOf([price(0, 'free')]))).toBe('free')
  })
})

test('an estimate leaves out what cannot be rendered, says why, and passes over what is gone', () => {
  const ready = framesShot(1, 5)
  const notReady = framesShot(2)
  const gone = framesShot(3, 5)
  const { plans, leftOut, total } = estimateOf(boardWith(ready, notReady), [ready.id, notReady.id, gone.id], {
    quality: 'final',
    engine: 'fal',
    prices: shippedPrices(),
  })
  expect(plans.map(({ shot }) => shot.id)).toEqual([ready.id])
  expect(leftOut.map(({ shot, reasons }) => [shot.id, reasons[0]?.reason])).toEqual([
    [notReady.id, 'too-few-keyframes'],
  ])
  expect(total).toMatchObject({ count: 1, microUsd: 200_000 })
})
