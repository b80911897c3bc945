import type { Price } from './prices.ts'

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
