import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { Clock, Log } from '../core/ports.ts'
import type { Send } from '../core/studio/front-door.ts'
import type { Studio } from '../core/studio/studio.ts'
import { channels } from './channels.ts'
import { offerSpelling } from './edit-menu.ts'
import { makeWindow } from './make-window.ts'
import { pageAddress } from './origin.ts'
import { watchHealth } from './window-health.ts'
import { besides, placeWindow, type Area, type WindowState } from './window-place.ts'
import type { WindowStateFile } from './window-state.ts'

export interface WindowsPorts {
  /** File of the built preload script. */
  readonly preload: string
  readonly devTools: boolean
  readonly states: WindowStateFile
  readonly studio: Pick<Studio, 'join'>
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** A page is gone, and will ask no more. */
  readonly onLeft: (client: string) => void
  /** Asked before the last window closes. */
  readonly mayCloseLast: () => boolean
  /** Windows signs the user off, or goes down. */
  readonly onSessionEnd: () => void
  readonly log: Log
}

/** The program's windows, each with the client that its page is at the moment. */
export interface Windows {
  readonly open: () => Promise<void>
  /** Brings a window to the front, or opens one. */
  readonly present: () => Promise<void>
  readonly clientOf: (contents: WebContents) => string | null
  readonly windowOf: (client: string) => BrowserWindow | null
  /** The window in front, or null. */
  readonly front: () => BrowserWindow | null
  /** Sends an event to the window in front. */
  readonly tellFront: Send
  readonly isFocused: () => boolean
  readonly hide: () => void
}

interface Shown {
  readonly window: BrowserWindow
  readonly client: string
  readonly leave: () => void
}

/** How long a window may stay unseen while its page loads, in milliseconds. */
const longestUnseenMs = 5000

export const createWindows = (ports: WindowsPorts): Windows => {
  const { studio, states, log } = ports
  const shown = new Map<number, Shown>()
  let count = 0

  const leave = (id: number) => {
    const before = shown.get(id)
    shown.delete(id)
    if (!before) return
    before.leave()
    ports.onLeft(before.client)
  }

  // A page that is loaded anew is another client: it knows nothing of what the one before had open.
  const join = (window: BrowserWindow, id: number) => {
    leave(id)
    count += 1
    const client = `window-${id}.${count}`
    shown.set(id, { window, client, leave: studio.join(client, sendTo(window)) })
  }

  const open = async () => {
    const inFront = front()
    const state = inFront ? besides(stateOf(inFront)) : await states.read()
    const place = placeWindow(state, screens())
    const window = makeWindow({
      place,
      isDark: nativeTheme.shouldUseDarkColors,
      preload: ports.preload,
      devTools: ports.devTools,
    })
    const { id, webContents } = window
    const load = () => void show(window, log)
    const remember = () => {
      if (!window.isDestroyed()) void states.write(stateOf(window))
    }
    // While it is dragged, a window moves sixty times a second.
    const rememberSoon = debounced(remember, 500)

    webContents.on('did-navigate', () => join(window, id))
    watchHealth(window, { clock: ports.clock, log, onGone: () => leave(id), reload: load })
    offerSpelling(window)
    const appear = () => {
      clearTimeout(patience)
      if (window.isDestroyed() || window.isVisible()) return
      if (state?.isMaximized) window.maximize()
      if (state?.isFullScreen) window.setFullScreen(true)
      window.show()
    }
    // A page that cannot be drawn must not leave the program running unseen.
    const patience = setTimeout(appear, longestUnseenMs)
    window.once('ready-to-show', appear)
    for (const moved of ['move', 'resize', 'maximize', 'unmaximize'] as const)
      window.on(moved as 'move', rememberSoon)
    window.on('close', (event) => {
      remember()
      if (BrowserWindow.getAllWindows().length === 1 && !ports.mayCloseLast()) event.preventDefault()
    })
    window.on('closed', () => leave(id))
    window.on('session-end', ports.onSessionEnd)
    load()
  }

  return {
    open,
    present: async () => {
      const window = front()
      if (!window) return open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    clientOf: (contents) =>
      [...shown.values()].find(({ window }) => !window.isDestroyed() && window.webContents === contents)
        ?.client ?? null,
    windowOf: (client) => [...shown.values()].find((one) => one.client === client)?.window ?? null,
    front,
    tellFront: (name, payload) => {
      const window = front()
      if (window) sendTo(window)(name, payload)
    },
    isFocused: () => BrowserWindow.getFocusedWindow() !== null,
    hide: () => BrowserWindow.getAllWindows().forEach((window) => window.hide()),
  }
}

const front = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(-1) ?? null

const sendTo =
  (window: BrowserWindow): Send =>
  (name, payload) => {
    if (window.isDestroyed() || window.webContents.isCrashed()) return
    window.webContents.send(channels.event, name, payload)
  }

/** Acts once nothing has been asked for `ms` milliseconds. */
const debounced = (act: () => void, ms: number): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, ms)
  }
}

const show = async (window: BrowserWindow, log: Log) => {
  try {
    await window.loadURL(pageAddress)
  } catch (error) {
    // A page that dies while it loads is brought back by whoever watches its health.
    log.warn('window.notLoaded', { kind: error instanceof Error ? error.name : typeof error })
  }
}

const stateOf = (window: BrowserWindow): WindowState => ({
  bounds: window.getNormalBounds(),
  isMaximized: window.isMaximized(),
  isFullScreen: window.isFullScreen(),
})

const screens = (): readonly [Area, ...Area[]] => {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}
