import { createStore } from 'zustand/vanilla'
import { app } from './app.ts'
import { boardStore } from './open-board.ts'

/** A project that was open before. */
export interface Recent {
  readonly folder: string
  readonly title: string
}

/** Projects that this window opened, the latest first: the settings that it was given at its start do not know them. */
const store = createStore<readonly Recent[]>(() => [])

/** How many are offered. */
const shownAtMost = 8

/** Remembers that a project was opened. */
export const noteOpened = ({ folder, title }: Recent): void =>
  store.setState((opened) => withFirst({ folder, title }, opened), true)

/** The projects that were open before, the latest first, without the one that is open now. */
export const recentProjects = (): readonly Recent[] => {
  const open = boardStore.getState()?.folder
  const known = app().settings.recentProjects.filter(
    ({ folder }) => !store.getState().some((opened) => opened.folder === folder),
  )
  return [...store.getState(), ...known].filter(({ folder }) => folder !== open).slice(0, shownAtMost)
}

const withFirst = (first: Recent, others: readonly Recent[]): readonly Recent[] => [
  first,
  ...others.filter(({ folder }) => folder !== first.folder),
]
