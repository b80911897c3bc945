import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { startApp } from '../../../electron-double/start-app.ts'
import { launchChromium } from '../../../kit/chromium.ts'
import { until } from '../../acceptance/driver.ts'
import type { Place } from '../../kit/place.ts'
import { startCommand } from '../../kit/program.ts'

/** The two front doors that show the editor. */
export const frontDoors = ['browser mode', 'the Electron double'] as const
export type FrontDoor = (typeof frontDoors)[number]

/** A point of the page, in CSS pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The built program with the editor in a window of 1280 × 720, and what only the desktop around it can do. */
export interface Window {
  readonly page: Page
  /** What the page complained of on its console. */
  readonly complaints: readonly string[]
  /** Drags files from the desktop over the page and lets them go at a point of it. */
  readonly dropFiles: (point: Point, paths: readonly string[]) => Promise<void>
  /** Answers the file dialog that `open` brings up with these files. */
  readonly chooseFiles: (open: () => Promise<void>, paths: readonly string[]) => Promise<void>
  /** Ends the program at once, as a crash of the machine would. */
  readonly kill: () => Promise<void>
  /** Ends the page alone, as a crash of its process would; the program goes on. Gives the page that is there after it. */
  readonly losePage: () => Promise<Page>
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const size = { width: 1280, height: 720 } as const

/** How long a busy machine may take to show something, in milliseconds. */
export const patienceMs = 60_000

/** How long the program and its browser may take to start there. */
const startPatienceMs = 3 * patienceMs

/** Opens the editor for the person whose place this is; it is closed when the test is over. */
export const openWindow = (door: FrontDoor, place: Place): Promise<Window> =>
  door === 'browser mode' ? openInBrowser(place) : openInElectron(place)

const listen = (page: Page): readonly string[] => {
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // Listened to for good: playwright takes a while to step between a page and its dialog, and a key may be quicker.
  page.on('filechooser', () => {})
  return complaints
}

const openInBrowser = async ({ start }: Place): Promise<Window> => {
  const program = join(root, 'dist', 'electron', 'browser', 'main.js')
  const running = startCommand(process.execPath, [program, '--no-window'], start)
  const kill = async () => {
    running.signal('SIGKILL')
    await running.ended
  }
  onTestFinished(kill)
  const address = await until(
    async () => /^http:\/\/\S+$/m.exec(running.output())?.[0] ?? null,
    'the address of browser mode',
    startPatienceMs,
  )
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  // A context of its own: a scan of the page opens further pages in it.
  const context = await browser.newContext({ viewport: size })
  const page = await context.newPage()
  const complaints = listen(page)
  await page.goto(address)
  return {
    page,
    complaints,
    kill,
    losePage: async () => {
      await page.close()
      const next = await context.newPage()
      next.setDefaultTimeout(patienceMs)
      // As from the browser's history: the token has been used, and the cookie is there.
      await next.goto(new URL('/', address).href)
      return next
    },
    dropFiles: async (point, paths) => {
      const session = await page.context().newCDPSession(page)
      const data = { items: [], files: [...paths], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, ...point, data })
      await session.detach()
    },
    chooseFiles: (open, paths) => answerDialog(page, open, paths),
  }
}

const openInElectron = async ({ start }: Place): Promise<Window> => {
  const { home, env } = start
  // The smallest window, as browser mode has it here; without it the program takes what the screen has.
  const state = { bounds: { x: 0, y: 0, ...size }, isMaximized: false, isFullScreen: false }
  await fs.writeFile(join(home, 'window-state.json'), JSON.stringify(state))
  const app = await startApp({
    main: join(root, 'dist', 'electron', 'main.js'),
    appPath: root,
    userData: home,
    timeoutMs: startPatienceMs,
    // No keyring: it is another's, and its states have tests of their own.
    env: {
      FAL_KEY: undefined,
      DBUS_SESSION_BUS_ADDRESS: undefined,
      ...env,
      HOME: home,
      BOARDWRIGHT_HOME: home,
    },
  })
  onTestFinished(app.close)
  const { id } = await app.shownWindow()
  const page = await app.page(id)
  return {
    page,
    complaints: listen(page),
    kill: app.kill,
    losePage: async () => {
      await app.crashWindow(id)
      await until(
        async () => ((await app.windows()).some((one) => one.id === id && !one.isCrashed) ? true : null),
        'the window that comes back',
      )
      const next = await app.page(id)
      next.setDefaultTimeout(patienceMs)
      return next
    },
    dropFiles: (point, paths) => app.dropFiles(id, point, [...paths]),
    chooseFiles: async (open, paths) => {
      await app.setFilePaths(Object.fromEntries(paths.map((path) => [path.replace(/^.*\//, ''), path])))
      await answerDialog(page, open, paths)
    },
  }
}

const answerDialog = async (page: Page, open: () => Promise<void>, paths: readonly string[]) => {
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), open()])
  await dialog.setFiles([...paths])
}
