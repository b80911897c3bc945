import { createStore } from 'zustand/vanilla'
import type { AppState, Spending } from '../../shared/views.ts'
import { present, useSelected, type Equal } from './select.ts'

/** The program as the core tells of it. */
export const appStore = createStore<AppState | null>(() => null)

/** What `select` makes of the program's state; only below <App>, which waits for it. */
export const useApp = <T>(select: (app: AppState) => T, equal?: Equal<T>): T =>
  useSelected(appStore, (state) => select(present(state, 'the state of the program')), equal)

/** The program's state now. */
export const app = (): AppState => present(appStore.getState(), 'the state of the program')

/** Takes over what the core told of some of the program's state. */
export const changeApp = (patch: Partial<AppState>): void => {
  appStore.setState({ ...app(), ...patch }, true)
}

/** What was spent today, and by the open project. */
export const useSpending = (): Spending => useApp(({ spending }) => spending)
