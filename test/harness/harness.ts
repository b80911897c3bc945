import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Browser, Page } from 'playwright-core'
import { build, createServer, preview, type Connect, type InlineConfig, type Plugin } from 'vite'
import { launchChromium } from '../kit/chromium.ts'
import { answerRange } from './answer-range.ts'
import { readSample, sampleMedia } from './sample-media.ts'

/** The page on a core in memory, served from its sources and opened in Chromium. */
export interface Harness {
  readonly address: string
  /** Opens the page. `query` says how it begins: `theme=light&shots=60&start=projects&empty&alive`. */
  readonly open: (options?: {
    readonly width?: number
    readonly height?: number
    readonly query?: string
    readonly reducedMotion?: boolean
    /** Stops the page's clock at this moment, in milliseconds since 1970; its timers go on. */
    readonly nowMs?: number
  }) => Promise<Page>
  /** Begins anew on a page that is open, with nothing remembered; cheaper than another page. */
  readonly again: (page: Page, query: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts the server, on a free port, and a browser. `built`: the page is built first, which pays where it is opened often. */
export const startHarness = async ({ built = false } = {}): Promise<Harness> => {
  const server = await (built ? serveBuilt() : serveSources())
  const address = server.resolvedUrls?.local[0]
  if (!address) throw new Error('the page is served nowhere')
  let browser: Promise<Browser> | undefined
  const begin = async (page: Page, query: string): Promise<void> => {
    await page.goto(`${address}test/harness/index.html?${query}`, { waitUntil: 'commit', timeout: 180_000 })
    await page.waitForSelector('html[data-ready]', { timeout: 180_000 })
  }
  return {
    address,
    open: async ({ width = 1280, height = 720, query = '', reducedMotion = false, nowMs } = {}) => {
      browser ??= launchChromium()
      const context = await (
        await browser
      ).newContext({
        viewport: { width, height },
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
        timezoneId: 'UTC',
      })
      const page = await context.newPage()
      if (nowMs !== undefined) await page.clock.setFixedTime(nowMs)
      await begin(page, query)
      return page
    },
    again: async (page, query) => {
      await page.evaluate(() => localStorage.clear())
      await begin(page, query)
    },
    close: async () => {
      await (await browser)?.close()
      await server.close()
    },
  }
}

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

const common = (): InlineConfig => ({
  configFile: false,
  root: at(''),
  logLevel: 'error',
  plugins: [react(), sampleServer()],
})

const serveSources = async () => {
  const server = await createServer({
    ...common(),
    cacheDir: at('.cache/harness/'),
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { entries: ['test/harness/index.html'] },
  })
  return server.listen()
}

const serveBuilt = async () => {
  const config: InlineConfig = {
    ...common(),
    publicDir: false,
    build: {
      outDir: at('.cache/harness-page/'),
      emptyOutDir: true,
      target: 'esnext',
      rolldownOptions: { input: at('test/harness/index.html') },
    },
    preview: { host: '127.0.0.1', port: 0 },
  }
  await build(config)
  return preview(config)
}

const sampleServer = (): Plugin => ({
  name: 'sample',
  configureServer: serveSample,
  configurePreviewServer: serveSample,
})

const serveSample = async ({ middlewares }: { readonly middlewares: Connect.Server }): Promise<void> => {
  const sample = await readSample()
  middlewares.use('/sample.json', (_, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(sample))
  })
  // Every page asks for the same pictures again.
  const known = new Map<string, ReturnType<typeof sampleMedia>>()
  const media = (address: string) => {
    const found = known.get(address) ?? sampleMedia(sample, address)
    known.set(address, found)
    return found
  }
  middlewares.use('/media', (request, response) => {
    void answerMedia(media(request.url ?? ''), request, response)
  })
}

const answerMedia = async (
  media: ReturnType<typeof sampleMedia>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const found = await media
  if (found) return answerRange(response, found, request.headers.range)
  response.statusCode = 404
  response.end()
}
