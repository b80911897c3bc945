import { ipcMain } from 'electron'
import Store from 'electron-store'
import type { SaveSettings } from '../core/settings.ts'

/** Writes `settings.json` in one step, as the terminal and browser mode do. */
export const saveWithElectronStore: SaveSettings = async (home, members) => {
  const store = new Store<Record<string, unknown>>({
    cwd: home,
    name: 'settings',
    configFileMode: 0o600,
    serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
  })
  // The store would answer any window with the data folder's path; our windows have no business with it.
  ipcMain.removeAllListeners('electron-store-get-data')
  store.store = { ...members }
}
