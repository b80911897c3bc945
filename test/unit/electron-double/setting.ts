import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { startApp, type AppOptions } from '../../electron-double/start-app.ts'
import { temporaryFolder } from '../../kit/temporary-folder.ts'

export const fixtures = join(import.meta.dirname, '../../electron-double/fixtures')

/** The fixture app, started for one test and ended with it. */
export const startFixture = async (options: Partial<AppOptions> = {}) => {
  const userData = options.userData ?? (await temporaryFolder())
  const app = await startApp({ main: join(fixtures, 'main.ts'), userData, ...options })
  onTestFinished(() => app.close())
  return app
}

/** The fixture's page, once its window is shown. */
export const openFixture = async (options: Partial<AppOptions> = {}) => {
  const app = await startFixture(options)
  return { app, page: await app.page() }
}

const startShared = async () => {
  const userData = await mkdtemp(join(tmpdir(), 'electron-double-'))
  return { app: await startApp({ main: join(fixtures, 'main.ts'), userData }), userData }
}

/** One fixture app for the tests of a file that leave it as it was: each gets its page, loaded anew. */
export const shareFixture = () => {
  let started: ReturnType<typeof startShared> | undefined
  afterAll(async () => {
    const { app, userData } = (await started) ?? {}
    await app?.close()
    if (userData !== undefined) await rm(userData, { recursive: true, force: true })
  })
  return async () => {
    started ??= startShared()
    const { app } = await started
    const page = await app.page()
    await page.goto('http://board.app.localhost/')
    return { app, page }
  }
}

declare global {
  /** What the fixture's preload exposes, and what its page keeps. */
  interface Window {
    readonly api: {
      invoke(channel: string, ...args: unknown[]): Promise<unknown>
      send(channel: string, ...args: unknown[]): void
      pathOf(file: File): string
      kindOf(value: unknown): string
      twice(run: (value: number) => number): number
      failAtOnce(): void
      foreign(name: string): unknown
      readonly setting: {
        readonly platform: string
        readonly argv: string[]
        readonly nested: { list: number[] }
      }
    }
    readonly seen: { readonly names: string[]; readonly symbols: string[] }
    readonly pushed: unknown[][]
    readonly violations: string[]
    readonly dropped: [name: string, size: number, path: string][] | undefined
    readonly stopPushed: () => void
  }
}
