import { join } from 'node:path'
import {
  refreshPrices,
  type QuotedPrice,
  type RefreshedPrices,
} from '../../../shared/domain/price-refresh.ts'
import { priceTableSchema, type PriceTable } from '../../../shared/domain/prices.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import { writeWhole } from '../project/document-file.ts'

/** A table is refreshed by itself when it is older than this: a week, in milliseconds. */
const freshForMs = 7 * 86_400_000

/** The prices in force. Tables that were in force before are kept, since jobs name the one they were agreed under. */
export interface PriceBook {
  readonly current: () => PriceTable
  /** Whether the table in force is older than a week. */
  readonly isOld: () => boolean
  /**
   * Brings the table up to date with quoted prices and keeps it. Failure: `disk/…`; the new prices are in force until
   * the program ends all the same.
   */
  readonly refresh: (quoted: readonly QuotedPrice[]) => Promise<Result<RefreshedPrices>>
}

/**
 * Opens the prices: the table that was refreshed last, where it is newer than the one that comes with the program and
 * can be read; else the latter.
 * @param options.folder `prices/` of the data folder: `current.json`, and `<date>.json` for every table before.
 */
export const openPriceBook = async (options: {
  readonly shipped: PriceTable
  readonly folder: string
  readonly files: FileSystem
  readonly clock: Pick<Clock, 'now'>
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: Log
}): Promise<PriceBook> => {
  const { shipped, folder, files, clock, randomBytes, log } = options
  const kept = await readTable(join(folder, 'current.json'), files, log)
  let table = kept && kept.date >= shipped.date ? kept : shipped
  const today = () => new Date(clock.now()).toISOString().slice(0, 10)

  const keep = async (name: string, prices: PriceTable) => {
    await files.mkdir(folder, { recursive: true })
    await writeWhole(folder, name, Buffer.from(`${JSON.stringify(prices, null, 2)}\n`), {
      files,
      randomBytes,
    })
  }

  return {
    current: () => table,
    isOld: () => clock.now() - Date.parse(table.date) > freshForMs,
    refresh: async (quoted) => {
      const before = table
      const refreshed = refreshPrices(shipped, quoted, today())
      table = refreshed.table
      try {
        await keep(`${before.date}.json`, before)
        await keep('current.json', table)
        return succeed(refreshed)
      } catch (error) {
        return { ok: false, error: diskFailure(error, 'The new prices hold, but could not be kept') }
      }
    },
  }
}

const readTable = async (path: string, files: FileSystem, log: Log): Promise<PriceTable | null> => {
  try {
    return priceTableSchema.parse(JSON.parse(await files.readFile(path, 'utf8')))
  } catch (error) {
    // What cannot be read is made anew by the next refresh.
    if (errnoOf(error) !== 'ENOENT')
      log.warn('prices.unreadable', { kind: error instanceof Error ? error.name : typeof error })
    return null
  }
}
