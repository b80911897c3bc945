import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../shared/errors.ts'
import type { ProjectCard } from '../../shared/views.ts'
import { readRemembered, remember } from '../app/remembered.ts'
import { ask } from '../state/ask.ts'
import { useSelected, type Equal } from '../state/select.ts'
import { projectOrders, type ProjectOrder } from './project-order.ts'

/** What is done to one project, in a dialog of its own. */
export type ProjectDeed = 'rename' | 'duplicate' | 'move' | 'archive' | 'bin' | 'usage'

const projectLayouts = ['cards', 'list'] as const
type ProjectLayout = (typeof projectLayouts)[number]

interface ProjectsState {
  /** Null until they are known for the first time. */
  readonly cards: readonly ProjectCard[] | null
  /** Why they could not be listed. */
  readonly failure: Failure | null
  /** Null until it is chosen: it is as it was left then. So is the layout. */
  readonly order: ProjectOrder | null
  readonly search: string
  readonly layout: ProjectLayout | null
  readonly deed: { readonly kind: ProjectDeed; readonly card: ProjectCard } | null
  /** Folder of the project that is being opened. */
  readonly opening: string | null
  /** An archive that is being restored; `fraction` is null once it has been handed over. */
  readonly restoring: { readonly name: string; readonly fraction: number | null } | null
}

export const projectsStore = createStore<ProjectsState>(() => ({
  cards: null,
  failure: null,
  order: null,
  search: '',
  layout: null,
  deed: null,
  opening: null,
  restoring: null,
}))

/** What `select` makes of the projects screen. */
export const useProjects = <T>(select: (state: ProjectsState) => T, equal?: Equal<T>): T =>
  useSelected(projectsStore, select, equal)

export const setProjects = (patch: Partial<ProjectsState>): void => projectsStore.setState(patch)

const orderName = 'projects-order'
const layoutName = 'projects-layout'

/** By what the projects are put in order, as it was left the last time. */
export const useProjectOrder = (): ProjectOrder =>
  useProjects(({ order }) => order) ?? known(projectOrders, readRemembered(orderName)) ?? 'recent'

export const chooseOrder = (order: ProjectOrder): void => {
  remember(orderName, order)
  setProjects({ order })
}

/** Whether the projects are cards or lines, as it was left the last time. */
export const useProjectLayout = (): ProjectLayout =>
  useProjects(({ layout }) => layout) ?? known(projectLayouts, readRemembered(layoutName)) ?? 'cards'

export const chooseLayout = (layout: ProjectLayout): void => {
  remember(layoutName, layout)
  setProjects({ layout })
}

const known = <Value extends string>(values: readonly Value[], read: unknown): Value | undefined =>
  values.find((value) => value === read)

/** Begins to do something to a project. */
export const beginDeed = (kind: ProjectDeed, card: ProjectCard): void => setProjects({ deed: { kind, card } })

export const endDeed = (): void => setProjects({ deed: null })

/** Reads the list of projects anew. What is shown stays until it is there. */
export const refreshProjects = async (): Promise<void> => {
  const listed = await ask('project.list', {}, { quiet: true })
  setProjects(listed.ok ? { cards: listed.value.projects, failure: null } : { failure: listed.error })
}
