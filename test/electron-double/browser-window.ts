import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { cancellable } from './cancellable.ts'
import { ignoreGone } from './chromium.ts'
import { record, recordOnly } from './recorder.ts'
import { runtime } from './runtime.ts'
import { WebContents, whenRenderProcessGone } from './web-contents.ts'

interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}
interface WindowOptions extends Partial<Rectangle> {
  readonly title?: string
  readonly show?: boolean
  readonly webPreferences?: ConstructorParameters<typeof WebContents>[0]
  readonly [name: string]: unknown
}

let windows: BrowserWindow[] = []
let focused: BrowserWindow | null = null
const setFocused = (window: BrowserWindow | null) => void (focused = window)

export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => [...windows]
  static getFocusedWindow = () => focused
  static fromWebContents = (contents: unknown) =>
    windows.find((window) => window.webContents === contents) ?? null
  static fromId = (id: number) => windows.find((window) => window.id === id) ?? null

  readonly id: number
  readonly webContents: WebContents
  /** Not Electron's: as the app gave them. */
  readonly options: WindowOptions
  #bounds: Rectangle
  #title: string
  #visible: boolean
  #minimized = false
  #maximized = false
  #fullScreen = false
  #destroyed = false

  constructor(options: WindowOptions = {}) {
    super()
    runtime.needReady('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.options = options
    this.#bounds = { x, y, width, height }
    this.#title = options.title ?? app.name
    this.#visible = options.show !== false
    this.webContents = new WebContents(options.webPreferences ?? {}, { width, height })
    this.id = this.webContents.id
    windows.push(this)
    if (this.#visible) setFocused(this)
    Object.assign(
      this,
      recordOnly(
        'window',
        'setMenu',
        'removeMenu',
        'setMenuBarVisibility',
        'setAutoHideMenuBar',
        'setProgressBar',
        'flashFrame',
        'setRepresentedFilename',
        'setDocumentEdited',
        'setIcon',
        'setOverlayIcon',
        'setBackgroundColor',
        'setMinimumSize',
        'setTitleBarOverlay',
        'setContentProtection',
        'moveTop',
        'setAlwaysOnTop',
      ),
    )

    this.webContents.once('dom-ready', () => this.emit('ready-to-show'))
    this.webContents.on('unresponsive', () => this.emit('unresponsive'))
    this.webContents.on('responsive', () => this.emit('responsive'))
    this.webContents.on('-close-window', () => this.close())
    app.emit('browser-window-created', {}, this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  reload = () => this.webContents.reload()

  show() {
    this.#visible = true
    this.emit('show')
    this.focus()
  }
  showInactive() {
    this.#visible = true
    this.emit('show')
  }
  hide() {
    this.#visible = false
    this.emit('hide')
    if (focused === this) this.blur()
  }
  focus() {
    record('window.focus', this)
    if (focused === this) return
    focused?.blur()
    setFocused(this)
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
  }
  blur() {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    app.emit('browser-window-blur', {}, this)
  }

  close() {
    if (this.#destroyed) return
    const event = cancellable()
    this.emit('close', event)
    if (event.defaultPrevented) app.closeRefused()
    else this.destroy()
  }
  destroy() {
    if (this.#destroyed) return
    this.#destroyed = true
    if (focused === this) focused = null
    windows = windows.filter((window) => window !== this)
    this.webContents.destroy().catch(ignoreGone)
    this.emit('closed')
    app.windowClosed()
  }
  isDestroyed = () => this.#destroyed

  minimize() {
    this.#minimized = true
    this.emit('minimize')
  }
  restore() {
    this.#minimized = false
    this.emit('restore')
  }
  maximize() {
    this.#maximized = true
    this.emit('maximize')
  }
  unmaximize() {
    this.#maximized = false
    this.emit('unmaximize')
  }
  setFullScreen(on: boolean) {
    if (this.#fullScreen === on) return
    this.#fullScreen = on
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen')
  }
  isVisible = () => this.#visible
  isFocused = () => focused === this
  isMinimized = () => this.#minimized
  isMaximized = () => this.#maximized
  isFullScreen = () => this.#fullScreen
  isNormal = () => !this.#minimized && !this.#maximized && !this.#fullScreen
  isResizable = () => true

  getTitle = () => this.#title
  setTitle = (title: string) => void (this.#title = title)
  get title() {
    return this.#title
  }
  set title(title: string) {
    this.#title = title
  }
  getBounds = () => ({ ...this.#bounds })
  getNormalBounds = () => ({ ...this.#bounds })
  getContentBounds = () => ({ ...this.#bounds })
  getSize = () => [this.#bounds.width, this.#bounds.height]
  getPosition = () => [this.#bounds.x, this.#bounds.y]
  setSize = (width: number, height: number) => this.setBounds({ width, height })
  setPosition = (x: number, y: number) => this.setBounds({ x, y })
  setBounds(bounds: Partial<Rectangle>) {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    const { x, y, width, height } = this.#bounds
    if (x !== before.x || y !== before.y) this.emit('move')
    if (width === before.width && height === before.height) return
    this.emit('resize')
    this.webContents.resize(width, height).catch(ignoreGone)
  }
  toRecord = () => ({ window: this.id })
}

app.watchWindows(BrowserWindow.getAllWindows)
whenRenderProcessGone((contents) =>
  app.emit('render-process-gone', {}, contents, { reason: 'crashed', exitCode: 5 }),
)
