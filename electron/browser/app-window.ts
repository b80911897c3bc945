import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { FoundBrowser } from './find-browser.ts'
import { windowPlaceFlags } from './window-place.ts'

/** A browser that was started to show a window. */
export interface AppWindow {
  /**
   * How it ended: null for well (also at once, where a browser that runs already took the window over), else what went
   * wrong, in words.
   */
  readonly ended: Promise<string | null>
  /** Ends the browser, where it still runs. */
  readonly close: () => void
}

/** Whether the browser runs without its sandbox: Chromium does not run as root otherwise. */
export const runsUnprotected = (): boolean => process.getuid?.() === 0

/**
 * What makes a browser show an address as an app window, where it stood the last time, and run no errands of its own (updates,
 * first-run pages, sync, its password store, which would ask for the keyring's password).
 * @param profile folder of the browser's profile.
 */
export const appWindowFlags = (address: string, profile: string): string[] => [
  `--app=${address}`,
  `--user-data-dir=${profile}`,
  ...windowPlaceFlags(profile),
  '--class=boardwright',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  // The bar that would say so in the window stays away: `show` says it.
  ...(runsUnprotected() ? ['--no-sandbox', '--test-type'] : []),
]

/**
 * Opens an address as an app window, with a profile of its own under the data folder: nothing of the user's browsing is in
 * it, and no extension reads the page.
 */
export const openAppWindow = (browser: FoundBrowser, address: string, home: string): AppWindow => {
  const profile = profileFolder(browser, home)
  const child = spawn(browser.path, appWindowFlags(address, profile), { stdio: 'ignore', detached: true })
  child.unref()
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) =>
      resolve(code === 0 ? null : code === null ? `it was ended by ${signal}` : `it ended with code ${code}`),
    )
  })
  return { ended, close: () => child.kill() }
}

// A browser from a snap may write to its own folder alone.
const profileFolder = ({ path }: FoundBrowser, home: string): string =>
  path.startsWith('/snap/') && process.env['HOME']
    ? join(process.env['HOME'], 'snap', 'chromium', 'common', 'boardwright')
    : join(home, 'browser')
