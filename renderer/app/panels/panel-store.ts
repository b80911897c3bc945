import { createStore } from 'zustand/vanilla'
import { firstSizes, sizesFrom, type Panel, type PanelSizes } from './panel-sizes.ts'
import { readRemembered, remember } from '../remembered.ts'

const name = 'panels'

/** The sizes that the user gave to the panels; null until they are read from where they are remembered. */
const store = createStore<{ readonly sizes: PanelSizes | null }>(() => ({ sizes: null }))

export const panelStore = store

/** The sizes as the user wants them, whether or not they fit. */
export const wantedSizes = (state = store.getState()): PanelSizes =>
  state.sizes ?? sizesFrom(readRemembered(name))

export const setPanel = (panel: Panel, size: number): void => {
  const sizes = { ...wantedSizes(), [panel]: Math.round(size) }
  store.setState({ sizes })
  remember(name, sizes)
}

export const resetPanel = (panel: Panel): void => setPanel(panel, firstSizes[panel])

/** Gives every panel its first size. */
export const resetPanels = (): void => {
  store.setState({ sizes: firstSizes })
  remember(name, firstSizes)
}
