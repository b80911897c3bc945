import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { chromium, type Browser } from 'playwright-core'
import { findBrowser } from '../../electron/browser/find-browser.ts'

/** The browser that tests look at pages with: the one that browser mode itself would take. @throws where there is none. */
export const chromiumPath = (): string => {
  const found = findBrowser({
    platform: process.platform,
    env: process.env,
    userFolder: homedir(),
    exists: existsSync,
  })
  if (!found)
    throw new Error(
      'The tests need Chromium, Chrome or Edge. On Debian scripts/install-system-packages.sh installs it.',
    )
  return found.path
}

/** A browser without a window that runs no errands of its own. Its scroll bars take their room, as on most desktops. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    ignoreDefaultArgs: ['--hide-scrollbars'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
