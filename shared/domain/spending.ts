import { z } from 'zod'
import { projectIdSchema } from './ids.ts'

/** What was spent, told in groups: the report that the window, the terminal and a spreadsheet show. */

/** What a report may be told by. */
export const spendingGroupings = ['day', 'project', 'shot', 'endpoint', 'quality', 'profile'] as const
export type SpendingGrouping = (typeof spendingGroupings)[number]

const count = z.int().min(0)
const microUsd = z.int().min(0)

const sums = {
  /** Takes that count: made, under way, or failed and perhaps charged all the same. */
  takes: count,
  /** Sum of the agreed prices, in micro-dollars; `unknown` counts the takes that have none. */
  microUsd,
  unknown: count,
  /** What fal.ai says it billed for `actualTakes` of them; null where it has said nothing that can be told in money. */
  actualMicroUsd: microUsd.nullable(),
  actualTakes: count,
  /** Of `microUsd`: agreed for what ended without a clip and may have been charged. */
  failedMicroUsd: microUsd,
  /** Of `microUsd`: agreed for takes of shots that had a take of that quality already. */
  retakeMicroUsd: microUsd,
}

/** One group. `key`: a date (`2026-11-24`), an id, an endpoint, a quality, a profile ('' for another key). */
export const spendingRowSchema = z.object({ key: z.string(), label: z.string(), ...sums })
export type SpendingRow = z.infer<typeof spendingRowSchema>

/** A report: days in their order, anything else with the dearest first. */
export const spendingReportSchema = z.object({ rows: z.array(spendingRowSchema), total: z.object(sums) })
export type SpendingReport = z.infer<typeof spendingReportSchema>
export type SpendingSums = SpendingReport['total']

/** How much oftener one group is made than another. */
export interface Oftener {
  readonly often: SpendingRow
  readonly seldom: SpendingRow
  /** More than 1, to one decimal. */
  readonly times: number
}

/** The two groups that takes are made of most often, where one of them clearly is; null otherwise. */
export const oftener = (rows: readonly SpendingRow[]): Oftener | null => {
  const [often, seldom] = rows.filter(({ takes }) => takes > 0).toSorted((a, b) => b.takes - a.takes)
  if (!often || !seldom) return null
  const times = Math.round((often.takes / seldom.takes) * 10) / 10
  return times > 1 ? { often, seldom, times } : null
}

/** What is asked for: one project or (null) all, from one day to another (both included; null: no end), in local time. */
export const spendingQuerySchema = z.object({
  projectId: projectIdSchema.nullable(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  by: z.enum(spendingGroupings),
})
export type SpendingQuery = z.infer<typeof spendingQuerySchema>
