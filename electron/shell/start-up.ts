import files from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, dialog } from 'electron'
import { makeFolder } from '../core/disk/make-folder.ts'
import { homeFolder } from '../core/home.ts'

/** The name by which the systems know the program; as in the packages. */
const appId = 'app.boardwright.desktop'

/**
 * The program's data folder, made where it is missing, and Electron told to keep its own things in it. Null where it
 * cannot be made, which has been said then. To be called before `ready`.
 */
export const settleHome = async (environment: NodeJS.ProcessEnv): Promise<string | null> => {
  const home = resolve(homeFolder(environment, process.platform, homedir()))
  const own = join(home, 'window')
  try {
    await makeFolder(home, files, 0o700)
    await makeFolder(own, files, 0o700)
  } catch (error) {
    failToStart(`The data folder ${home} cannot be made; choose another with BOARDWRIGHT_HOME.`, error)
    return null
  }
  app.setName('Boardwright')
  app.setAppUserModelId(appId)
  app.setPath('userData', home)
  // Chromium's caches and cookies, apart from what is the user's.
  app.setPath('sessionData', own)
  return home
}

/** Says why the program cannot start, and ends it. */
export const failToStart = (words: string, detail?: unknown): void => {
  const more =
    detail instanceof Error ? `\n\n${detail.message}` : typeof detail === 'string' ? `\n\n${detail}` : ''
  dialog.showErrorBox('Boardwright cannot start', words + more)
  app.exit(1)
}
