import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fail, succeed } from '../../shared/errors.ts'
import type { FrontDoor } from '../core/studio/front-door.ts'

/**
 * What browser mode does on the desktop: it asks the system's own opener. There is no folder dialog; the page has a picker
 * of its own.
 * @param display why there is no display to open anything on; null where there is one.
 */
export const createBrowserFrontDoor = (platform: NodeJS.Platform, display: string | null): FrontDoor => ({
  kind: 'browser',
  abilities: { folderDialog: false, dragOut: false, reveal: display === null },
  chooseFolder: null,
  openLink: async (address) =>
    display === null && (await open(platform, openerOf(platform, address)))
      ? succeed(undefined)
      : fail('input/invalid', `The address could not be opened in a browser here. It is ${address}`),
  reveal: async (path) =>
    display === null && (await open(platform, revealerOf(platform, path)))
      ? succeed(undefined)
      : fail('disk/failed', `The folder could not be shown here. It is ${dirname(path)}`),
})

type Command = readonly [file: string, ...args: string[]]

const openerOf = (platform: NodeJS.Platform, address: string): Command => {
  if (platform === 'darwin') return ['open', address]
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  return ['xdg-open', address]
}

const revealerOf = (platform: NodeJS.Platform, path: string): Command => {
  if (platform === 'darwin') return ['open', '-R', path]
  if (platform === 'win32') return ['explorer.exe', `/select,${path}`]
  return ['xdg-open', dirname(path)]
}

/** Openers that are still busy after so long have opened something, in milliseconds. */
const patienceMs = 3000

/** Runs an opener without a shell: nothing in a path is ever read as a command. Tells whether it did its work. */
const open = (platform: NodeJS.Platform, [file, ...args]: Command): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'ignore', detached: true })
    const patience = setTimeout(() => resolve(true), patienceMs)
    const settle = (isDone: boolean) => {
      clearTimeout(patience)
      resolve(isDone)
    }
    child.once('error', () => settle(false))
    // Explorer answers 1 whenever it has shown the folder.
    child.once('exit', (code) => settle(code === 0 || platform === 'win32'))
    child.unref()
  })
