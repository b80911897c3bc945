import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openPriceBook, type PriceBookOptions } from '../../../../../electron/core/prices/price-book.ts'
import { priceOf, type PriceTable } from '../../../../../shared/domain/prices.ts'
import type { QuotedPrice } from '../../../../../shared/domain/price-refresh.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { silentLog } from '../../../../kit/system.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import { must } from '../../../../kit/text-board.ts'
import { shippedPrices } from '../../../shared/domain/setting.ts'

const frames = 'fal-ai/pika/v2.2/pikaframes'
const dayMs = 86_400_000

/** A book in a folder, and the same folder for another program. */
const makeBook = async (options: Partial<PriceBookOptions> = {}) => {
  const folder = options.folder ?? join(await temporaryFolder(), 'prices')
  const clock = createManualClock(Date.UTC(2026, 10, 24))
  const open = (more: Partial<PriceBookOptions> = {}) =>
    openPriceBook({
      shipped: shippedPrices(),
      folder,
      files: fs,
      clock,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      log: silentLog,
      ...options,
      ...more,
    })
  return { folder, clock, open, book: await open() }
}

const at = (unitPrice: number, unit = 'seconds'): QuotedPrice[] => [
  { endpoint: frames, unitPrice, unit, currency: 'USD' },
]

const fiveSeconds = (table: PriceTable) => {
  const price = priceOf(table, frames, '720p', 5)
  return price.known ? price.microUsd : null
}

describe('the prices in force', () => {
  test('are those that come with the program until fal.ai is asked', async () => {
    const { book, folder } = await makeBook()
    expect(book.current()).toMatchObject(shippedPrices())
    expect(await fs.readdir(folder)).toEqual([`${book.current().name}.json`])
  })

  test('are those that were refreshed last, after a restart too', async () => {
    const { book, open } = await makeBook()
    expect(must(await book.refresh(at(0.06))).notUnderstood).toEqual([])
    expect(fiveSeconds(book.current())).toBe(300_000)
    expect((await open()).current()).toEqual(book.current())
  })

  test('are those of the program where it comes with newer ones', async () => {
    const { book, open } = await makeBook()
    must(await book.refresh(at(0.06)))
    const newer = { ...shippedPrices(), date: '2026-12-24' }
    expect((await open({ shipped: newer })).current()).toMatchObject(newer)
  })

  test('grow old in a week, and with a clock that was a year ahead', async () => {
    const { book, clock } = await makeBook()
    expect(book.isOld()).toBe(true)
    must(await book.refresh(at(0.04)))
    expect(book.isOld()).toBe(false)
    await clock.advance(7 * dayMs)
    expect(book.isOld()).toBe(false)
    await clock.advance(1)
    expect(book.isOld()).toBe(true)
    const ahead = { ...shippedPrices(), date: '2027-11-24' }
    expect((await makeBook({ shipped: ahead })).book.isOld()).toBe(true)
  })

  test('are unknown where the unit is not understood, and known again when it is', async () => {
    const { book } = await makeBook()
    expect(must(await book.refresh(at(3, 'units'))).notUnderstood).toEqual([frames])
    expect(fiveSeconds(book.current())).toBeNull()
    must(await book.refresh(at(0.05)))
    expect(fiveSeconds(book.current())).toBe(250_000)
  })
})

describe('every table that was in force', () => {
  test('is kept by its name, so that a job agreed under it can be explained after a restart', async () => {
    const { book, open, clock } = await makeBook()
    const names: (string | undefined)[] = [book.current().name]
    // Two on one day, which are two tables all the same.
    for (const dollars of [0.05, 0.06]) {
      must(await book.refresh(at(dollars)))
      names.push(book.current().name)
    }
    await clock.advance(8 * dayMs)
    must(await book.refresh(at(0.07)))
    names.push(book.current().name)
    expect(new Set(names).size).toBe(4)
    const later = await open()
    const prices = []
    for (const name of names) prices.push(fiveSeconds(must(await later.kept(name ?? ''))))
    expect(prices).toEqual([200_000, 250_000, 300_000, 350_000])
  })

  test('is kept where two programs refresh at once', async () => {
    const { book, open } = await makeBook()
    const other = await open()
    await Promise.all([book.refresh(at(0.05)), other.refresh(at(0.06))])
    const later = await open()
    expect([book.current(), other.current()]).toContainEqual(later.current())
    for (const table of [book.current(), other.current()])
      expect(must(await later.kept(table.name ?? ''))).toEqual(table)
  })

  test('is found by no name that leads elsewhere', async () => {
    const { book } = await makeBook()
    for (const name of ['../settings', 'current', '2026-11-24-000000000000', ''])
      expect(await book.kept(name)).toMatchObject({ ok: false, error: { code: 'input/not-found' } })
  })
})

test('another program’s refresh is taken over, without asking again', async () => {
  const { book, open } = await makeBook()
  const other = await open()
  expect(await book.catchUp()).toBe(false)
  must(await other.refresh(at(0.06)))
  expect(await book.catchUp()).toBe(true)
  expect(book.current()).toEqual(other.current())
  expect(book.isOld()).toBe(false)
})

describe('a damaged file', () => {
  test.each([
    ['is no JSON', '{"date":'],
    ['is empty', ''],
    ['is another thing', '[]'],
    [
      'gives something away',
      JSON.stringify({ ...shippedPrices(), prices: [{ ...shippedPrices().prices[0], microUsd: 0 }] }),
    ],
    ['is in another currency', JSON.stringify({ ...shippedPrices(), currency: 'EUR' })],
  ])('that %s is set aside, and the program’s prices hold', async (_, text) => {
    const { folder, open } = await makeBook()
    await fs.writeFile(join(folder, 'current.json'), text)
    const book = await open()
    expect(book.current()).toMatchObject(shippedPrices())
    const aside = 'current.broken-2026-11-24T00-00-00.000Z.json'
    expect(await fs.readFile(join(folder, aside), 'utf8')).toBe(text)
    must(await book.refresh(at(0.06)))
    expect((await open()).current()).toEqual(book.current())
  })

  test('that cannot be read or set aside is not fatal', async () => {
    const { folder, open } = await makeBook()
    await fs.mkdir(join(folder, 'current.json'))
    expect((await open()).current()).toMatchObject(shippedPrices())
  })
})

test('prices that cannot be written hold until the program ends', async () => {
  const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' })
  const files = { ...fs, open: () => Promise.reject(denied), mkdir: () => Promise.reject(denied) }
  const { book, open } = await makeBook({ files })
  expect(await book.refresh(at(0.06))).toMatchObject({ ok: false, error: { code: 'disk/denied' } })
  expect(fiveSeconds(book.current())).toBe(300_000)
  expect((await open()).current()).toMatchObject(shippedPrices())
})
