import type { SpendingRow } from '../../shared/domain/spending.ts'
import { dayWords } from '../strings/en/times.ts'

/** Periods that can be chosen. */
export const periods = ['week', 'month', 'this-month', 'always'] as const
export type Period = (typeof periods)[number]

const two = (value: number) => String(value).padStart(2, '0')

/** A local day as `2026-11-24`. */
export const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`

/** The start of a local day that is given as `2026-11-24`. */
const startOf = (key: string): Date => {
  const [year = 1970, month = 1, day = 1] = key.split('-').map(Number)
  return new Date(year, month - 1, day)
}

/** A day that is given as `2026-11-24`, as it is read. */
export const dayLabel = (key: string): string => dayWords(startOf(key).getTime())

const daysLater = (date: Date, days: number) =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + days)

/** The first and last day of a period that ends today, both included; null has no end. */
export const daysOf = (period: Period, today: Date): { from: string | null; to: string | null } => {
  switch (period) {
    case 'week':
      return { from: dayOf(daysLater(today, -6)), to: null }
    case 'month':
      return { from: dayOf(daysLater(today, -29)), to: null }
    case 'this-month':
      return { from: `${dayOf(today).slice(0, 8)}01`, to: null }
    case 'always':
      return { from: null, to: null }
  }
}

/** Days of a chart at most; over a longer time only days with something in them are shown. */
const longestChart = 120

/** The rows with the days between them on which nothing was spent, so that time runs evenly. */
export const withQuietDays = (rows: readonly SpendingRow[]): readonly SpendingRow[] => {
  const first = rows[0]?.key
  const last = rows.at(-1)?.key
  if (first === undefined || last === undefined) return rows
  const known = new Map(rows.map((row) => [row.key, row]))
  const filled: SpendingRow[] = []
  for (let at = 0; at < longestChart; at++) {
    const key = dayOf(daysLater(startOf(first), at))
    filled.push(known.get(key) ?? quiet(key))
    if (key === last) return filled
  }
  return rows
}

const quiet = (key: string): SpendingRow => ({
  key,
  label: key,
  takes: 0,
  microUsd: 0,
  unknown: 0,
  actualMicroUsd: null,
  actualTakes: 0,
  failedMicroUsd: 0,
  retakeMicroUsd: 0,
})
