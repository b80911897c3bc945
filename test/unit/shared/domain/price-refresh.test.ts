import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
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
    ['per 10 s', { unit: 'clip', seconds: 10 }],
  ])('%s is understood', (words, meaning) => {
    expect(readUnit(words)).toEqual(meaning)
  })

  test.each(['units', 'images', 'megapixels', '', 'compute seconds', '0 seconds', '1000 tokens'])(
    '%s is not',
    (words) => {
      expect(readUnit(words)).toBeNull()
    },
  )
})

describe('a refreshed table', () => {
  test('that quotes what was known changes no price, and says where it is from', () => {
    const { table: fresh, notUnderstood } = refreshPrices(
      table,
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
    const { table: fresh } = refreshPrices(table, table, [quote(frames, 0.06, 'seconds')], '2026-11-24')
    expect(priceOf(fresh, frames, '720p', 10)).toMatchObject({ microUsd: 600_000, source: 'refreshed' })
    expect(priceOf(fresh, frames, '1080p', 10)).toMatchObject({ microUsd: 900_000, source: 'estimate' })
  })

  test.each([
    ['a unit that means nothing', quote(scenes, 0.2, 'units')],
    ['another currency', quote(scenes, 0.2, 'videos', 'EUR')],
    ['a price that is none', quote(scenes, Number.NaN, 'videos')],
    ['a price of nothing', quote(scenes, 0, 'videos')],
    ['a price that rounds to nothing', quote(scenes, 0.0000004, 'videos')],
    ['a price below nothing', quote(scenes, -0.2, 'videos')],
    ['a price without end', quote(scenes, Number.POSITIVE_INFINITY, 'videos')],
    ['a price that no clip has', quote(scenes, 1e12, 'videos')],
  ])('does not know a price by %s: never zero, and nothing else is lost', (_, quoted) => {
    const { table: fresh, notUnderstood } = refreshPrices(table, table, [quoted], '2026-11-24')
    expect(notUnderstood).toEqual([scenes])
    expect(priceOf(fresh, scenes, '720p', 5)).toEqual({ known: false, tableDate: '2026-11-24' })
    const unknown = endpointIds.filter((endpoint) => !priceOf(fresh, endpoint, '720p', 5).known)
    expect(unknown).toEqual([scenes])
  })

  test('of an endpoint that is sold by another measure by now holds at 720p; what 1080p costs is unknown', () => {
    const { table: fresh } = refreshPrices(table, table, [quote(scenes, 0.05, 'seconds')], '2026-11-24')
    expect(priceOf(fresh, scenes, '720p', 10)).toMatchObject({ microUsd: 500_000, source: 'refreshed' })
    expect(priceOf(fresh, scenes, '1080p', 5).known).toBe(false)
  })

  test('takes the price of so many seconds for that of clips of that length', () => {
    const { table: fresh } = refreshPrices(table, table, [quote(scenes, 0.6, '10 seconds')], '2026-11-24')
    expect(priceOf(fresh, scenes, '720p', 10)).toMatchObject({ microUsd: 600_000, source: 'refreshed' })
    expect(priceOf(fresh, scenes, '720p', 5)).toMatchObject({ microUsd: 300_000, source: 'estimate' })
    expect(priceOf(fresh, scenes, '1080p', 5)).toMatchObject({ microUsd: 675_000, source: 'estimate' })
  })

  test('knows no other length of an endpoint that is sold by so many seconds by now, whatever was known before', () => {
    const old = 'fal-ai/pika/v2.1/text-to-video'
    const { table: fresh } = refreshPrices(table, table, [quote(old, 0.4, '5 seconds')], '2026-11-24')
    expect(priceOf(fresh, old, '720p', 5)).toMatchObject({ microUsd: 400_000, source: 'refreshed' })
    expect(priceOf(fresh, old, '720p', 10).known).toBe(false)
  })

  test('leaves in force what was not quoted, and learns again what was not understood before', () => {
    const first = refreshPrices(table, table, [quote(frames, 0.06, 'seconds')], '2026-11-24').table
    const second = refreshPrices(table, first, [quote(scenes, 0.2, 'units')], '2026-12-01').table
    expect(priceOf(second, frames, '720p', 10)).toMatchObject({ microUsd: 600_000 })
    expect(priceOf(second, scenes, '720p', 5).known).toBe(false)
    const third = refreshPrices(table, second, [quote(scenes, 0.3, 'videos')], '2026-12-08').table
    expect(priceOf(third, scenes, '1080p', 5)).toMatchObject({ microUsd: 675_000, source: 'estimate' })
  })

  test('is a table whatever is quoted: nothing in it is free, and it can be read again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...endpointIds),
        fc.oneof(fc.double(), fc.double({ min: 0, max: 200 })),
        fc.constantFrom('seconds', 'videos', '5 seconds', '10 s', '99 seconds', 'units', ''),
        (endpoint, unitPrice, unit) => {
          const { table: fresh } = refreshPrices(
            table,
            table,
            [quote(endpoint, unitPrice, unit)],
            '2026-11-24',
          )
          expect(priceTableSchema.safeParse(fresh).error).toBeUndefined()
        },
      ),
    )
  })
})
