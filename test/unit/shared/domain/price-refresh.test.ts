import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { endpointIds } from '../../../../shared/domain/endpoints.ts'
import { readUnit, refreshPrices, type QuotedPrice } from '../../../../shared/domain/price-refresh.ts'
import { priceOf, priceTableSchema } from '../../../../shared/domain/prices.ts'

const table = priceTableSchema.parse(JSON.parse(await readFile('assets/prices.json', 'utf8')))
const quote = (endpoint: string, unitPrice: number, unit: string, currency = 'USD'): QuotedPrice => ({
  endpoint,
  unitPrice,
  unit,
  currency,
})
const frames = 'fal-ai/pika/v2.2/pikaframes'
const scenes = 'fal-ai/pika/v2.2/pikascenes'

describe('units of the pricing call', () => {
  test.each([
    ['seconds', { unit: 'second', seconds: null }],
    ['second', { unit: 'second', seconds: null }],
    ['video seconds', { unit: 'second', seconds: null }],
    ['videos', { unit: 'clip', seconds: null }],
    ['Video', { unit: 'clip', seconds: null }],
    ['5 seconds', { unit: 'clip', seconds: 5 }],
    ['5s video', { unit: 'clip', seconds: 5 }],
  ])('%s is understood', (words, meaning) => {
    expect(readUnit(words)).toEqual(meaning)
  })

  test.each(['units', 'images', 'megapixels', '', 'compute seconds', '1000 tokens'])('%s is not', (words) => {
    expect(readUnit(words)).toBeNull()
  })
})

describe('a refreshed table', () => {
  test('that quotes what was known changes no price, and says where it is from', () => {
    const { table: fresh, notUnderstood } = refreshPrices(
      table,
      [quote(frames, 0.04, 'seconds'), quote(scenes, 0.2, 'videos')],
      '2026-11-24',
    )
    expect(notUnderstood).toEqual([])
    expect(priceTableSchema.parse(fresh).date).toBe('2026-11-24')
    expect(priceOf(fresh, frames, '720p', 8)).toMatchObject({ microUsd: 320_000, source: 'refreshed' })
    expect(priceOf(fresh, frames, '1080p', 8)).toMatchObject({ microUsd: 480_000, source: 'listed' })
    expect(priceOf(fresh, frames, '720p', 2)).toMatchObject({ microUsd: 200_000 })
    expect(priceOf(fresh, scenes, '1080p', 5)).toMatchObject({ microUsd: 450_000, source: 'listed' })
  })

  test('moves the other prices of an endpoint in proportion, as estimates', () => {
    const { table: fresh } = refreshPrices(table, [quote(frames, 0.06, 'seconds')], '2026-11-24')
    expect(priceOf(fresh, frames, '720p', 10)).toMatchObject({ microUsd: 600_000, source: 'refreshed' })
    expect(priceOf(fresh, frames, '1080p', 10)).toMatchObject({ microUsd: 900_000, source: 'estimate' })
  })

  test.each([
    ['a unit that means nothing', quote(scenes, 0.2, 'units')],
    ['another currency', quote(scenes, 0.2, 'videos', 'EUR')],
    ['a price that is none', quote(scenes, Number.NaN, 'videos')],
  ])('does not know a price by %s: never zero, and nothing else is lost', (_, quoted) => {
    const { table: fresh, notUnderstood } = refreshPrices(table, [quoted], '2026-11-24')
    expect(notUnderstood).toEqual([scenes])
    expect(priceOf(fresh, scenes, '720p', 5)).toEqual({ known: false, tableDate: '2026-11-24' })
    const unknown = endpointIds.filter((endpoint) => !priceOf(fresh, endpoint, '720p', 5).known)
    expect(unknown).toEqual([scenes])
  })

  test('of an endpoint that is sold by another measure by now holds at 720p; what 1080p costs is unknown', () => {
    const { table: fresh } = refreshPrices(table, [quote(scenes, 0.05, 'seconds')], '2026-11-24')
    expect(priceOf(fresh, scenes, '720p', 10)).toMatchObject({ microUsd: 500_000, source: 'refreshed' })
    expect(priceOf(fresh, scenes, '1080p', 5).known).toBe(false)
  })
})
