import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../shared/errors.ts'
import type { ProjectCard } from '../../shared/views.ts'
import { ask } from '../state/ask.ts'
import { useSelected, type Equal } from '../state/select.ts'
import type { ProjectOrder } from './project-order.ts'

/** What is done to one project, in a dialog of its own. */
export type ProjectDeed = 'rename' | 'duplicate' | 'move' | 'archive' | 'bin' | 'usage'

interface ProjectsState {
  /** Null until they are known for the first time. */
  readonly cards: readonly ProjectCard[] | null
  /** Why they could not be listed. */
  readonly failure: Failure | null
  readonly order: ProjectOrder
  readonly search: string
  readonly layout: 'cards' | 'list'
  readonly deed: { readonly kind: ProjectDeed; readonly card: ProjectCard } | null
  /** Folder of the project that is being opened. */
  readonly opening: string | null
  /** An archive that is being restored; `fraction` is null once it has been handed over. */
  readonly restoring: { readonly name: string; readonly fraction: number | null } | null
}

export const projectsStore = createStore<ProjectsState>(() => ({
  cards: null,
  failure: null,
  order: 'recent',
  search: '',
  layout: 'cards',
  deed: null,
  opening: null,
  restoring: null,
}))

/** What `select` makes of the projects screen. */
export const useProjects = <T>(select: (state: ProjectsState) => T, equal?: Equal<T>): T =>
  useSelected(projectsStore, select, equal)

export const setProjects = (patch: Partial<ProjectsState>): void => projectsStore.setState(patch)

/** Begins to do something to a project. */
export const beginDeed = (kind: ProjectDeed, card: ProjectCard): void => setProjects({ deed: { kind, card } })

export const endDeed = (): void => setProjects({ deed: null })

/** Reads the list of projects anew. What is shown stays until it is there. */
export const refreshProjects = async (): Promise<void> => {
  const listed = await ask('project.list', {}, { quiet: true })
  setProjects(listed.ok ? { cards: listed.value.projects, failure: null } : { failure: listed.error })
}
