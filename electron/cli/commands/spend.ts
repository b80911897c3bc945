import { projectIdSchema, type ProjectId } from '../../../shared/domain/ids.ts'
import { formatUsd, microUsdPerUsd } from '../../../shared/domain/prices.ts'
import {
  oftener,
  type SpendingGrouping,
  type SpendingRow,
  type SpendingSums,
} from '../../../shared/domain/spending.ts'
import { spendingCsv } from '../../../shared/domain/spending-csv.ts'
import { spendingReport } from '../../core/spending/report.ts'
import { need, type Context } from '../context.ts'
import { columns } from '../output.ts'
import { readProject } from '../read-project.ts'

export interface SpendOptions {
  /** Folder of a project, or its id where the folder is gone; undefined for all. */
  readonly project?: string
  readonly from?: string
  readonly to?: string
  readonly by: SpendingGrouping
  readonly csv: boolean
}

/** `boardwright spend`: what was spent, in groups. Sends nothing. */
export const showSpending = async (context: Context, options: SpendOptions): Promise<void> => {
  const { core, output, settings } = context
  const ledger = need(core.ledger())
  const report = spendingReport(
    ledger,
    {
      projectId: options.project === undefined ? null : await projectIdOf(context, options.project),
      from: options.from ?? null,
      to: options.to ?? null,
      by: options.by,
    },
    settings.recentProjects,
  )
  const { rows, total } = report
  if (options.csv) output.line(spendingCsv(report, options.by).trimEnd().replaceAll('\r\n', '\n'))
  for (const row of rows)
    output.event('spending', { by: options.by, key: row.key, label: row.label, ...fieldsOf(row) })
  output.summary({ rows: rows.length, ...fieldsOf(total) })
  if (options.csv) return
  if (rows.length === 0) output.note('Nothing was spent.')
  for (const line of columns(rows.map((row) => cellsOf(row, total)))) output.line(line)
  if (rows.length > 0) output.line(totalWords(total))
  const found = options.by === 'endpoint' ? oftener(rows) : null
  if (found)
    output.line(`${found.often.label} is made ${found.times} times as often as ${found.seldom.label}.`)
}

const projectIdOf = async (context: Context, project: string): Promise<ProjectId> => {
  const id = projectIdSchema.safeParse(project)
  return id.success ? id.data : readProject(context, project, ({ document }) => document.id)
}

const barWidth = 20

const cellsOf = (row: SpendingRow, total: SpendingSums): string[] => {
  const share = total.microUsd === 0 ? 0 : row.microUsd / total.microUsd
  return [
    row.label.replaceAll(/\s+/g, ' '),
    `${row.takes} ${row.takes === 1 ? 'take' : 'takes'}`,
    formatUsd(row.microUsd),
    '█'.repeat(Math.ceil(share * barWidth)).padEnd(barWidth),
    remarks(row).join(', '),
  ]
}

const totalWords = (total: SpendingSums): string =>
  [
    `Total ${formatUsd(total.microUsd)} for ${total.takes} ${total.takes === 1 ? 'take' : 'takes'}`,
    ...remarks(total),
  ].join(', ')

const remarks = (sums: SpendingSums): string[] => [
  ...(sums.unknown > 0 ? [`${sums.unknown} of unknown price`] : []),
  ...(sums.actualMicroUsd === null
    ? []
    : [`${formatUsd(sums.actualMicroUsd)} billed for ${sums.actualTakes}`]),
  ...(sums.failedMicroUsd > 0 ? [`${formatUsd(sums.failedMicroUsd)} without a clip`] : []),
  ...(sums.retakeMicroUsd > 0 ? [`${formatUsd(sums.retakeMicroUsd)} for retakes`] : []),
]

const fieldsOf = (sums: SpendingSums): Record<string, unknown> => ({
  takes: sums.takes,
  usd: sums.microUsd / microUsdPerUsd,
  unknownPrices: sums.unknown,
  billedUsd: sums.actualMicroUsd === null ? null : sums.actualMicroUsd / microUsdPerUsd,
  billedTakes: sums.actualTakes,
  withoutClipUsd: sums.failedMicroUsd / microUsdPerUsd,
  retakesUsd: sums.retakeMicroUsd / microUsdPerUsd,
})
