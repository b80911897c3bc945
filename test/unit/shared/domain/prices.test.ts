import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipSeconds, endpointIds, resolutions } from '../../../../shared/domain/endpoints.ts'
import {
  billedMicroUsd,
  billedSeconds,
  formatPrice,
  formatUsd,
  freePrice,
  parseUsd,
  priceOf,
  priceTableSchema,
  sumPrices,
  type Price,
} from '../../../../shared/domain/prices.ts'
import { shippedPrices } from './setting.ts'

const pika = (name: string) => endpointIds.find((id) => id.endsWith(name)) ?? endpointIds[0]

describe('the table that the program comes with', () => {
  test.each([
    ['v2.2/pikaframes', '720p', 5, 200_000, 'listed'],
    ['v2.2/pikaframes', '720p', 25, 1_000_000, 'listed'],
    ['v2.2/pikaframes', '1080p', 10, 600_000, 'listed'],
    ['v2.2/pikascenes', '720p', 5, 200_000, 'listed'],
    ['v2.2/pikascenes', '720p', 10, 400_000, 'estimate'],
    ['v2.2/pikascenes', '1080p', 5, 450_000, 'listed'],
    ['v2.2/pikascenes', '1080p', 10, 900_000, 'estimate'],
    ['v2.2/image-to-video', '720p', 5, 200_000, 'listed'],
    ['v2.2/image-to-video', '720p', 10, 400_000, 'estimate'],
    ['v2.2/image-to-video', '1080p', 5, 450_000, 'listed'],
    ['v2.2/image-to-video', '1080p', 10, 900_000, 'estimate'],
    ['v2.2/text-to-video', '720p', 5, 200_000, 'listed'],
    ['v2.2/text-to-video', '720p', 10, 400_000, 'estimate'],
    ['v2.2/text-to-video', '1080p', 5, 450_000, 'listed'],
    ['v2.2/text-to-video', '1080p', 10, 900_000, 'estimate'],
    ['v2.1/image-to-video', '720p', 5, 400_000, 'listed'],
    ['v2.1/image-to-video', '1080p', 10, 400_000, 'listed'],
    ['v2.1/text-to-video', '1080p', 5, 400_000, 'listed'],
    ['v2/turbo/image-to-video', '720p', 10, 200_000, 'listed'],
    ['v2/turbo/text-to-video', '720p', 5, 200_000, 'estimate'],
  ] as const)('prices %s at %s for %i s', (name, resolution, seconds, microUsd, source) => {
    const table = shippedPrices()
    expect(priceOf(table, pika(name), resolution, seconds)).toEqual({
      known: true,
      microUsd,
      source,
      tableDate: table.date,
    })
  })

  test('knows a price above zero for every clip that can be ordered', () => {
    const table = shippedPrices()
    for (const endpoint of endpointIds)
      for (const resolution of resolutions)
        for (const seconds of endpoint.endsWith('pikaframes') ? [1, 5, 25] : clipSeconds) {
          const price = priceOf(table, endpoint, resolution, seconds)
          expect(price.known && price.microUsd > 0, `${endpoint} ${resolution} ${seconds}`).toBe(true)
        }
  })

  test('has no entry that another one hides', () => {
    const { prices } = shippedPrices()
    const keys = prices.map((entry) => `${entry.endpoint} ${entry.resolution} ${entry.seconds}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const entry of prices)
      expect(
        priceOf(shippedPrices(), entry.endpoint, entry.resolution ?? '720p', entry.seconds ?? 5),
      ).toMatchObject({
        source: entry.source,
      })
  })
})

describe('a price by the second', () => {
  const frames = pika('v2.2/pikaframes')

  test.each([1, 2, 4, 5])('counts %i s as 5 s, the least that is billed', (seconds) => {
    expect(priceOf(shippedPrices(), frames, '720p', seconds)).toMatchObject({ microUsd: 200_000 })
    expect(billedSeconds(shippedPrices(), frames, seconds)).toBe(5)
  })

  test('counts every second above the least', () => {
    expect(priceOf(shippedPrices(), frames, '1080p', 6)).toMatchObject({ microUsd: 360_000 })
    expect(billedSeconds(shippedPrices(), frames, 6)).toBe(6)
  })

  test('is the only one with a least length', () => {
    expect(billedSeconds(shippedPrices(), pika('v2.2/pikascenes'), 5)).toBe(5)
    expect(billedSeconds(shippedPrices(), pika('v2/turbo/text-to-video'), 1)).toBe(1)
  })
})

describe('an unknown price', () => {
  const empty = { ...shippedPrices(), prices: [] }

  test('is unknown and never zero', () => {
    const price = priceOf(empty, pika('v2.2/pikaframes'), '720p', 5)
    expect(price).toEqual({ known: false, tableDate: empty.date })
    expect(formatPrice(price)).toBe('price unknown')
  })

  test('comes of a length or a resolution that the table does not hold', () => {
    const table = shippedPrices()
    expect(priceOf(table, pika('v2.2/pikascenes'), '720p', 7).known).toBe(false)
    const only720 = { ...table, prices: table.prices.filter((entry) => entry.resolution === '720p') }
    expect(priceOf(only720, pika('v2.2/pikaframes'), '1080p', 5).known).toBe(false)
  })

  test('names the table that it is from, where that is kept', () => {
    const name = '2026-11-24-0123456789ab'
    const kept = { ...shippedPrices(), name }
    expect(priceOf(kept, pika('v2.2/pikaframes'), '720p', 5)).toMatchObject({ tableName: name })
    expect(priceOf({ ...kept, prices: [] }, pika('v2.2/pikaframes'), '720p', 5)).toMatchObject({
      known: false,
      tableName: name,
    })
  })

  test('is counted beside a sum, not in it', () => {
    const known: Price = { known: true, microUsd: 200_000, source: 'listed', tableDate: '2026-11-01' }
    const unknown: Price = { known: false, tableDate: '2026-11-01' }
    expect(sumPrices([known, unknown, known, unknown, freePrice('2026-11-01')])).toEqual({
      microUsd: 400_000,
      unknown: 2,
    })
    expect(sumPrices([])).toEqual({ microUsd: 0, unknown: 0 })
  })
})

describe('money as text', () => {
  test.each([
    [0, '$0.00'],
    [400_000, '$0.40'],
    [12_000_000, '$12.00'],
    [465_000, '$0.465'],
    [1, '$0.000001'],
    [-200_000, '-$0.20'],
  ])('%i micro-dollars read as %s', (microUsd, text) => {
    expect(formatUsd(microUsd)).toBe(text)
  })

  test('says of an estimate that it is one, and of a rehearsal that it is free', () => {
    expect(formatPrice({ known: true, microUsd: 900_000, source: 'estimate', tableDate: '2026-11-01' })).toBe(
      'about $0.90',
    )
    expect(
      formatPrice({ known: true, microUsd: 900_000, source: 'refreshed', tableDate: '2026-11-01' }),
    ).toBe('$0.90')
    expect(formatPrice(freePrice('2026-11-01'))).toBe('free')
  })

  test('is read back to the micro-dollar', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999), (microUsd) => {
        expect(parseUsd(formatUsd(microUsd))).toBe(microUsd)
      }),
    )
  })

  test.each([
    ['5', 5_000_000],
    ['$3.50', 3_500_000],
    [' 0.25 ', 250_000],
    ['0.000001', 1],
  ])('%j is read as an amount', (text, microUsd) => {
    expect(parseUsd(text)).toBe(microUsd)
  })

  test.each(['', '-1', '1e3', '.5', '5.', '1,50', '0.0000001', '1234567', 'NaN', '$', '5 dollars'])(
    '%j is no amount',
    (text) => {
      expect(parseUsd(text)).toBeNull()
    },
  )
})

test.each([
  ['a fraction of a micro-dollar', { microUsd: 0.5 }],
  ['a negative price', { microUsd: -1 }],
  ['a price of nothing', { microUsd: 0 }],
  ['an endpoint that is not ours', { endpoint: 'https://evilfal.run/x' }],
  ['a unit that is not understood', { unit: 'images' }],
])('a table with %s is refused', (_, change) => {
  const table = shippedPrices()
  expect(priceTableSchema.safeParse({ ...table, prices: [{ ...table.prices[0], ...change }] }).success).toBe(
    false,
  )
})

describe('what the service says it billed', () => {
  const clip = { endpoint: pika('v2.2/pikascenes'), resolution: '720p', seconds: 5 } as const
  const frames = { endpoint: pika('v2.2/pikaframes'), resolution: '720p', seconds: 11 } as const
  test('is worth its units at the quoted price', () => {
    expect(billedMicroUsd(shippedPrices(), clip, 1)).toBe(200_000)
    expect(billedMicroUsd(shippedPrices(), frames, 11)).toBe(440_000)
    expect(billedMicroUsd(shippedPrices(), frames, 5.5)).toBe(220_000)
    expect(billedMicroUsd(shippedPrices(), { ...clip, endpoint: pika('v2.1/text-to-video') }, 2)).toBe(
      800_000,
    )
  })
  test('cannot be told for what is dearer than that, or has no price', () => {
    expect(billedMicroUsd(shippedPrices(), { ...clip, resolution: '1080p' }, 1)).toBeNull()
    expect(billedMicroUsd(shippedPrices(), { ...clip, seconds: 10 }, 1)).toBeNull()
    expect(billedMicroUsd({ ...shippedPrices(), prices: [] }, clip, 1)).toBeNull()
  })
  test('is nothing where no unit was billed, whatever its price', () => {
    expect(billedMicroUsd({ ...shippedPrices(), prices: [] }, { ...clip, resolution: '1080p' }, 0)).toBe(0)
  })
})
