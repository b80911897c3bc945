import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { record } from './recorder.ts'

interface ItemOptions {
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly id?: string
  readonly accelerator?: string
  readonly enabled?: boolean
  readonly visible?: boolean
  readonly checked?: boolean
  readonly click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void
  readonly submenu?: readonly ItemOptions[] | Menu
}

/** The labels that Electron gives to roles where the app gives none. */
const roleLabels: Readonly<Record<string, string>> = {
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteandmatchstyle: 'Paste and Match Style',
  delete: 'Delete',
  selectall: 'Select All',
  reload: 'Reload',
  forcereload: 'Force Reload',
  toggledevtools: 'Toggle Developer Tools',
  resetzoom: 'Actual Size',
  zoomin: 'Zoom In',
  zoomout: 'Zoom Out',
  togglefullscreen: 'Toggle Full Screen',
  minimize: 'Minimize',
  zoom: 'Zoom',
  close: 'Close Window',
  front: 'Bring All to Front',
  quit: 'Quit',
  help: 'Help',
  filemenu: 'File',
  editmenu: 'Edit',
  viewmenu: 'View',
  windowmenu: 'Window',
}

/** What a role does beyond being recorded. */
const roleActions: Readonly<Record<string, (window: BrowserWindow | undefined) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.reload(),
  toggledevtools: (window) => window?.webContents.toggleDevTools(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
}

export class MenuItem {
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly id: string | undefined
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #click: ItemOptions['click']

  constructor(options: ItemOptions) {
    const { role, submenu, click } = options
    this.role = role?.toLowerCase()
    this.label = options.label ?? (this.role === 'appmenu' ? app.name : roleLabels[this.role ?? '']) ?? ''
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.id = options.id
    this.accelerator = options.accelerator
    this.submenu = submenu && (submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu))
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.#click = click
  }

  /** As the person's click: refused where the person could not. */
  click() {
    if (!this.enabled || !this.visible) throw new Error(`The menu item '${this.label}' is not enabled.`)
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    if (this.role) {
      record('menu.role', this.role)
      roleActions[this.role]?.(window)
    } else this.#click?.(this, window, {})
  }
}

let applicationMenu: Menu | null = null
/** The context menu that is open. */
let openMenu: Menu | null = null
const setOpenMenu = (menu: Menu | null) => void (openMenu = menu)

export class Menu extends EventEmitter {
  readonly items: MenuItem[] = []
  #callback: (() => void) | undefined

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]) {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }
  static setApplicationMenu = (menu: Menu | null) => void (applicationMenu = menu)
  static getApplicationMenu = () => applicationMenu
  /** Not Electron's. */
  static getOpenMenu = () => openMenu

  append = (item: MenuItem) => void this.items.push(item)
  insert = (at: number, item: MenuItem) => void this.items.splice(at, 0, item)
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const found = item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup(options: { window?: BrowserWindow; x?: number; y?: number; callback?: () => void } = {}) {
    record('menu.popup', { x: options.x, y: options.y })
    setOpenMenu(this)
    this.#callback = options.callback
    this.emit('menu-will-show')
  }
  closePopup() {
    if (openMenu !== this) return
    setOpenMenu(null)
    this.emit('menu-will-close')
    this.#callback?.()
  }

  /** Not Electron's: the item that the labels lead to. */
  at(labels: readonly string[]): MenuItem {
    const [first, ...rest] = labels
    const found = this.items.find((item) => item.label === first)
    if (!found)
      throw new Error(`No '${first}' in the menu: ${this.items.map(({ label }) => label).join(', ')}`)
    if (rest.length === 0) return found
    if (!found.submenu) throw new Error(`'${first}' has no submenu.`)
    return found.submenu.at(rest)
  }
}
