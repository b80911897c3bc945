import { z } from 'zod'
import { endpointIds, resolutions, type EndpointId, type Resolution } from './endpoints.ts'

/**
 * Prices. Money is integer micro-dollars (1 USD = 1,000,000) everywhere; it becomes text at the very end.
 */

/** Micro-dollars in a dollar. */
export const microUsdPerUsd = 1_000_000

const priceEntrySchema = z.object({
  endpoint: z.enum(endpointIds),
  /** Null: the same at every resolution. */
  resolution: z.enum(resolutions).nullable(),
  /** What `microUsd` buys: a second of clip, or a clip of `seconds` (null: of any length). */
  unit: z.enum(['second', 'clip']),
  seconds: z.int().positive().nullable(),
  /** Seconds that are billed at least, where the unit is a second. */
  minimumSeconds: z.int().min(0),
  /** Above nothing, and at most $1,000: what a table cannot say truly it leaves out. */
  microUsd: z.int().min(1).max(1_000_000_000),
  /** `listed`: on the service's page. `refreshed`: from its pricing call. `estimate`: ours, by analogy. */
  source: z.enum(['listed', 'refreshed', 'estimate']),
})

/** What a kept table is called: its day and a fingerprint of its prices. */
export const priceTableName = /^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/

/** A table of prices, with the day it was read and where. */
export const priceTableSchema = z.object({
  date: z.iso.date(),
  /** The name under which the price book keeps it; without one it is kept nowhere. */
  name: z.string().regex(priceTableName).optional(),
  source: z.string(),
  currency: z.literal('USD'),
  prices: z.array(priceEntrySchema),
})
export type PriceTable = z.infer<typeof priceTableSchema>

/** The price of one take. An unknown price is never zero: it needs the user's word. */
export type Price =
  | {
      readonly known: true
      readonly microUsd: number
      readonly source: 'listed' | 'refreshed' | 'estimate' | 'free'
      readonly tableDate: string
      /** Name of the table, where the price book keeps it. */
      readonly tableName?: string
    }
  | { readonly known: false; readonly tableDate: string; readonly tableName?: string }

/** The price of a clip of `seconds` from an endpoint at a resolution. */
export const priceOf = (
  table: PriceTable,
  endpoint: EndpointId,
  resolution: Resolution,
  seconds: number,
): Price => {
  const entry = entryFor(table, endpoint, resolution, seconds)
  const from = { tableDate: table.date, ...(table.name !== undefined && { tableName: table.name }) }
  if (!entry) return { known: false, ...from }
  const units = entry.unit === 'second' ? Math.max(seconds, entry.minimumSeconds) : 1
  return { known: true, microUsd: entry.microUsd * units, source: entry.source, ...from }
}

const entryFor = (table: PriceTable, endpoint: EndpointId, resolution: Resolution, seconds: number) =>
  table.prices.find(
    (candidate) =>
      candidate.endpoint === endpoint &&
      (candidate.resolution === null || candidate.resolution === resolution) &&
      (candidate.unit === 'second' || candidate.seconds === null || candidate.seconds === seconds),
  )

/** Seconds that are charged for a clip of `seconds`: at least the endpoint's minimum. */
export const billedSeconds = (table: PriceTable, endpoint: EndpointId, seconds: number): number =>
  table.prices.reduce(
    (billed, entry) =>
      entry.endpoint === endpoint && entry.unit === 'second'
        ? Math.max(billed, entry.minimumSeconds)
        : billed,
    seconds,
  )

/**
 * What a number of units that the service says it billed comes to. The service has one price and one unit for each
 * endpoint, which is the cheapest entry here: 720p, the shortest clip. How many units something dearer counts as is not
 * documented, so for any other entry nobody can tell. Micro-dollars; null where it cannot be told.
 * @param units what `X-Fal-Billable-Units` says, 0 or more.
 */
export const billedMicroUsd = (
  table: PriceTable,
  clip: { readonly endpoint: EndpointId; readonly resolution: Resolution; readonly seconds: number },
  units: number,
): number | null => {
  if (units === 0) return 0
  const own = entryFor(table, clip.endpoint, clip.resolution, clip.seconds)
  const isQuoted =
    own !== undefined &&
    table.prices.every(({ endpoint, microUsd }) => endpoint !== clip.endpoint || microUsd >= own.microUsd)
  return isQuoted ? Math.round(units * own.microUsd) : null
}

/** The price of a rehearsal. */
export const freePrice = (tableDate: string): Price => ({
  known: true,
  microUsd: 0,
  source: 'free',
  tableDate,
})

/** The sum of prices; `unknown` counts those that are not in it. */
export const sumPrices = (prices: Iterable<Price>): { microUsd: number; unknown: number } => {
  let microUsd = 0
  let unknown = 0
  for (const price of prices) {
    if (price.known) microUsd += price.microUsd
    else unknown++
  }
  return { microUsd, unknown }
}

/** `$0.40`, `$12.00`, `$0.465`: cents, and further digits only where there are some. */
export const formatUsd = (microUsd: number): string => {
  const text = (microUsd / microUsdPerUsd).toFixed(6).replace(/0{1,4}$/, '')
  return text.startsWith('-') ? `-$${text.slice(1)}` : `$${text}`
}

/** A price for people: `$0.40`, `about $0.90`, `price unknown`, `free`. */
export const formatPrice = (price: Price): string => {
  if (!price.known) return 'price unknown'
  if (price.source === 'free') return 'free'
  return price.source === 'estimate' ? `about ${formatUsd(price.microUsd)}` : formatUsd(price.microUsd)
}

/** Dollars as typed (`5`, `0.25`, `$3.50`) in micro-dollars, or null where the text is not an amount. */
export const parseUsd = (text: string): number | null => {
  const match = /^\$?(\d{1,6})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (!match) return null
  return Number(match[1]) * microUsdPerUsd + Number((match[2] ?? '').padEnd(6, '0'))
}
