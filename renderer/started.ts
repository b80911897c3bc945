import { bridge } from './bridge/bridge.ts'
import { start } from './state/start.ts'

/** The core is asked first of all: it answers while the rest of the page is made ready. */
export const started = start(bridge())
