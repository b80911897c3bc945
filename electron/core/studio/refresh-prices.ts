import type { CallOutput } from '../../../shared/contract.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import type { StudioParts } from './studio-parts.ts'

/** Asks fal.ai for its prices and puts them in force; windows hear of it. Failures: `network/…`, `fal/…`, `disk/…`. */
export const refreshPriceBook = async ({
  core,
  prices,
  windows,
}: Pick<StudioParts, 'core' | 'prices' | 'windows'>): Promise<Result<CallOutput<'prices.refresh'>>> => {
  const quoted = await core.quotePrices()
  if (!quoted.ok) return quoted
  const refreshed = await prices.refresh(quoted.value)
  windows.tellAll('prices.changed', { prices: prices.current() })
  return refreshed.ok
    ? succeed({ prices: refreshed.value.table, notUnderstood: [...refreshed.value.notUnderstood] })
    : refreshed
}
