import { EventEmitter } from 'node:events'
import { cancellable } from './cancellable.ts'
import { ignoreGone } from './chromium.ts'
import { protocol, toApp, toChromium } from './protocol.ts'
import { record, recordOnly } from './recorder.ts'
import { runtime } from './runtime.ts'
import { webRequest } from './web-request.ts'

type RequestHandler = (
  contents: object,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void
type CheckHandler = (contents: object | null, permission: string, origin: string, details: object) => boolean
type DeviceHandler = (details: object) => boolean

/** Electron's permissions, and Chromium's names for what they govern. */
const permissions = {
  media: ['camera', 'microphone'],
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'idle-detection': ['idle-detection'],
  'window-management': ['window-management'],
} as const

class Session extends EventEmitter {
  readonly protocol = protocol
  readonly webRequest = webRequest
  #request: RequestHandler | null = null
  #check: CheckHandler | null = null
  #device: DeviceHandler | null = null

  constructor() {
    super()
    Object.assign(
      this,
      recordOnly(
        'session',
        'setSpellCheckerEnabled',
        'setSpellCheckerLanguages',
        'setUserAgent',
        'setDownloadPath',
        'setCertificateVerifyProc',
        'setDisplayMediaRequestHandler',
        'setUSBProtectedClassesHandler',
        'setBluetoothPairingHandler',
        'enableNetworkEmulation',
        'flushStorageData',
      ),
      {
        clearCache: async () => record('session.clearCache'),
        clearStorageData: async () => record('session.clearStorageData'),
        setProxy: async (proxy: object) => record('session.setProxy', proxy),
      },
    )
  }

  setPermissionRequestHandler = (handler: RequestHandler | null) => void (this.#request = handler)
  setPermissionCheckHandler = (handler: CheckHandler | null) => void (this.#check = handler)
  setDevicePermissionHandler = (handler: DeviceHandler | null) => void (this.#device = handler)

  /** Not Electron's: what a page that asks is told. Without a handler Electron grants everything. */
  requestPermission(contents: object, permission: string, details: object = {}): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#request) this.#request(contents, permission, resolve, details)
      else resolve(true)
    })
  }
  checkPermission(
    contents: object | null,
    permission: string,
    origin: string,
    details: object = {},
  ): boolean {
    return this.#check?.(contents, permission, origin, details) ?? true
  }
  checkDevice(details: object): boolean {
    return this.#device?.(details) ?? false
  }

  /** Not Electron's: Chromium answers pages by itself, so it is told beforehand what the app would answer. */
  async applyPermissions(contents: object, url: string) {
    const { origin } = new URL(toChromium(url))
    if (origin === 'null') return
    const asking = { isMainFrame: true, requestingUrl: url }
    for (const [permission, names] of Object.entries(permissions)) {
      const granted =
        this.checkPermission(contents, permission, toApp(origin), asking) &&
        (await this.requestPermission(contents, permission, asking))
      const setting = granted ? 'granted' : 'denied'
      for (const name of names)
        await runtime.chromium.root
          .send('Browser.setPermission', { permission: { name }, setting, origin })
          .catch(ignoreGone)
    }
  }
}

const defaultSession = new Session()

/** Downloads that pages begin: the app is asked, and what it prevents is cancelled. */
export const watchDownloads = async (contentsOf: () => object | undefined): Promise<void> => {
  const { root, setting } = { root: runtime.chromium.root, setting: runtime.setting }
  root.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
    const cancel = () => void root.send('Browser.cancelDownload', { guid }).catch(ignoreGone)
    const item = Object.assign(new EventEmitter(), {
      getURL: () => url,
      getFilename: () => suggestedFilename,
      getSavePath: () => '',
      setSavePath: (path: string) => record('downloadItem.setSavePath', path),
      cancel,
    })
    const event = cancellable()
    defaultSession.emit('will-download', event, item, contentsOf())
    record('download', { url, prevented: event.defaultPrevented })
    if (event.defaultPrevented) cancel()
  })
  await root.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: setting.profile,
    eventsEnabled: true,
  })
}

export const session = {
  get defaultSession() {
    runtime.needReady('Session can only be received when app is ready')
    return defaultSession
  },
}
