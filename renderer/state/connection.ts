import { createStore } from 'zustand/vanilla'
import { useSelected } from './select.ts'

/** Whether the core can be reached. In Electron it always can. */
export const connectionStore = createStore<{ readonly connected: boolean }>(() => ({ connected: true }))

/** Whether the core can be reached. */
export const useConnected = (): boolean => useSelected(connectionStore, ({ connected }) => connected)
