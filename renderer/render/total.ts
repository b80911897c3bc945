import { formatUsd, type Price } from '../../shared/domain/prices.ts'
import { strings } from '../strings/en/index.ts'

/** The sum of several prices. Money in micro-dollars. Pure. */
export interface Total {
  readonly count: number
  readonly microUsd: number
  /** How many prices are not known, and so not in the sum. */
  readonly unknown: number
  /** How many prices of the sum are estimates. */
  readonly estimates: number
}

export const totalOf = (prices: readonly Price[]): Total => ({
  count: prices.length,
  microUsd: prices.reduce((sum, price) => sum + (price.known ? price.microUsd : 0), 0),
  unknown: prices.filter(({ known }) => !known).length,
  estimates: prices.filter((price) => price.known && price.source === 'estimate').length,
})

/** A sum in words: `$3.10`, `about $3.10`, `$3.10 and 2 of unknown price`, `price unknown`, `free`. */
export const totalWords = ({ count, microUsd, unknown, estimates }: Total): string => {
  if (unknown === count && count > 0) return strings.render.priceUnknown
  const known = microUsd === 0 && unknown === 0 ? strings.render.free : formatUsd(microUsd)
  const sum = estimates > 0 && microUsd > 0 ? strings.render.about(known) : known
  return unknown > 0 ? strings.render.andUnknown(sum, unknown) : sum
}

/** A sum where there is little room: `$0.40`, `≈ $0.90`, `?`, `free`. */
export const shortTotal = ({ count, microUsd, unknown, estimates }: Total): string => {
  if (unknown === count && count > 0) return strings.render.unknownShort
  const sum = microUsd === 0 && unknown === 0 ? strings.render.free : formatUsd(microUsd)
  return estimates > 0 || unknown > 0 ? strings.render.roughly(sum) : sum
}
