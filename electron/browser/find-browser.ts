import { delimiter, join } from 'node:path'

/** A browser of the Chromium family on this machine, and how it is called. */
export interface FoundBrowser {
  readonly name: string
  readonly path: string
}

/** The machine as far as it matters here. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user's own folder. */
  readonly userFolder: string
  readonly exists: (path: string) => boolean
}

const onLinux: readonly (readonly [name: string, command: string])[] = [
  ['Chromium', 'chromium'],
  ['Chromium', 'chromium-browser'],
  ['Chrome', 'google-chrome-stable'],
  ['Chrome', 'google-chrome'],
  ['Edge', 'microsoft-edge-stable'],
  ['Edge', 'microsoft-edge'],
]
const onMac: readonly (readonly [name: string, app: string])[] = [
  ['Chrome', 'Google Chrome'],
  ['Chromium', 'Chromium'],
  ['Edge', 'Microsoft Edge'],
]
const onWindows: readonly (readonly [name: string, place: string])[] = [
  ['Chrome', 'Google\\Chrome\\Application\\chrome.exe'],
  ['Edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
  ['Chromium', 'Chromium\\Application\\chrome.exe'],
]

/** The first browser that can show an app window: on the PATH or in its usual place. Null where there is none. */
export const findBrowser = (surroundings: Surroundings): FoundBrowser | null =>
  candidates(surroundings).find(({ path }) => surroundings.exists(path)) ?? null

const candidates = ({ platform, env, userFolder }: Surroundings): FoundBrowser[] => {
  switch (platform) {
    case 'darwin':
      return ['/Applications', join(userFolder, 'Applications')].flatMap((folder) =>
        onMac.map(([name, app]) => ({ name, path: join(folder, `${app}.app`, 'Contents', 'MacOS', app) })),
      )
    case 'win32':
      return onWindows.flatMap(([name, place]) =>
        ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
          .flatMap((variable) => env[variable] ?? [])
          .map((folder) => ({ name, path: `${folder}\\${place}` })),
      )
    default: {
      const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
      return onLinux.flatMap(([name, command]) =>
        folders.map((folder) => ({ name, path: join(folder, command) })),
      )
    }
  }
}

/** Whether a window can be shown to whoever started this; otherwise why not, in words. */
export const noDisplay = ({ platform, env }: Pick<Surroundings, 'platform' | 'env'>): string | null => {
  if (platform === 'win32') return null
  if (platform === 'darwin')
    return env['SSH_CONNECTION'] ? 'this is a remote session, without the machine’s display' : null
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? null : 'there is no display'
}
