import { join } from 'node:path'
import { app } from 'electron'
import { createFileLog, logFolder } from './core/log/file-log.ts'
import { takeEnvironmentKey } from './core/secrets/environment-key.ts'
import { bindSharp } from './shell/bind-sharp.ts'
import { createLineLog } from './shell/log.ts'
import { registerSchemes } from './shell/schemes.ts'
import { failToStart, settleHome } from './shell/start-up.ts'

/**
 * The start of the Electron program, and no more than its order: what must come before Electron is ready, then the
 * rest. FAL_KEY is taken out of the environment before anything can inherit it.
 */

const environmentKey = takeEnvironmentKey(process.env)
const log = createLineLog(process.stderr)
app.enableSandbox()
registerSchemes()
const home = await settleHome(process.env)

const start = async (folder: string) => {
  bindSharp(process.platform, process.arch)
  // Only now: it loads sharp, and a second start needs none of it.
  const { startShell } = await import('./shell/start.ts')
  await app.whenReady()
  await startShell({
    home: folder,
    environment: process.env,
    environmentKey,
    pageFolder: join(import.meta.dirname, '..', 'page'),
    preload: join(import.meta.dirname, 'preload.cjs'),
    log: createFileLog(logFolder(folder), { also: log }),
  })
}

// Not awaited: Electron becomes ready only once this module has been run to its end.
if (home !== null && app.requestSingleInstanceLock())
  start(home).catch((error: unknown) => failToStart('Something went wrong at the start.', error))
else app.quit()
