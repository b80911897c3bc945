import { basename } from 'node:path'
import { endpointTitles, type EndpointId } from '../../../shared/domain/endpoints.ts'
import type { ProjectId } from '../../../shared/domain/ids.ts'
import type { RecentProject } from '../../../shared/domain/settings.ts'
import type {
  SpendingGrouping,
  SpendingQuery,
  SpendingReport,
  SpendingRow,
  SpendingSums,
} from '../../../shared/domain/spending.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { SpentSums } from '../ledger/spent-by.ts'

/** Milliseconds in the quarters of an hour by which the ledger sums time. */
const quarterMs = 900_000

/**
 * The report of what was spent, from the ledger's sums.
 * @param known projects that have a title to be called by.
 * @throws what the ledger throws where it cannot be read.
 */
export const spendingReport = (
  ledger: Pick<Ledger, 'spendingBy'>,
  { projectId, from, to, by }: SpendingQuery,
  known: readonly RecentProject[],
): SpendingReport => {
  const sums = ledger.spendingBy({
    projectId,
    ...periodOf(from, to),
    by: by === 'day' ? 'quarter' : by,
  })
  const nameOf = nameOfProject(known)
  const rows =
    by === 'day'
      ? dayRows(sums)
      : sums
          .map((group) => rowOf(group, labelOf(group, by, projectId, nameOf)))
          .toSorted((a, b) => b.microUsd - a.microUsd || a.label.localeCompare(b.label, 'en'))
  return { rows, total: rows.reduce(addSums, nothing) }
}

/** The moments between two local days, both included: milliseconds since 1970, the end not included. */
export const periodOf = (from: string | null, to: string | null): { fromMs: number; toMs: number } => ({
  fromMs: from === null ? 0 : midnight(from, 0),
  toMs: to === null ? Number.MAX_SAFE_INTEGER : midnight(to, 1),
})

const midnight = (date: string, daysLater: number): number => {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day + daysLater).getTime()
}

const nothing: SpendingSums = {
  takes: 0,
  microUsd: 0,
  unknown: 0,
  actualMicroUsd: null,
  actualTakes: 0,
  failedMicroUsd: 0,
  retakeMicroUsd: 0,
}

const addSums = (sum: SpendingSums, more: SpendingSums): SpendingSums => ({
  takes: sum.takes + more.takes,
  microUsd: sum.microUsd + more.microUsd,
  unknown: sum.unknown + more.unknown,
  actualMicroUsd:
    more.actualMicroUsd === null ? sum.actualMicroUsd : (sum.actualMicroUsd ?? 0) + more.actualMicroUsd,
  actualTakes: sum.actualTakes + more.actualTakes,
  failedMicroUsd: sum.failedMicroUsd + more.failedMicroUsd,
  retakeMicroUsd: sum.retakeMicroUsd + more.retakeMicroUsd,
})

const sumsOf = (group: SpentSums): SpendingSums => ({
  takes: group.takes,
  microUsd: group.microUsd,
  unknown: group.unknown,
  actualMicroUsd: group.billedTakes > 0 ? group.billedMicroUsd : null,
  actualTakes: group.billedTakes,
  failedMicroUsd: group.inVainMicroUsd,
  retakeMicroUsd: group.retakeMicroUsd,
})

const rowOf = (group: SpentSums, label: string): SpendingRow => ({
  key: String(group.key ?? ''),
  label,
  ...sumsOf(group),
})

const dayRows = (quarters: readonly SpentSums[]): SpendingRow[] => {
  const days = new Map<string, SpendingSums>()
  for (const quarter of quarters) {
    const day = localDate(Number(quarter.key) * quarterMs)
    days.set(day, addSums(days.get(day) ?? nothing, sumsOf(quarter)))
  }
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, sums]) => Object.assign({ key: day, label: day }, sums))
}

const two = (value: number) => String(value).padStart(2, '0')

const localDate = (ms: number): string => {
  const moment = new Date(ms)
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** What a project's folder is called: by the title it was last opened with, or by its own name. */
const nameOfProject = (known: readonly RecentProject[]) => {
  const titles = new Map(known.map(({ folder, title }) => [folder, title]))
  return (folder: string) => titles.get(folder) || basename(folder)
}

const labelOf = (
  { key, names }: SpentSums,
  by: Exclude<SpendingGrouping, 'day'>,
  projectId: ProjectId | null,
  nameOf: (folder: string) => string,
): string => {
  switch (by) {
    case 'project':
      return names ? nameOf(names.projectFolder) : String(key)
    case 'shot': {
      if (!names) return String(key)
      const own = [names.shotLabel, ...(names.shotTitle ? [names.shotTitle] : [])]
      return (projectId === null ? [nameOf(names.projectFolder), ...own] : own).join(' · ')
    }
    case 'endpoint':
      return endpointTitles[key as EndpointId] ?? String(key)
    case 'quality':
      return String(key)
    case 'profile':
      return key === null ? 'another key' : String(key)
  }
}
