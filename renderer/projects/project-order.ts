import { compareNames } from '../app/compare-names.ts'
import { holdsWordsOf } from '../app/find-words.ts'
import type { ProjectCard } from '../../shared/views.ts'

/** By what the projects are put in order. */
export const projectOrders = ['recent', 'name', 'changed', 'size', 'spent'] as const
export type ProjectOrder = (typeof projectOrders)[number]

const byName = (a: ProjectCard, b: ProjectCard) => compareNames(a.title, b.title)
/** ISO times, latest first; those that are not known last. */
const byTime = (a: string | null, b: string | null) =>
  (b ?? '') < (a ?? '') ? -1 : (b ?? '') > (a ?? '') ? 1 : 0

const comparers: Readonly<Record<ProjectOrder, (a: ProjectCard, b: ProjectCard) => number>> = {
  recent: (a, b) => byTime(a.openedAt ?? a.changedAt, b.openedAt ?? b.changedAt),
  name: byName,
  changed: (a, b) => byTime(a.changedAt, b.changedAt),
  size: (a, b) => (b.bytes ?? -1) - (a.bytes ?? -1),
  spent: (a, b) => b.spentMicroUsd - a.spentMicroUsd,
}

/** The projects in order, pinned ones first, and of equal ones by name. */
export const ordered = (projects: readonly ProjectCard[], order: ProjectOrder): readonly ProjectCard[] =>
  projects.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || comparers[order](a, b) || byName(a, b))

/** The projects whose title or folder holds every word of the search. */
export const found = (projects: readonly ProjectCard[], search: string): readonly ProjectCard[] => {
  const isFound = holdsWordsOf(search)
  return projects.filter(({ title, folder }) => isFound(`${title} ${folder}`))
}
