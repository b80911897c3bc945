import type { Take, TakeMark } from '../../shared/domain/document.ts'
import { formatUsd } from '../../shared/domain/prices.ts'
import type { StaleInput } from '../../shared/domain/stale.ts'
import { strings } from '../strings/en/index.ts'
import { staleWords } from '../strings/en/takes.ts'

const words = strings.takes

/** The take's name by the user, else its number. */
export const takeName = ({ number }: Pick<Take, 'number'>, { name }: TakeMark): string =>
  name.trim() === '' ? words.take(number) : name.trim()

/** What a take cost, in words: `$0.66`, `about $0.90`, `free`, `price unknown`. */
export const takePrice = ({
  priceMicroUsd,
  priceSource,
}: Pick<Take, 'priceMicroUsd' | 'priceSource'>): string => {
  if (priceSource === 'free' || priceMicroUsd === 0) return words.free
  if (priceMicroUsd === null) return words.priceUnknown
  const usd = formatUsd(priceMicroUsd)
  return priceSource === 'estimate' ? strings.render.about(usd) : usd
}

/** A length of milliseconds as seconds, with a tenth only where there is one: `5`, `11.8`. */
export const lengthWords = (ms: number): string => words.seconds((Math.round(ms / 100) / 10).toString())

/** How many changes are named; the others are counted. */
const namedChanges = 2

/** What has changed since the take was made, as a line; null where nothing has. */
export const staleLine = (changes: readonly StaleInput[]): string | null => {
  if (changes.length === 0) return null
  const named = changes.slice(0, namedChanges).map(staleWords).join(', ')
  const more = changes.length - namedChanges
  return more > 0 ? words.staleMany(named, more) : words.stale(named)
}

/** Every change, for whoever wants to know. */
export const staleDetail = (changes: readonly StaleInput[]): string =>
  words.staleWhy(changes.map(staleWords).join(', '))
