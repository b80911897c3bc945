import { EventEmitter } from 'node:events'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ignoreGone, type PageTarget } from './chromium.ts'
import { codec } from './codec.ts'
import { ipcMain } from './ipc-main.ts'
import { openIpcChannel } from './ipc-channel.ts'
import { nativeTheme } from './native-theme.ts'
import { holdRequests } from './page-requests.ts'
import { noteOpening } from './popups.ts'
import { toApp, toChromium } from './protocol.ts'
import { record, recordOnly } from './recorder.ts'
import {
  bindingName,
  pageScript,
  preloadScript,
  preloadWorld,
  type FromRenderer,
  type ToRenderer,
} from './renderer-side.ts'
import { runtime } from './runtime.ts'
import { session as sessions } from './session.ts'
import { trackFrames, WebFrame } from './web-frame.ts'

interface WebPreferences {
  readonly preload?: string
  readonly additionalArguments?: readonly string[]
  readonly [name: string]: unknown
}
type OpenHandler = (details: object) => { action: 'allow' | 'deny' }

const defaults = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  devTools: true,
}
/** Preferences of which the double only has the safe side. */
const fixed = [
  'sandbox',
  'contextIsolation',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'webSecurity',
] as const

const all: WebContents[] = []
/** The files of the test, by name: where a page's `File` of that name lies on the disk. */
let filePaths: Readonly<Record<string, string>> = {}

export class WebContents extends EventEmitter {
  static getAllWebContents = () => all.filter((contents) => !contents.isDestroyed())
  static fromId = (id: number) => WebContents.getAllWebContents().find((contents) => contents.id === id)
  static setFilePaths = async (paths: Readonly<Record<string, string>>) => {
    filePaths = { ...filePaths, ...paths }
    const told = WebContents.getAllWebContents().map((contents) =>
      contents.#deliver({ kind: 'paths', paths: filePaths }),
    )
    await Promise.all(told)
  }

  readonly id: number
  readonly session = sessions.defaultSession
  readonly mainFrame = new WebFrame('about:blank', null)
  readonly #preferences: WebPreferences
  #size: { width: number; height: number }
  #page: Promise<PageTarget>
  #target: PageTarget | undefined
  #deliver: (message: ToRenderer) => Promise<void> = async () => {}
  #openHandler: OpenHandler | undefined
  #ownNavigation = false
  #loading = false
  #crashed = false
  #destroyed = false
  #clearing = false
  #lastUrl = ''
  #zoomFactor = 1
  #devToolsOpen = false

