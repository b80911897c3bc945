import { createHash } from 'node:crypto'
import { priceTableSchema, type PriceTable } from '../../../shared/domain/prices.ts'

/** The table under the name that tells it from every other: its day, and a fingerprint of its prices. */
export const named = (table: PriceTable): PriceTable => {
  const { name: _, ...rest } = table
  const print = createHash('sha256').update(JSON.stringify([rest.date, rest.source, rest.prices]))
  return { ...rest, name: `${rest.date}-${print.digest('hex').slice(0, 12)}` }
}

/** A table as it stands in its file. */
export const textOf = (table: PriceTable): string => `${JSON.stringify(table, null, 2)}\n`

/** The table in a file's text, under the name that its prices give it; null where the text is not one. */
export const parseTable = (text: string): PriceTable | null => {
  try {
    const parsed = priceTableSchema.safeParse(JSON.parse(text))
    return parsed.success ? named(parsed.data) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
