import type { Bridge } from '../../shared/contract.ts'
import { createBrowserBridge } from './browser-bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload script, in Electron and nowhere else. */
    readonly boardwright?: Bridge
  }
}

/** The way to the core: Electron's, or browser mode's own. To be called once, where the page starts. */
export const bridge = (): Bridge => window.boardwright ?? createBrowserBridge()
