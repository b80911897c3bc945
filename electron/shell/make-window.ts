import { BrowserWindow } from 'electron'
import type { placeWindow } from './window-place.ts'

/** Colours of the empty window, as the page's own background: nothing flashes before it is drawn. */
const backgrounds = { dark: '#121316', light: '#f4f5f7' } as const

export interface WindowLooks {
  readonly place: ReturnType<typeof placeWindow>
  readonly isDark: boolean
  /** File of the built preload script. */
  readonly preload: string
  readonly devTools: boolean
}

/**
 * Makes a window, unseen as yet. What its page may and may not is said here in full, though each line is Electron's
 * default or stricter: so that a scan sees it, and the test that reads it back fails when one changes.
 */
export const makeWindow = ({ place, isDark, preload, devTools }: WindowLooks): BrowserWindow =>
  new BrowserWindow({
    ...place.bounds,
    minWidth: place.minWidth,
    minHeight: place.minHeight,
    show: false,
    title: 'Boardwright',
    backgroundColor: isDark ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      // Boxes of the page's own making could stand for the program's.
      disableDialogs: true,
      spellcheck: true,
      devTools,
    },
  })
