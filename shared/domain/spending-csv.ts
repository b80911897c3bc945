import { microUsdPerUsd } from './prices.ts'
import type { SpendingGrouping, SpendingReport } from './spending.ts'

const titles: Readonly<Record<SpendingGrouping, string>> = {
  day: 'Day',
  project: 'Project',
  shot: 'Shot',
  endpoint: 'Model',
  quality: 'Quality',
  profile: 'Key',
}

/**
 * A report as a file that spreadsheets open: UTF-8 with a byte order mark (Excel takes it for Latin otherwise), every
 * cell quoted, dollars as plain numbers.
 */
export const spendingCsv = ({ rows }: SpendingReport, by: SpendingGrouping): string => {
  const head = [
    titles[by],
    'Id',
    'Takes',
    'Agreed (USD)',
    'Takes of unknown price',
    'Billed (USD)',
    'Takes with a bill',
    'Ended without a clip (USD)',
    'Retakes (USD)',
  ]
  const lines = rows.map((row) => [
    row.label,
    row.key,
    String(row.takes),
    dollars(row.microUsd),
    String(row.unknown),
    row.actualMicroUsd === null ? '' : dollars(row.actualMicroUsd),
    String(row.actualTakes),
    dollars(row.failedMicroUsd),
    dollars(row.retakeMicroUsd),
  ])
  return `\uFEFF${[head, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`
}

const dollars = (microUsd: number): string => String(microUsd / microUsdPerUsd)

/**
 * A cell, on one line. Threat: a title of a stranger's project that a spreadsheet would carry out as a formula. An apostrophe before it makes
 * it text, also behind the blanks that some spreadsheets pass over.
 */
const quoted = (text: string): string =>
  `"${text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replace(/^(?=\s*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20])/u, "'")
    .replaceAll('"', '""')}"`
