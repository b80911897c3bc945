import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { ProjectId } from '../../../shared/domain/ids.ts'

/** The sums of the spending view, each from an index alone. */

/** What is summed by: a quarter of an hour (days are made of these: no time zone divides one), or what made it. */
export const sumKeys = ['quarter', 'project', 'shot', 'endpoint', 'quality', 'profile'] as const
export type SumKey = (typeof sumKeys)[number]

/** Which jobs are summed. Times in milliseconds since 1970, `toMs` not included. */
export interface SpentBy {
  readonly projectId: ProjectId | null
  readonly fromMs: number
  readonly toMs: number
  readonly by: SumKey
}

/** The jobs of one group that count: made, under way, or failed and charged all the same. */
export interface SpentSums {
  /** Number of the quarter since 1970, project, shot, endpoint, quality, or profile (null: another key). */
  readonly key: string | number | null
  readonly takes: number
  /** Agreed prices, in micro-dollars; `unknown` counts the takes without one. */
  readonly microUsd: number
  readonly unknown: number
  /** What fal.ai billed for `billedTakes` of them, in micro-dollars. */
  readonly billedMicroUsd: number
  readonly billedTakes: number
  /** Of `microUsd`: for jobs that ended without a clip; and for takes of shots that had one of that quality. */
  readonly inVainMicroUsd: number
  readonly retakeMicroUsd: number
  /** What the group is called, by its latest job; null where the key says it all. */
  readonly names: {
    readonly projectId: ProjectId
    readonly projectFolder: string
    readonly shotLabel: string
    readonly shotTitle: string
  } | null
}

const columnOf: Readonly<Record<SumKey, string>> = {
  quarter: 'created_at / 900000',
  project: 'project_id',
  shot: 'shot_id',
  endpoint: 'endpoint',
  quality: 'quality',
  profile: 'key_profile',
}

/** The sums of each group, with or without a project; the values are: (project), from, to. */
const groupsSql = (by: SumKey, ofProject: boolean): string => `
  SELECT ${columnOf[by]} AS "key", COUNT(*) AS takes,
    COALESCE(SUM(price_micro_usd), 0) AS paid, COUNT(*) - COUNT(price_micro_usd) AS unknown,
    COALESCE(SUM(billed_micro_usd), 0) AS billed, COUNT(billed_micro_usd) AS billed_takes,
    COALESCE(SUM(price_micro_usd) FILTER (WHERE in_vain), 0) AS in_vain_paid,
    COALESCE(SUM(price_micro_usd) FILTER (WHERE retake), 0) AS retakes_paid,
    MAX(rowid) AS latest
  FROM jobs INDEXED BY money_by_shot
  WHERE engine = 'fal' AND counts = 1 ${ofProject ? 'AND project_id = ?' : ''} AND created_at >= ? AND created_at < ?
  GROUP BY ${by === 'shot' ? 'project_id, shot_id' : columnOf[by]}`

/** As `groupsSql`, with what the groups are called where their keys are ids. */
export const sumsSql = (by: SumKey, ofProject: boolean): string =>
  by === 'project' || by === 'shot'
    ? `SELECT sums.*, named.project_id, named.project_folder,
         named.order_json ->> '$.shotLabel' AS shot_label, named.order_json ->> '$.shotTitle' AS shot_title
       FROM (${groupsSql(by, ofProject)}) AS sums JOIN jobs AS named ON named.rowid = sums.latest`
    : groupsSql(by, ofProject)

/** Sums what was spent. @param sql prepares a statement, or gives the one that is prepared. */
export const sumsBy = (
  { projectId, fromMs, toMs, by }: SpentBy,
  sql: (text: string) => {
    readonly all: (...values: SQLInputValue[]) => Record<string, SQLOutputValue>[]
  },
): SpentSums[] =>
  sql(sumsSql(by, projectId !== null))
    .all(...(projectId === null ? [] : [projectId]), fromMs, toMs)
    .map((row) => ({
      key: row['key'] as string | number | null,
      takes: Number(row['takes']),
      microUsd: Number(row['paid']),
      unknown: Number(row['unknown']),
      billedMicroUsd: Number(row['billed']),
      billedTakes: Number(row['billed_takes']),
      inVainMicroUsd: Number(row['in_vain_paid']),
      retakeMicroUsd: Number(row['retakes_paid']),
      names:
        row['project_folder'] === undefined
          ? null
          : {
              projectId: row['project_id'] as ProjectId,
              projectFolder: String(row['project_folder']),
              shotLabel: String(row['shot_label']),
              shotTitle: String(row['shot_title']),
            },
    }))
