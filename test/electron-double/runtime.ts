import type { Chromium } from './chromium.ts'

/** What the test decides about the machine and the program before it starts. */
export interface Setting {
  /** The built main module (absolute path). */
  readonly main: string
  readonly args: readonly string[]
  /** Where the app keeps its own things: what `--user-data-dir` sets in Electron. */
  readonly userData: string
  /** The folder of the app's package.json. */
  readonly appPath: string
  readonly isPackaged: boolean
  readonly prefersDark: boolean
  readonly chromium: string
  /** Chromium's own files: a folder that the test removes. */
  readonly profile: string
}

let setting: Setting | undefined
let chromium: Chromium | undefined
let ready = false

/** The state below the faked module: Electron's own is global to the process too. */
export const runtime = {
  begin: (chosen: Setting) => void (setting = chosen),
  get setting(): Setting {
    if (!setting) throw new Error('The double has not been started.')
    return setting
  },
  nowReady: (launched: Chromium) => {
    chromium = launched
    ready = true
  },
  get isReady() {
    return ready
  },
  get chromium(): Chromium {
    if (!chromium) throw new Error('Not before the app is ready.')
    return chromium
  },
  /** Electron refuses much before the app is ready; so does the double. */
  needReady: (what: string) => {
    if (!ready) throw new Error(what)
  },
}
