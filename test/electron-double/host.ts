import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import electron from 'electron/package.json' with { type: 'json' }
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ignoreGone, launchChromium } from './chromium.ts'
import { control } from './control.ts'
import type { Question, Report } from './messages.ts'
import { answerPopup } from './popups.ts'
import { runtime, type Setting } from './runtime.ts'
import { startSchemeServer } from './scheme-server.ts'
import { watchDownloads } from './session.ts'
import { WebContents } from './web-contents.ts'

/** The process that stands for Electron's main process: the double, Chromium, and then the app's own main module. */
const setting = JSON.parse(process.argv[2] ?? '') as Setting
runtime.begin(setting)

const send = process.send?.bind(process)
const report = (message: Report) => void send?.(message)
const failed = (error: unknown) =>
  report({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })

// The test has ended, or died: nothing of the app may be left.
process.on('disconnect', () => app.exit(1))

const controls = control as unknown as Record<string, (...args: unknown[]) => unknown>
process.on('message', ({ id, name, args }: Question) => {
  ;(async () => controls[name]?.(...args))().then(
    (value) => report({ kind: 'answer', id, value }),
    (error: unknown) =>
      report({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) }),
  )
})

// The app must find what it would find under Electron, and no channel to the test.
delete process.send
process.argv = [process.execPath, setting.main, ...setting.args]
Object.assign(process, { type: 'browser', resourcesPath: setting.appPath })
Object.defineProperty(process.versions, 'electron', { value: electron.version, enumerable: true })

const double = new URL('index.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
})

const start = async () => {
  const { port } = await startSchemeServer()
  // Electron, too, is ready only after the main module has been loaded.
  const [chromium] = await Promise.all([
    launchChromium(setting.chromium, setting.profile, port),
    import(pathToFileURL(setting.main).href),
  ])
  chromium.whenPopup((popup) => void answerPopup(popup, WebContents.getAllWebContents()).catch(ignoreGone))
  chromium.whenGone((targetId) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.isPage(targetId))
    window?.destroy()
  })
  runtime.nowReady(chromium)
  await watchDownloads(() => WebContents.getAllWebContents()[0])
  app.emit('will-finish-launching')
  app.emit('ready', {}, {})
  report({ kind: 'ready', endpoint: chromium.endpoint })
}

start().catch((error: unknown) => {
  failed(error)
  app.exit(1)
})
