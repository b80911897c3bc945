import { endpointTitles } from '../../../shared/domain/endpoints.ts'
import { formatUsd, microUsdPerUsd, type PriceTable } from '../../../shared/domain/prices.ts'
import { FailureError, succeed } from '../../../shared/errors.ts'
import { need, wrongUse, type Context } from '../context.ts'
import { columns } from '../output.ts'

export interface PricesOptions {
  readonly refresh: boolean
  /** Name of a table that was in force; undefined for the one that is. */
  readonly table?: string
}

/** `boardwright prices`: the table of prices in force, asked for anew where wanted, or one of earlier. */
export const showPrices = async (context: Context, options: PricesOptions): Promise<void> => {
  const { output, prices } = context
  if (options.refresh && options.table !== undefined)
    wrongUse('--table shows prices of earlier, which --refresh does not change; take one of them.')
  if (options.refresh) await askAnew(context)
  const table = need(
    options.table === undefined ? succeed(prices.current()) : await prices.kept(options.table),
  )
  for (const row of columns(table.prices.map(rowOf))) output.line(row)
  for (const { microUsd, ...entry } of table.prices)
    output.event('price', { ...entry, usd: microUsd / microUsdPerUsd })
  output.note(`Prices of ${table.date} (${table.name ?? 'kept nowhere'}): ${table.source}.`)
  output.summary({
    date: table.date,
    table: table.name ?? null,
    source: table.source,
    prices: table.prices.length,
  })
}

const askAnew = async (context: Context): Promise<void> => {
  const { core, keyring, output, prices } = context
  if (keyring.current() === null)
    throw new FailureError({
      code: 'fal/no-key',
      message: 'fal.ai tells its prices only to those who have a key. “boardwright key set” stores one.',
      cost: 'nothing',
    })
  const { notUnderstood } = need(await prices.refresh(need(await core.quotePrices())))
  if (notUnderstood.length > 0)
    output.note(
      `fal.ai’s price of ${notUnderstood.map((endpoint) => endpointTitles[endpoint]).join(', ')} is in a measure that is not understood, so it is unknown.`,
    )
}

/**
 * Before a paid render: brings prices older than a week up to date. In vain, the known prices hold and their age is
 * said.
 */
export const freshenPrices = async ({ core, prices, output }: Context): Promise<void> => {
  if (!prices.isOld()) return
  const quoted = await core.quotePrices()
  const refreshed = quoted.ok ? await prices.refresh(quoted.value) : quoted
  if (!refreshed.ok) output.note(`The prices are of ${prices.current().date}: ${refreshed.error.message}`)
}

const rowOf = (entry: PriceTable['prices'][number]): string[] => [
  endpointTitles[entry.endpoint],
  entry.resolution ?? '',
  `${entry.source === 'estimate' ? 'about ' : ''}${formatUsd(entry.microUsd)}`,
  entry.unit === 'second'
    ? `a second${entry.minimumSeconds > 0 ? `, ${entry.minimumSeconds} s at least` : ''}`
    : entry.seconds === null
      ? 'a clip'
      : `a clip of ${entry.seconds} s`,
]
