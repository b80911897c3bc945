import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { Bridge, FileToken } from '../../../../shared/contract.ts'
import { fail, succeed, type Result } from '../../../../shared/errors.ts'
import { createBrowserBridge } from '../../../../renderer/bridge/browser-bridge.ts'
import { launchChromium } from '../../../kit/chromium.ts'
import { startPlace } from '../../electron/browser/place.ts'

/** The bridge as the page has it, built and served by the real server to a real browser. */
let script = ''
let browser: Browser

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: 'renderer/bridge/bridge.ts', formats: ['es'] },
    },
  })
  const [{ output }] = built as unknown as [{ readonly output: readonly [{ readonly code: string }] }]
  script = output[0].code
  browser = await launchChromium()
})
afterAll(() => browser.close())

const openPage = async () => {
  const place = await startPlace()
  const page = join(place.folder, 'page')
  await files.writeFile(join(page, 'assets', 'bridge.js'), script)
  await files.writeFile(
    join(page, 'assets', 'main.js'),
    "import { bridge } from './bridge.js'\nwindow.bridge = bridge()",
  )
  await files.writeFile(
    join(page, 'index.html'),
    '<!doctype html><title>page</title><link rel="icon" href="data:,"><script type="module" src="/assets/main.js"></script>',
  )
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const tab = await context.newPage()
  const complaints: string[] = []
  tab.on('console', (message) => complaints.push(message.text()))
  tab.on('pageerror', (error) => complaints.push(error.message))
  await tab.goto(place.server.newAddress())
  return { ...place, tab, complaints }
}

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

const fileOf = async (page: Page, name: string, bytes: number) =>
  page.evaluate(
    async ([fileName, size]) => {
      const progress: number[] = []
      const given = [new File([new Uint8Array(size)], fileName), new File(['second'], 'b.png')]
      const answer = await window.bridge.handOver(given, (sent) => progress.push(sent))
      return { answer, progress }
    },
    [name, bytes] as const,
  )

describe('the bridge of browser mode', () => {
  test('comes in by the address, calls, and hears events, without a word of the policy against it', async () => {
    const { tab, studio, complaints, server } = await openPage()
    expect(new URL(tab.url()).href).toBe(`http://127.0.0.1:${server.port}/`)
    const answer = await tab.evaluate(() => window.bridge.call('project.open', { folder: '/films' }))
    expect(answer).toEqual({ ok: true, value: { call: 'project.open', input: { folder: '/films' } } })
    const heard = tab.evaluate(
      () => new Promise((resolve) => window.bridge.on('action.chosen', ({ action }) => resolve(action))),
    )
    await expect.poll(() => studio.windows.size).toBe(1)
    await tab.evaluate(() => window.bridge.call('app.state', {}))
    for (const send of studio.windows.values()) send('action.chosen', { action: 'undo' })
    expect(await heard).toBe('undo')
    expect(complaints).toEqual([])
  })

  test('hands files over by their bytes, a few at once, and tells how far it is', async () => {
    const { tab, studio } = await openPage()
    const size = 20 * 1024 * 1024
    const { answer, progress } = await fileOf(tab, 'Regen „1“ ü.png', size)
    const tokens = (answer as Result<readonly FileToken[]> & { ok: true }).value
    const found = tokens.map((token) => studio.handedFiles.find(token))
    expect(found.map((file) => file.ok && file.value.name)).toEqual(['Regen „1“ ü.png', 'b.png'])
    const sizes = await Promise.all(
      found.map(async (file) => (file.ok ? (await files.stat(file.value.path)).size : -1)),
    )
    expect(sizes).toEqual([size, 6])
    expect(progress.at(-1)).toBe(size + 6)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })

  test('gives the server’s own words where a file is refused', async () => {
    const { tab, server } = await openPage()
    await server.close()
    const { answer } = await fileOf(tab, 'a.png', 10)
    expect(answer).toMatchObject({ ok: false, error: { code: 'app/unreachable' } })
  })

  test('shows media by their address', async () => {
    const { tab } = await openPage()
    const text = await tab.evaluate(async () => {
      const response = await fetch(`${window.bridge.mediaBase}/p/thumb/a/64?x=1`)
      return response.text()
    })
    expect(text).toBe('a picture, x=1')
  })

  test('is let in by nobody’s page but its own', async () => {
    const { tab, server, studio } = await openPage()
    const other = await startPlace()
    await tab.goto(other.server.newAddress())
    const outcome = await tab.evaluate(
      (address) =>
        new Promise((resolve) => {
          const socket = new WebSocket(address)
          socket.addEventListener('open', () => resolve('open'))
          socket.addEventListener('error', () => resolve('refused'))
        }),
      `ws://127.0.0.1:${server.port}/socket`,
    )
    expect(outcome).toBe('refused')
    await expect.poll(() => studio.windows.size).toBe(0)
  })
})

/** A bridge whose files arrive when the test says so. */
const withPosts = () => {
  const underWay = new Map<string, (posted: Result<unknown>) => void>()
  const begun: string[] = []
  const bridge = createBrowserBridge({
    connect: () => ({ send: () => undefined, close: () => undefined, addEventListener: () => undefined }),
    postFile: (_, { name }) => {
      begun.push(name)
      return new Promise((resolve) => underWay.set(name, resolve))
    },
  })
  const arrive = async (name: string, posted: Result<unknown> = succeed(tokenOf(name))) => {
    underWay.get(name)?.(posted)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { bridge, begun, arrive }
}

const tokenOf = (name: string) => `file_${name.padStart(32, '0')}`
const filesNamed = (...names: readonly string[]) => names.map((name) => ({ name, size: 2 }))

describe('several files', () => {
  test('go over three at once, and are answered in their order, whichever arrives first', async () => {
    const { bridge, begun, arrive } = withPosts()
    const progress: number[] = []
    const handed = bridge.handOver(filesNamed('1', '2', '3', '4'), (sent) => progress.push(sent))
    expect(begun).toEqual(['1', '2', '3'])
    await arrive('3')
    expect(begun).toEqual(['1', '2', '3', '4'])
    for (const name of ['4', '2', '1']) await arrive(name)
    expect(await handed).toEqual({ ok: true, value: ['1', '2', '3', '4'].map(tokenOf) })
    expect(progress).toEqual([2, 4, 6, 8])
  })

  test('end with the first failure: no further one is begun', async () => {
    const { bridge, begun, arrive } = withPosts()
    const handed = bridge.handOver(filesNamed('1', '2', '3', '4', '5'))
    const gone = fail('app/unreachable', 'Gone.')
    await arrive('2', gone)
    await arrive('3', fail('disk/full', 'Full.'))
    await arrive('1')
    expect(await handed).toEqual(gone)
    expect(begun).toEqual(['1', '2', '3'])
  })
})

test('a file that is too large is refused before anything is sent', async () => {
  const sent: string[] = []
  const bridge = createBrowserBridge({
    connect: () => ({ send: () => undefined, close: () => undefined, addEventListener: () => undefined }),
    postFile: async (address) => {
      sent.push(address)
      return { ok: true, value: '' }
    },
  })
  const dropped = [
    { name: 'a.png', size: 1 },
    { name: 'film.zip', size: 3 * 1024 ** 3 },
  ]
  expect(await bridge.handOver(dropped)).toMatchObject({
    ok: false,
    error: { code: 'media/too-large', message: expect.stringContaining('film.zip') },
  })
  expect(sent).toEqual([])
})
