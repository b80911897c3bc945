import { createStore } from 'zustand/vanilla'
import type { Bridge } from '../../shared/contract.ts'
import { present } from './select.ts'

const store = createStore<Bridge | null>(() => null)

/** Gives the window its way to the core; once, before anything else. */
export const setBridge = (bridge: Bridge): void => store.setState(bridge, true)

/** The window's way to the core. */
export const bridge = (): Bridge => present(store.getState(), 'the bridge')
