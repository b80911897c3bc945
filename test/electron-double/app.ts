import { EventEmitter, once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { cancellable } from './cancellable.ts'
import { record, recordOnly } from './recorder.ts'
import { runtime } from './runtime.ts'
import { takeSingleInstance } from './single-instance.ts'

/** What `app` needs of the windows; the windows themselves need `app`. */
interface Closable {
  close(): void
  destroy(): void
  isDestroyed(): boolean
}

class App extends EventEmitter {
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => record('commandLine.appendSwitch', name, value),
    appendArgument: (value: string) => record('commandLine.appendArgument', value),
    hasSwitch: (name: string) => process.argv.some((arg) => arg.split('=')[0] === `--${name}`),
    getSwitchValue: (name: string) =>
      process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  }
  readonly dock = undefined
  readonly #paths = new Map<string, string>()
  #name: string | undefined
  #quitting = false
  #ending = false
  #windows: () => Closable[] = () => []
  #lock: ReturnType<typeof takeSingleInstance> | undefined

  constructor() {
    super()
    Object.assign(
      this,
      recordOnly(
        'app',
        'setAppUserModelId',
        'enableSandbox',
        'addRecentDocument',
        'clearRecentDocuments',
        'setAboutPanelOptions',
        'showAboutPanel',
        'focus',
        'hide',
        'show',
        'setBadgeCount',
        'setJumpList',
        'setUserTasks',
        'disableHardwareAcceleration',
        'setAsDefaultProtocolClient',
        'setAccessibilitySupportEnabled',
      ),
    )
  }

  get isPackaged() {
    return runtime.setting.isPackaged
  }
  get name() {
    return this.#name ?? this.#manifest().productName ?? this.#manifest().name
  }
  set name(name: string) {
    this.#name = name
  }
  #manifest() {
    const path = join(runtime.setting.appPath, 'package.json')
    const found = existsSync(path) ? readFileSync(path, 'utf8') : '{}'
    return { name: 'Electron', version: '0.0.0', ...(JSON.parse(found) as object) } as {
      name: string
      productName?: string
      version: string
    }
  }

  getName = () => this.name
  setName = (name: string) => void (this.name = name)
  getVersion = () => this.#manifest().version
  getAppPath = () => runtime.setting.appPath
  getLocale = () => 'en-US'
  getSystemLocale = () => 'en-US'
  getPreferredSystemLanguages = () => ['en-US']
  isReady = () => runtime.isReady
  isAccessibilitySupportEnabled = () => false
  async whenReady() {
    if (!runtime.isReady) await once(this, 'ready')
  }

  getPath(name: string): string {
    const home = homedir()
    const userData = this.#paths.get('userData') ?? runtime.setting.userData
    const known: Record<string, string> = {
      home,
      appData: process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'),
      userData,
      sessionData: userData,
      logs: join(userData, 'logs'),
      crashDumps: join(userData, 'Crashpad'),
      temp: tmpdir(),
      exe: process.execPath,
      module: process.execPath,
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
      music: join(home, 'Music'),
      pictures: join(home, 'Pictures'),
      videos: join(home, 'Videos'),
    }
    const path = this.#paths.get(name) ?? known[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string) {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(additionalData: object = {}): boolean {
    this.#lock ??= takeSingleInstance(this.getPath('userData'), additionalData, (other) =>
      this.emit('second-instance', {}, other.argv, other.workingDirectory, other.additionalData),
    )
    const held = this.#lock.held
    if (!held) this.#lock = undefined
    return held
  }
  hasSingleInstanceLock = () => this.#lock?.held ?? false
  releaseSingleInstanceLock() {
    this.#lock?.release()
    this.#lock = undefined
  }

  /** Not Electron's: where `app` finds the windows. */
  watchWindows = (windows: () => Closable[]) => void (this.#windows = windows)

  /** Not Electron's: a window has closed, or has refused to. */
  windowClosed() {
    if (this.#ending || this.#windows().length > 0) return
    if (this.#quitting) this.#willQuit()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }
  closeRefused = () => void (this.#quitting = false)

  quit() {
    if (this.#quitting) return
    const event = cancellable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    const windows = this.#windows()
    if (windows.length === 0) this.#willQuit()
    for (const window of windows) if (this.#quitting) window.close()
  }
  #willQuit() {
    const event = cancellable()
    this.emit('will-quit', event)
    this.#quitting = !event.defaultPrevented
    if (this.#quitting) this.exit(0)
  }

  exit(code = 0) {
    if (this.#ending) return
    this.#ending = true
    for (const window of this.#windows()) window.destroy()
    this.emit('quit', cancellable(), code)
    this.releaseSingleInstanceLock()
    const end = () => process.exit(code)
    if (runtime.isReady) runtime.chromium.close().then(end, end)
    else end()
  }
  relaunch = (options: object = {}) => record('app.relaunch', options)
}

export const app = new App()
