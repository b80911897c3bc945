import { dialog, shell, type BrowserWindow } from 'electron'
import { succeed } from '../../shared/errors.ts'
import type { FrontDoor } from '../core/studio/front-door.ts'
import { openLink } from './open-link.ts'

/** What Electron does for the core. `windowOf` gives the window that a client's dialogs belong to. */
export const createFrontDoor = (windowOf: (client: string) => BrowserWindow | null): FrontDoor => ({
  kind: 'electron',
  abilities: { folderDialog: true, dragOut: true, reveal: true },
  openLink,
  reveal: async (path) => {
    shell.showItemInFolder(path)
    return succeed(undefined)
  },
  chooseFolder: async (client, title) => {
    const options = { title, properties: ['openDirectory', 'createDirectory'] as const }
    const window = windowOf(client)
    const asked = { ...options, properties: [...options.properties] }
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, asked)
      : dialog.showOpenDialog(asked))
    return canceled ? null : (filePaths[0] ?? null)
  },
})
