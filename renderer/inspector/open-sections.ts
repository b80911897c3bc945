import { createStore } from 'zustand/vanilla'
import { readRemembered, remember } from '../app/remembered.ts'
import { useSelected } from '../state/select.ts'

/** Which sections of the inspector are folded; remembered from one start to the next. */
export const sectionNames = ['prompt', 'settings', 'script'] as const
export type SectionName = (typeof sectionNames)[number]

const name = 'inspector-folded'

const store = createStore<{ readonly folded: readonly SectionName[] | null }>(() => ({ folded: null }))

const folded = (): readonly SectionName[] => {
  const known = store.getState().folded
  if (known) return known
  const read = readRemembered(name)
  return Array.isArray(read) ? sectionNames.filter((section) => read.includes(section)) : []
}

export const useIsSectionOpen = (section: SectionName): boolean =>
  useSelected(store, () => !folded().includes(section))

/** Unfolds a section, or folds it. */
export const setSectionOpen = (section: SectionName, open: boolean): void => {
  const others = folded().filter((one) => one !== section)
  const next = open ? others : [...others, section]
  store.setState({ folded: next })
  remember(name, next)
}
