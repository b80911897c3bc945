import { join } from 'node:path'
import {
  refreshPrices,
  type QuotedPrice,
  type RefreshedPrices,
} from '../../../shared/domain/price-refresh.ts'
import { priceTableName, type PriceTable } from '../../../shared/domain/prices.ts'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import { writeWhole } from '../project/document-file.ts'
import { named, parseTable, textOf } from './table-file.ts'

/** A table is refreshed by itself when it is older than this: a week, in milliseconds. */
const freshForMs = 7 * 86_400_000
const currentName = 'current.json'

/** The prices in force. Every table that was in force is kept, since jobs name the one they were agreed under. */
export interface PriceBook {
  readonly current: () => PriceTable
  /** Whether the table in force is of another week than now; a clock that was ahead leaves one of days to come. */
  readonly isOld: () => boolean
  /** Puts in force what another program has written meanwhile; true where that is another table. Never fails. */
  readonly catchUp: () => Promise<boolean>
  /**
   * Brings the table up to date with quoted prices and keeps it. Failure: `disk/…`; the new prices are in force until
   * the program ends all the same.
   */
  readonly refresh: (quoted: readonly QuotedPrice[]) => Promise<Result<RefreshedPrices>>
  /** The table of this name, in force or of earlier. Failures: `input/not-found`, `disk/…`. */
  readonly kept: (name: string) => Promise<Result<PriceTable>>
}

export interface PriceBookOptions {
  /** The table that comes with the program. */
  readonly shipped: PriceTable
  /**
   * `prices/` of the data folder: `current.json`, and `<name>.json` for every table that is or was in force. A name tells
   * the prices, so that several programs may write at once and none takes another's table away.
   */
  readonly folder: string
  readonly files: FileSystem
  readonly clock: Pick<Clock, 'now'>
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: Log
}

/**
 * Opens the prices: the table that was refreshed last, where it is newer than the one that comes with the program and
 * can be read; else the latter. A damaged file is set aside as `current.broken-<time>.json`; never fails.
 */
export const openPriceBook = async (options: PriceBookOptions): Promise<PriceBook> => {
  const { folder, files, clock, randomBytes, log } = options
  const shipped = named(options.shipped)
  let table = shipped

  const write = (name: string, prices: PriceTable) =>
    writeWhole(folder, name, Buffer.from(textOf(prices)), { files, randomBytes })

  /** Keeps a table under its own name, once. */
  const keep = async (prices: PriceTable): Promise<Failure | null> => {
    const name = `${prices.name ?? prices.date}.json`
    try {
      if (await isThere(join(folder, name), files)) return null
      await files.mkdir(folder, { recursive: true })
      await write(name, prices)
      return null
    } catch (error) {
      return diskFailure(error, 'The prices hold, but could not be kept')
    }
  }

  const read = async (): Promise<PriceTable | null> => {
    const path = join(folder, currentName)
    try {
      const found = parseTable(await files.readFile(path, 'utf8'))
      if (found) return found
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') log.warn('prices.unreadable', { code: errnoOf(error) ?? null })
      return null
    }
    const aside = `current.broken-${new Date(clock.now()).toISOString().replaceAll(':', '-')}.json`
    try {
      await files.rename(path, join(folder, aside))
      log.warn('prices.setAside', { file: aside })
    } catch (error) {
      log.warn('prices.unreadable', { code: errnoOf(error) ?? null })
    }
    return null
  }

  const catchUp = async () => {
    const found = await read()
    if (!found || found.date < shipped.date || found.name === table.name) return false
    table = found
    return true
  }

  await catchUp()
  const unkept = await keep(table)
  if (unkept) log.warn('prices.unkept', { code: unkept.code })

  return {
    current: () => table,
    isOld: () => Math.abs(clock.now() - Date.parse(table.date)) > freshForMs,
    catchUp,
    refresh: async (quoted) => {
      const today = new Date(clock.now()).toISOString().slice(0, 10)
      const refreshed = refreshPrices(shipped, table, quoted, today)
      table = named(refreshed.table)
      // Its own name first: what is in force is always kept.
      const unwritten = (await keep(table)) ?? (await putInForce(write, table))
      return unwritten
        ? { ok: false, error: unwritten }
        : succeed({ table, notUnderstood: refreshed.notUnderstood })
    },
    kept: async (name) => {
      if (name === table.name) return succeed(table)
      try {
        const found = priceTableName.test(name)
          ? parseTable(await files.readFile(join(folder, `${name}.json`), 'utf8'))
          : null
        return found ? succeed(found) : noSuchTable(name)
      } catch (error) {
        return errnoOf(error) === 'ENOENT'
          ? noSuchTable(name)
          : { ok: false, error: diskFailure(error, 'The table of prices cannot be read') }
      }
    },
  }
}

const putInForce = async (
  write: (name: string, table: PriceTable) => Promise<void>,
  table: PriceTable,
): Promise<Failure | null> => {
  try {
    await write(currentName, table)
    return null
  } catch (error) {
    return diskFailure(error, 'The new prices hold, but could not be kept')
  }
}

const isThere = async (path: string, files: FileSystem): Promise<boolean> => {
  try {
    await files.lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}

const noSuchTable = (name: string) =>
  fail('input/not-found', `There is no table of prices called ${name}.`, { cost: 'nothing' })
