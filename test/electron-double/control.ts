import { basename } from 'node:path'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { cancellable } from './cancellable.ts'
import { codec } from './codec.ts'
import * as electron from './index.ts'
import { Menu, type MenuItem } from './menu.ts'
import { nativeTheme } from './native-theme.ts'
import { Notification } from './notification.ts'
import { powerMonitor } from './power.ts'
import { recordedCalls, script, type ScriptedAnswer } from './recorder.ts'
import { session } from './session.ts'
import { WebContents } from './web-contents.ts'
import { WebFrame } from './web-frame.ts'

/** A message that no honest preload would send, as a page with a broken sandbox might. */
export interface ForgedMessage {
  readonly kind: 'send' | 'invoke'
  readonly channel: string
  readonly args: readonly unknown[]
  /**
   * Who says it: the window's main frame; that frame after it has gone to `url`; a frame within it; or a frame that
   * was gone when the message arrived.
   */
  readonly frame: 'main' | { readonly url: string; readonly isMain: boolean } | 'gone'
}

export interface MenuEntry {
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly enabled: boolean
  readonly visible: boolean
  readonly checked: boolean
  readonly items: readonly MenuEntry[]
}

const entryOf = ({
  label,
  role,
  type,
  accelerator,
  enabled,
  visible,
  checked,
  submenu,
}: MenuItem): MenuEntry => ({
  label,
  role,
  type,
  accelerator,
  enabled,
  visible,
  checked,
  items: submenu?.items.map(entryOf) ?? [],
})

const windowOf = (id: number) => {
  const window = BrowserWindow.fromId(id)
  if (!window) throw new Error(`There is no window ${id}.`)
  return window
}

const viewOf = (window: BrowserWindow) => ({
  id: window.id,
  title: window.getTitle(),
  url: window.webContents.getURL(),
  bounds: window.getBounds(),
  isVisible: window.isVisible(),
  isFocused: window.isFocused(),
  isMinimized: window.isMinimized(),
  isCrashed: window.webContents.isCrashed(),
  webPreferences: { ...window.webContents.getLastWebPreferences() },
})

const emitters = { app, powerMonitor, nativeTheme } as const

/** All that a test may do to the app and ask of it; each runs in the app's own process. */
export const control = {
  windows: () => BrowserWindow.getAllWindows().map(viewOf),
  /** The page's name in the DevTools protocol; a window that has come back after a crash has another. */
  targetOf: async (id: number) => (await windowOf(id).webContents.page()).targetId,
  calls: (call?: string) => recordedCalls(call),
  /** What the next call of this name is answered; calls without a scripted answer are refused, as by Escape. */
  answer: (call: string, answer: ScriptedAnswer) => script(call, answer),

  menu: () => Menu.getApplicationMenu()?.items.map(entryOf) ?? [],
  clickMenu: (...labels: string[]) => {
    const menu = Menu.getApplicationMenu()
    if (!menu) throw new Error('There is no application menu.')
    menu.at(labels).click()
  },
  contextMenu: () => Menu.getOpenMenu()?.items.map(entryOf) ?? [],
  clickContextMenu: (...labels: string[]) => {
    const menu = Menu.getOpenMenu()
    if (!menu) throw new Error('There is no open context menu.')
    menu.at(labels).click()
    menu.closePopup()
  },
  clickNotification: (index: number) => void Notification.shown[index]?.emit('click', {}),

  closeWindow: (id: number) => windowOf(id).close(),
  focusWindow: (id: number) => windowOf(id).focus(),
  crashWindow: (id: number) => windowOf(id).webContents.crash(),
  hangWindow: (id: number) => windowOf(id).webContents.hang(),
  recoverWindow: (id: number) => windowOf(id).webContents.recover(),

  setSystemTheme: (theme: 'light' | 'dark') => nativeTheme.setSystemTheme(theme === 'dark'),
  secondInstance: (argv: string[], workingDirectory: string) =>
    void app.emit('second-instance', {}, argv, workingDirectory, {}),
  /** The person, or the system, asks the app to quit. */
  quit: () => app.quit(),
  /** Ends the app without asking it. */
  exit: () => app.exit(0),

  /** An event that nothing in the double causes; tells whether the app prevented its default. */
  emit: (
    target: keyof typeof emitters | { readonly window: number } | { readonly contents: number },
    name: string,
    ...args: unknown[]
  ) => {
    const emitter =
      typeof target === 'string'
        ? emitters[target]
        : 'window' in target
          ? windowOf(target.window)
          : windowOf(target.contents).webContents
    const event = cancellable()
    emitter.emit(name, event, ...args)
    return { defaultPrevented: event.defaultPrevented }
  },

  requestPermission: (id: number, permission: string, details: object = {}) =>
    session.defaultSession.requestPermission(windowOf(id).webContents, permission, details),
  checkPermission: (id: number, permission: string, origin: string) =>
    session.defaultSession.checkPermission(windowOf(id).webContents, permission, origin),
  checkDevice: (details: object) => session.defaultSession.checkDevice(details),

  /** Where the page's files of these names lie; other files have no path, as files that a page has made. */
  setFilePaths: (paths: Readonly<Record<string, string>>) => WebContents.setFilePaths(paths),
  /** Drags files from the desktop and drops them at a point of the page (CSS pixels). */
  dropFiles: async (id: number, point: { readonly x: number; readonly y: number }, paths: string[]) => {
    await WebContents.setFilePaths(Object.fromEntries(paths.map((path) => [basename(path), path])))
    const page = await windowOf(id).webContents.page()
    const data = { items: [], files: paths, dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await page.session.send('Input.dispatchDragEvent', { type, ...point, data })
  },

  forge: (id: number, { kind, channel, args, frame }: ForgedMessage) =>
    new Promise<{ value?: unknown; error?: string }>((resolve) => {
      const { webContents } = windowOf(id)
      const { mainFrame } = webContents
      const { url } = mainFrame
      const sender =
        frame === 'gone'
          ? null
          : frame === 'main' || frame.isMain
            ? mainFrame
            : new WebFrame(frame.url, mainFrame)
      if (frame !== 'gone' && frame !== 'main' && frame.isMain) mainFrame.url = frame.url
      const message = { kind, id: 0, channel, href: '', args: codec.encode(args) }
      const arrived = webContents.receiveFrom(sender, message, (answer) => {
        if (answer.kind !== 'reply') return
        resolve(
          answer.error === undefined ? { value: codec.decode(answer.value ?? '') } : { error: answer.error },
        )
      })
      mainFrame.url = url
      if (kind === 'send') void arrived.then(() => resolve({}))
    }),

  /** Runs a function, given as its source, in the app's process, with the doubled module. */
  evaluate: (source: string, argument: unknown): unknown => {
    // oxlint-disable-next-line typescript/no-implied-eval -- the source is the test's own
    const run = new Function('electron', 'argument', `return (${source})(electron, argument)`) as (
      module: object,
      argument: unknown,
    ) => unknown
    return run(electron, argument)
  },
}

export type Control = typeof control