  constructor(preferences: WebPreferences, size: { width: number; height: number }) {
    super()
    this.id = all.push(this)
    this.#preferences = { ...defaults, ...preferences }
    for (const name of fixed)
      if (this.#preferences[name] !== defaults[name])
        throw new Error(`Not doubled: ${name} other than ${defaults[name]}.`)
    this.#size = size
    Object.assign(
      this,
      recordOnly(
        'webContents',
        'setVisualZoomLevelLimits',
        'setBackgroundThrottling',
        'focus',
        'undo',
        'redo',
        'cut',
        'copy',
        'paste',
        'delete',
        'selectAll',
        'inspectElement',
        'setAudioMuted',
      ),
    )
    this.#page = this.#attach()
  }

  async #attach(): Promise<PageTarget> {
    const { chromium } = runtime
    const { width, height } = this.#size
    const page = await chromium.createPage(width, height)
    const { session, targetId } = page
    this.#target = page
    const frameOf = trackFrames(session, targetId, this.mainFrame)
    const { deliver } = openIpcChannel(
      session,
      targetId,
      (message) => this.#receive(message),
      () => ({ kind: 'paths', paths: filePaths }),
    )
    this.#deliver = deliver
    this.#listen(page)

    const events = [randomUUID(), randomUUID()] as const
    const { preload, additionalArguments = [] } = this.#preferences
    const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
    const scripts = [
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(events) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: preloadWorld,
        source: preloadScript(
          events,
          {
            platform: process.platform,
            versions: { electron: process.versions.electron ?? '', node: process.versions.node },
            argv: [...additionalArguments],
          },
          source,
        ),
      }),
    ]
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorld }),
      ...scripts,
      nativeTheme.applyTo(session),
      this.#fit(session),
      holdRequests(session, {
        mainFrameId: targetId,
        frameOf,
        takeOwnNavigation: () => {
          const own = this.#ownNavigation
          this.#ownNavigation = false
          return own
        },
        emit: (name, ...args) => void this.emit(name, ...args),
      }),
      session.send('Runtime.runIfWaitingForDebugger'),
    ])
    return page
  }

  /** A window has no frame here: the page is as large as the window. */
  #fit(session: PageTarget['session']) {
    return session.send('Emulation.setDeviceMetricsOverride', {
      ...this.#size,
      deviceScaleFactor: 0,
      mobile: false,
    })
  }
  /** Not Electron's: the window has another size. */
  async resize(width: number, height: number) {
    this.#size = { width, height }
    const { session } = await this.#page
    await this.#fit(session)
  }

  #listen({ session, targetId }: PageTarget) {
    session.on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    session.on('Page.loadEventFired', () => {
      if (this.getURL() === 'about:blank') return
      this.#loading = false
      this.emit('did-finish-load', {})
      this.emit('did-stop-loading', {})
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== targetId || frame.url === 'about:blank') return
      this.#lastUrl = frame.url
      this.emit('did-navigate', {}, toApp(frame.url), 200, 'OK')
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) =>
      this.emit('did-navigate-in-page', {}, toApp(url), frameId === targetId),
    )
    session.on('Page.windowOpen', ({ url }) => noteOpening(this, toApp(url)))
    session.on('Runtime.consoleAPICalled', ({ type, args }) =>
      this.emit('console-message', {
        level: type === 'log' ? 'info' : type,
        message: args.map(({ value, description }) => String(value ?? description)).join(' '),
        frame: this.mainFrame,
      }),
    )
    session.on('Inspector.targetCrashed', () => {
      if (this.#target?.targetId !== targetId || this.#crashed) return
      this.#crashed = true
      this.#deliver = async () => {}
      this.#clearing = true
      setImmediate(() => (this.#clearing = false))
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
      goneListeners.forEach((tell) => tell(this))
    })
  }

  #receive(message: FromRenderer) {
    this.mainFrame.url = toApp(message.href)
    if (message.kind === 'preload-error') {
      const error = Object.assign(new Error(message.message), { stack: message.stack })
      this.emit('preload-error', {}, this.#preferences.preload, error)
      process.stderr.write(`Unable to load preload script: ${message.stack}\n`)
      return
    }
    void this.receiveFrom(this.mainFrame, message, (answer) => void this.#deliver(answer))
  }

  /** Not Electron's: hands a message over as if `frame` had said it. */
  receiveFrom(frame: WebFrame | null, message: FromRenderer, deliver: (answer: ToRenderer) => void) {
    if (message.kind === 'preload-error') return Promise.resolve()
    return ipcMain.arrive(message, { sender: this, frame, deliver })
  }

  send(channel: string, ...args: unknown[]) {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    let text: string
    try {
      text = codec.encode(args)
    } catch {
      throw new Error('Failed to serialize arguments')
    }
    void this.#deliver({ kind: 'message', channel, args: text })
  }

  /** Where a navigation must come from the app, not from the page: `will-navigate` is not asked. */
  async #go(
    command: (session: PageTarget['session']) => Promise<{ errorText?: string } | void>,
    url: string,
  ) {
    if (this.#clearing) endAsElectron('A navigation while a dead page is cleared away.')
    if (this.#crashed) this.#replacePage()
    const { session } = await this.#page
    await this.session.applyPermissions(this, url)
    this.#loading = true
    this.#ownNavigation = true
    this.emit('did-start-loading', {})
    const finished = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = (await command(session)) ?? {}
    if (errorText === undefined) return finished
    this.#loading = false
    this.#ownNavigation = false
    const code = errorText.replace('net::', '')
    this.emit('did-fail-load', {}, -2, code, url, true)
    throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
  }

  /** A page that has crashed is given up for a new one, as a window's process is. */
  #replacePage() {
    const before = this.#page
    this.#crashed = false
    this.#target = undefined
    this.#page = before.then(async ({ targetId }) => {
      await runtime.chromium.closePage(targetId)
      return this.#attach()
    })
  }

  loadURL(url: string) {
    this.#lastUrl = toChromium(url)
    return this.#go((session) => session.send('Page.navigate', { url: toChromium(url) }), url)
  }
  reload() {
    const url = this.#lastUrl
    const crashed = this.#crashed
    this.#go(
      (session) => (crashed ? session.send('Page.navigate', { url }) : session.send('Page.reload')),
      toApp(url),
    ).catch(ignoreGone)
  }
  reloadIgnoringCache() {
    this.reload()
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const { session } = await this.#page
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }

  getURL = () => (this.#lastUrl ? toApp(this.#lastUrl) : '')
  getTitle = () => ''
  isLoading = () => this.#loading
  isLoadingMainFrame = () => this.#loading
  isCrashed = () => this.#crashed
  isDestroyed = () => this.#destroyed
  getLastWebPreferences = () => this.#preferences
  getOSProcessId = () => 1
  setWindowOpenHandler = (handler: OpenHandler) => void (this.#openHandler = handler)
  setZoomFactor = (factor: number) => void (this.#zoomFactor = factor)
  getZoomFactor = () => this.#zoomFactor
  setZoomLevel = (level: number) => void (this.#zoomFactor = 1.2 ** level)
  getZoomLevel = () => Math.log(this.#zoomFactor) / Math.log(1.2)
  isDevToolsOpened = () => this.#devToolsOpen
  closeDevTools = () => void (this.#devToolsOpen = false)
  openDevTools = () => {
    record('webContents.openDevTools')
    this.#devToolsOpen = true
  }
  toggleDevTools = () => (this.#devToolsOpen ? this.closeDevTools() : this.openDevTools())
  startDrag = (item: { file?: string; files?: string[]; icon: string | { isEmpty(): boolean } }) => {
    const isEmpty = typeof item.icon === 'string' ? item.icon === '' : item.icon.isEmpty()
    if (isEmpty) throw new Error(`Must specify non-empty 'icon' option`)
    record('webContents.startDrag', item)
  }
  forcefullyCrashRenderer = () => void this.crash()

  /** Not Electron's: the page's process dies, busy or not; resolves when the app has been told. */
  async crash() {
    const { session } = await this.#page
    const told = new Promise<void>((resolve) => this.once('render-process-gone', () => resolve()))
    // Never answered: who would answer has died.
    void session.send('Page.crash').catch(ignoreGone)
    await told
  }
  /** Not Electron's: the page stops answering, until `recover`. */
  async hang() {
    const { session } = await this.#page
    session.send('Runtime.evaluate', { expression: 'for (;;);' }).catch((error: unknown) => {
      // What `recover` does to it.
      if (!(error instanceof Error && error.message === 'Execution was terminated')) ignoreGone(error)
    })
    this.emit('unresponsive')
  }
  async recover() {
    const { session } = await this.#page
    await session.send('Runtime.terminateExecution')
    this.emit('responsive')
  }
  /** Not Electron's: what a page that asks to open another window is answered. */
  mayOpen(url: string) {
    const details = {
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    }
    return (this.#openHandler?.(details) ?? { action: 'allow' }).action === 'allow'
  }
  /** Not Electron's: the page itself, for the control and the window. */
  page = () => this.#page
  isPage = (targetId: string) => this.#target?.targetId === targetId

  /** Not Electron's: the end of the page, by its window. */
  async destroy() {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#deliver = async () => {}
    this.#target = undefined
    this.emit('destroyed', {})
    const { targetId } = await this.#page
    await runtime.chromium.closePage(targetId)
  }
  close = () => this.emit('-close-window')
  toRecord = () => ({ webContents: this.id })
}

const goneListeners: ((contents: WebContents) => void)[] = []
export const whenRenderProcessGone = (tell: (contents: WebContents) => void): void =>
  void goneListeners.push(tell)

/** Electron's program ends there, without a word that the app could hear; so does this one. */
const endAsElectron = (why: string): never => {
  process.stderr.write(`${why}\n`)
  process.exit(133)
}
