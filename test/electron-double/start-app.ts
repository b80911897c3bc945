import { fork } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { chromium, type Browser, type Page } from 'playwright-core'
import type * as Electron from 'electron'
import { chromiumPath } from '../kit/chromium.ts'
import type { Control } from './control.ts'
import { lifeline, type Question, type Report } from './messages.ts'
import type { Setting } from './runtime.ts'

/** How the app is started; what is left out is as on a person's machine. */
export interface AppOptions {
  /** The built main module (absolute path). */
  readonly main: string
  /** The app's own folder of settings: what `app.getPath('userData')` gives. */
  readonly userData: string
  /** Set over this process's environment, HOME among them; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly args?: readonly string[]
  /** The folder of the app's package.json; that of the main module unless told. */
  readonly appPath?: string
  readonly isPackaged?: boolean
  readonly prefersDark?: boolean
  readonly chromium?: string
  /** How long the app may take to be ready. */
  readonly timeoutMs?: number
}

type Remote = {
  readonly [Name in keyof Control]: (
    ...args: Parameters<Control[Name]>
  ) => Promise<Awaited<ReturnType<Control[Name]>>>
}

/** A started app: every control, and what only the test's side can do. */
export interface StartedApp extends Omit<Remote, 'evaluate'>, AsyncDisposable {
  readonly pid: number
  /** All that the app has written to its two outputs so far. */
  readonly output: () => string
  /** Resolves when the app's process has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** The app's first window once it is there and shown, or the one of this id. */
  readonly shownWindow: (id?: number) => Promise<Awaited<ReturnType<Remote['windows']>>[number]>
  /** The page of a window (the first unless told), to act and look as a person does. */
  readonly page: (id?: number) => Promise<Page>
  /** Runs a function in the app's process. It is sent as its source: it sees its two arguments and nothing else. */
  readonly evaluate: <Result, Argument = undefined>(
    run: (electron: typeof Electron, argument: Argument) => Result,
    argument?: Argument,
  ) => Promise<Awaited<Result>>
  /** Ends the app at once, as a crash of the machine would. */
  readonly kill: () => Promise<void>
  /** Ends the app, whatever state it is in, and removes what the double itself has written. */
  readonly close: () => Promise<void>
}

const until = async <T>(find: () => Promise<T | undefined>, what: string, timeoutMs = 60_000): Promise<T> => {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  throw new Error(`Waited in vain for ${what}.`)
}

/** Asks the app's process, and fails when it ends before it has answered. */
const openRemote = (child: ReturnType<typeof fork>, output: () => string) => {
  const gone = () => new Error(`The app has ended.\n${output()}`)
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let asked = 0
  child.on('message', (report: Report) => {
    if (report.kind !== 'answer') return
    const { resolve, reject } = waiting.get(report.id) ?? {}
    waiting.delete(report.id)
    if (report.error === undefined) resolve?.(report.value as never)
    else reject?.(new Error(report.error))
  })
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(gone())
  })
  return (name: string, args: readonly unknown[]) =>
    new Promise<never>((resolve, reject) => {
      if (!child.connected) return reject(gone())
      const id = ++asked
      waiting.set(id, { resolve, reject })
      child.send({ id, name, args } satisfies Question)
    })
}

/** The pages of the app's Chromium as playwright sees them, connected at the first question. */
const openPages = (endpoint: string) => {
  let connected: Promise<Browser> | undefined
  const find = async (targetId: string) => {
    connected ??= chromium.connectOverCDP(endpoint, { noDefaults: true, isLocal: true })
    const browser = await connected
    for (const page of browser.contexts().flatMap((context) => context.pages())) {
      const session = await page
        .context()
        .newCDPSession(page)
        .catch(() => undefined)
      const info = await session?.send('Target.getTargetInfo').catch(() => undefined)
      await session?.detach().catch(() => undefined)
      if (info?.targetInfo.targetId === targetId) return page
    }
    return undefined
  }
  const disconnect = async () => (await connected)?.close()
  return { find, disconnect }
}

/** Starts a built main module in a process of its own, under the double of Electron; gives it when the app is ready. */
export const startApp = async (options: AppOptions): Promise<StartedApp> => {
  const profile = await fs.mkdtemp(join(tmpdir(), 'electron-double-'))
  const setting: Setting = {
    main: options.main,
    args: options.args ?? [],
    userData: options.userData,
    appPath: options.appPath ?? dirname(options.main),
    isPackaged: options.isPackaged ?? false,
    prefersDark: options.prefersDark ?? true,
    chromium: options.chromium ?? chromiumPath(),
    profile,
  }
  const child = fork(join(import.meta.dirname, 'host.ts'), [JSON.stringify(setting)], {
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (written += text))
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }))
  const ask = openRemote(child, () => written)
  let pages: ReturnType<typeof openPages> | undefined

  const allGone = once((child.stdio[lifeline] as Readable).resume(), 'close')
  const clean = async () => {
    await pages?.disconnect().catch(() => undefined)
    // Chromium ends a little after the app's process, and would write its files again.
    await allGone
    await fs.rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
    await clean()
  }
  const close = async () => {
    const forced = setTimeout(() => child.kill('SIGKILL'), 6_000)
    // Where the app has ended by itself there is nobody to ask.
    if (child.connected) await ask('exit', []).catch(() => undefined)
    await ended
    clearTimeout(forced)
    await clean()
  }

  const ready = new Promise<string>((resolve, reject) => {
    const timeoutMs = options.timeoutMs ?? 60_000
    const late = setTimeout(
      () => reject(new Error(`The app was not ready in ${timeoutMs} ms.\n${written}`)),
      timeoutMs,
    )
    child.on('message', (report: Report) => {
      clearTimeout(late)
      if (report.kind === 'ready') resolve(report.endpoint)
      if (report.kind === 'failed') reject(new Error(`The app could not start: ${report.error}\n${written}`))
    })
    child.once('error', reject)
    void ended.then(({ code }) =>
      reject(new Error(`The app ended with ${code} before it was ready.\n${written}`)),
    )
    void ended.then(() => clearTimeout(late))
  })
  try {
    pages = openPages(await ready)
  } catch (error) {
    await kill()
    throw error
  }

  const controls = new Proxy({} as Remote, {
    get:
      (_, name: string) =>
      (...args: unknown[]) =>
        ask(name, args),
  })
  const shownWindow: StartedApp['shownWindow'] = (id) =>
    until(async () => {
      const windows = await controls.windows()
      return windows.find((window) => window.isVisible && (id === undefined || window.id === id))
    }, 'a window to be shown')
  const { find } = pages
  const own = {
    pid: child.pid ?? 0,
    output: () => written,
    ended,
    shownWindow,
    page: async (id?: number) => {
      const window = id ?? (await shownWindow()).id
      return until(async () => find(await controls.targetOf(window)), 'the page of the window')
    },
    evaluate: (run: { toString(): string }, argument?: unknown) => ask('evaluate', [String(run), argument]),
    kill,
    close,
    [Symbol.asyncDispose]: close,
  }
  return new Proxy(own, {
    // Not `then`: the app is given by a promise, which would take it for another promise.
    get: (target, name, self) =>
      Reflect.has(target, name) || name === 'then'
        ? Reflect.get(target, name, self)
        : Reflect.get(controls, name),
  }) as unknown as StartedApp
}
