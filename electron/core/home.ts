import { join } from 'node:path'

/**
 * The program's data folder: ledger, settings, earlier states of projects. The same for the window, browser mode and
 * the terminal (it is where Electron puts `userData`). `BOARDWRIGHT_HOME` moves it.
 */
export const homeFolder = (
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  userFolder: string,
): string => {
  const chosen = environment['BOARDWRIGHT_HOME']
  if (chosen) return chosen
  switch (platform) {
    case 'darwin':
      return join(userFolder, 'Library', 'Application Support', 'Boardwright')
    case 'win32':
      return join(environment['APPDATA'] || join(userFolder, 'AppData', 'Roaming'), 'Boardwright')
    default:
      return join(environment['XDG_CONFIG_HOME'] || join(userFolder, '.config'), 'Boardwright')
  }
}
