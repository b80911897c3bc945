import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import type { Bridge, CallArgument, CallName, CallOutput } from '../../../../shared/contract.ts'
import type { Result } from '../../../../shared/errors.ts'
import type { ProjectSnapshot } from '../../../../shared/views.ts'
import { startApp, type AppOptions, type StartedApp } from '../../../electron-double/start-app.ts'

declare global {
  interface Window {
    readonly boardwright: Bridge
  }
}

/** Where what was begun is ended: at the end of a test, or of a file's tests. */
export type AtEnd = (end: () => Promise<void>) => void

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A page that does nothing by itself: what is tested here is the program around it. */
const plainPage = `<!doctype html><meta charset="utf-8"><title>Plain</title>
<link rel="stylesheet" href="/assets/plain.css"><script type="module" src="/assets/plain.js"></script>
<input aria-label="Files" type="file" multiple><input aria-label="Words" spellcheck="true">`

/** The built program with a plain page in place of the editor, and a person's folder to run in. */
export interface PlainApp {
  readonly folder: string
  readonly home: string
  /** The person's own folder. */
  readonly person: string
  readonly start: (options?: Partial<AppOptions>) => Promise<StartedApp>
}

/** Lays out the program in a folder that goes in the end, with further scripts of the page, by their names. */
export const layOutApp = async (
  atEnd: AtEnd = onTestFinished,
  scripts: Readonly<Record<string, string>> = {},
): Promise<PlainApp> => {
  const folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-')))
  atEnd(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  const program = join(folder, 'program')
  const built = join(root, 'dist')
  await fs.mkdir(join(program, 'dist', 'page', 'assets'), { recursive: true })
  for (const name of await fs.readdir(built))
    if (name !== 'page') await fs.cp(join(built, name), join(program, 'dist', name), { recursive: true })
  const page = (name: string, text: string) => fs.writeFile(join(program, 'dist', 'page', name), text)
  const tags = Object.keys(scripts).map((name) => `<script type="module" src="/assets/${name}"></script>`)
  await page('index.html', plainPage + tags.join(''))
  await page('assets/plain.js', 'window.isLoaded = true\n')
  await page('assets/plain.css', 'body { margin: 8px }\n')
  for (const [name, text] of Object.entries(scripts)) await page(`assets/${name}`, text)
  await fs.copyFile(join(root, 'package.json'), join(program, 'package.json'))
  await fs.symlink(join(root, 'node_modules'), join(program, 'node_modules'))
  const person = join(folder, 'person')
  const home = join(folder, 'data')
  await fs.mkdir(person)
  return {
    folder,
    home,
    person,
    start: async (options = {}) => {
      const app = await startApp({
        main: join(program, 'dist', 'electron', 'main.js'),
        appPath: program,
        userData: home,
        ...options,
        env: {
          HOME: person,
          BOARDWRIGHT_HOME: home,
          FAL_KEY: undefined,
          // No keyring: it is another's, and its states have tests of their own.
          DBUS_SESSION_BUS_ADDRESS: undefined,
          ...options.env,
        },
      })
      atEnd(app.close)
      return app
    },
  }
}

/** The program started with the plain page, and the page once it can speak. */
export const startPlainApp = async (options: Partial<AppOptions> = {}, atEnd: AtEnd = onTestFinished) => {
  const laidOut = await layOutApp(atEnd)
  const app = await laidOut.start(options)
  return { ...laidOut, app, page: await readyPage(app) }
}

/** The page of a window, once its bridge is there. */
export const readyPage = async (app: StartedApp, id?: number): Promise<Page> => {
  const page = await app.page(id)
  await page.waitForFunction(() => 'boardwright' in window)
  return page
}

/** One program for all tests of a file, ended with them; for tests that leave it as they found it. */
export const sharedApp = (options: Partial<AppOptions> = {}) => {
  const ends: (() => Promise<void>)[] = []
  let started: Awaited<ReturnType<typeof startPlainApp>>
  beforeAll(async () => {
    started = await startPlainApp(options, (end) => ends.unshift(end))
  })
  afterAll(async () => {
    for (const end of ends) await end()
  })
  return () => started
}

/** Asks the core as a page does. */
export const ask = <Name extends CallName>(page: Page, name: Name, input: CallArgument<Name>) =>
  page.evaluate(([call, given]) => window.boardwright.call(call as never, given as never), [
    name,
    input,
  ] as const) as Promise<Result<CallOutput<Name>>>

/** Opens the sample board, which the first start has made. */
export const openSample = async (page: Page): Promise<ProjectSnapshot> => {
  const state = await ask(page, 'app.state', {})
  if (!state.ok || state.value.lastProject === null) throw new Error(JSON.stringify(state))
  const opened = await ask(page, 'project.open', { folder: state.value.lastProject })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}
