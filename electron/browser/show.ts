import type { Clock } from '../core/ports.ts'
import { openAppWindow, runsUnprotected, type AppWindow } from './app-window.ts'
import { findBrowser, noDisplay, type Surroundings } from './find-browser.ts'
import type { StartOptions } from './options.ts'
import type { BrowserServer } from './server.ts'

/** Brings an address before the user: in an app window where that can be, else as a line to open. */
export interface Show {
  /** Opens the first window, and sees to it that a page comes: where none does, the address is printed after all. */
  readonly window: (server: Pick<BrowserServer, 'newAddress' | 'sockets'>) => void
  /** Opens another window of a program that runs already. */
  readonly once: (address: string) => Promise<void>
  /** Ends the browser that was started for this. */
  readonly close: () => void
}

/** How long a browser may take to show the page before the address is printed too, in milliseconds. */
const patienceMs = 20_000
/** How long a browser that cannot start takes to say so at most, in milliseconds. */
const startMs = 3000

export const createShow = (by: {
  readonly options: StartOptions
  readonly home: string
  readonly surroundings: Surroundings
  readonly clock: Pick<Clock, 'sleep'>
  readonly say: (words: string) => void
}): Show => {
  const { say, clock } = by
  const over = new AbortController()
  let window: AppWindow | null = null

  const print = (address: string) => {
    say('Open this address in a browser on this machine. It works once, within ten minutes:')
    say(address)
  }

  const open = (address: string): AppWindow | null => {
    const browser = findBrowser(by.surroundings)
    const hindrance = by.options.window
      ? (noDisplay(by.surroundings) ?? (browser ? null : 'neither Chromium nor Chrome nor Edge was found'))
      : 'none is wanted'
    if (browser && hindrance === null) {
      const without = runsUnprotected() ? ', without its sandbox: this is the root user' : ''
      say(`Boardwright opens in ${browser.name}${without}.`)
      return openAppWindow(browser, address, by.home)
    }
    say(`No window is opened: ${hindrance}.`)
    print(address)
    return null
  }

  const watch = async (
    { ended }: AppWindow,
    { newAddress, sockets }: Pick<BrowserServer, 'newAddress' | 'sockets'>,
  ) => {
    const page = untilPage(sockets)
    const first = await Promise.race([page, ended, clock.sleep(patienceMs, over.signal)])
    // A browser that ended well has been closed, or another one took the window over: its page may still come.
    const words = first === null ? await Promise.race([page, clock.sleep(patienceMs, over.signal)]) : first
    if (words === 'page' || over.signal.aborted) return
    say(words === undefined ? 'The browser shows no page yet.' : `The browser did not open: ${words}.`)
    print(newAddress())
  }

  return {
    window: (server) => {
      window = open(server.newAddress())
      if (window) void watch(window, server)
    },
    once: async (address) => {
      const opened = open(address)
      if (!opened) return
      const words = await Promise.race([opened.ended, clock.sleep(startMs)])
      if (typeof words === 'string') {
        say(`The browser did not open: ${words}.`)
        print(address)
      }
    },
    close: () => {
      over.abort()
      window?.close()
    },
  }
}

const untilPage = (sockets: BrowserServer['sockets']): Promise<'page'> =>
  new Promise((resolve) => {
    if (sockets.count() > 0) return resolve('page')
    const stop = sockets.onCount((pages) => {
      if (pages === 0) return
      stop()
      resolve('page')
    })
  })
