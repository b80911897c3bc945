import { endpointIds, type EndpointId } from './endpoints.ts'
import { microUsdPerUsd, type PriceTable } from './prices.ts'

/**
 * A table of prices brought up to date from the service's pricing call, which names one price and one unit for each
 * endpoint, and says nothing of resolutions and lengths.
 */

/** One entry of the pricing call, as it came. `unitPrice` in `currency`; `unit` is free text. */
export interface QuotedPrice {
  readonly endpoint: string
  readonly unitPrice: number
  readonly unit: string
  readonly currency: string
}

/** A refreshed table, and the endpoints whose price is unknown by now: nobody can say what their unit means. */
export interface RefreshedPrices {
  readonly table: PriceTable
  readonly notUnderstood: readonly EndpointId[]
}

type Entry = PriceTable['prices'][number]

/** What a unit buys: a second of clip, or a clip of `seconds` (null: of any length). Null where it is not understood. */
export const readUnit = (
  unit: string,
):
  | { readonly unit: 'second'; readonly seconds: null }
  | { readonly unit: 'clip'; readonly seconds: number | null }
  | null => {
  const words = unit.trim().toLowerCase()
  if (/^(?:per )?(?:output )?(?:video )?(?:seconds?|secs?|s)$/.test(words))
    return { unit: 'second', seconds: null }
  if (/^(?:per )?(?:output )?(?:videos?|clips?|generations?)$/.test(words))
    return { unit: 'clip', seconds: null }
  const length = /^(?:per )?([1-9]\d?)[ -]?(?:seconds?|secs?|s)(?: (?:videos?|clips?))?$/.exec(words)
  return length ? { unit: 'clip', seconds: Number(length[1]) } : null
}

/** Most that a unit may cost and be believed, in dollars. The dearest clip is a few. */
const believedUsd = 100

/**
 * Brings a table up to date. The quoted price is that of the cheapest entry of its endpoint that is sold so (720p, the
 * shortest clip, or one of the seconds that the unit names): where it differs from what the table says, the endpoint's
 * other prices move in proportion and become estimates. An endpoint whose unit, currency or amount is not understood
 * loses its prices: they are unknown from then on, never zero. One that was not quoted keeps what is in force.
 * @param basis the table that comes with the program: which resolutions and lengths there are, in what proportion.
 * @param inForce the table in force.
 * @param date the day of the refresh, `2026-11-24`.
 */
export const refreshPrices = (
  basis: PriceTable,
  inForce: PriceTable,
  quoted: readonly QuotedPrice[],
  date: string,
): RefreshedPrices => {
  const byEndpoint = new Map(quoted.map((quote) => [quote.endpoint, quote]))
  const notUnderstood: EndpointId[] = []
  const prices = endpointIds.flatMap((endpoint): readonly Entry[] => {
    const of = (table: PriceTable) => table.prices.filter((entry) => entry.endpoint === endpoint)
    const quote = byEndpoint.get(endpoint)
    if (!quote) return of(inForce)
    const refreshed = refreshEndpoint(endpoint, of(basis), quote)
    if (refreshed === null) notUnderstood.push(endpoint)
    return refreshed ?? []
  })
  return {
    table: {
      date,
      source: 'fal.ai’s pricing call; other resolutions and lengths in proportion',
      currency: 'USD',
      prices,
    },
    notUnderstood,
  }
}

const refreshEndpoint = (
  endpoint: EndpointId,
  known: readonly Entry[],
  { unitPrice, unit: words, currency }: QuotedPrice,
): readonly Entry[] | null => {
  const unit = readUnit(words)
  const microUsd = Math.round(unitPrice * microUsdPerUsd)
  // Nothing is given away: a price of 0, or of less than can be told, is one that is not understood.
  if (!unit || currency !== 'USD' || !(microUsd >= 1) || unitPrice > believedUsd) return null
  const same = known.filter((entry) => entry.unit === unit.unit)
  const base = same
    .filter((entry) => unit.seconds === null || entry.seconds === unit.seconds)
    .toSorted((a, b) => a.microUsd - b.microUsd)[0]
  // Sold by another measure than the table knows: that price holds at 720p, and what 1080p costs nobody has said.
  if (!base)
    return [
      {
        endpoint,
        resolution: known.some(({ resolution }) => resolution !== null) ? '720p' : null,
        ...unit,
        minimumSeconds: 0,
        microUsd,
        source: 'refreshed',
      },
    ]
  return same.map((entry) => {
    if (entry === base) return pricedAt(entry, microUsd, 'refreshed')
    if (microUsd === base.microUsd) return entry
    return pricedAt(entry, Math.max(1, Math.round((entry.microUsd / base.microUsd) * microUsd)), 'estimate')
  })
}

const pricedAt = (entry: Entry, microUsd: number, source: Entry['source']): Entry => ({
  ...entry,
  microUsd,
  source,
})
