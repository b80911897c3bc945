import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { BenchResult } from '../../scripts/bench.ts'
import { launchChromium } from '../kit/chromium.ts'
import { inFolder } from './kit/in-folder.ts'
import { startLauncher, stop } from './kit/program.ts'

/** What the first page has to load of script before it can be worked with, compressed. */

const limitKilobytes = 250

interface Loaded {
  readonly name: string
  readonly bytes: Buffer
}

/** The scripts that came before the page was interactive, as the program sent them. */
const firstScripts = (): Promise<readonly Loaded[]> =>
  inFolder(async (home) => {
    const { child, address } = await startLauncher(home)
    const browser = await launchChromium()
    try {
      const page = await browser.newPage()
      const responses = new Map<string, Promise<Buffer>>()
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script') responses.set(response.url(), response.body())
      })
      await page.goto(address)
      const button = page.getByRole('button', { name: /^Rehearse/ }).first()
      await button.click({ trial: true })
      // What the page fetches for later, when it has nothing else to do, is not waited for by anyone.
      const interactiveMs = await page.evaluate(() => {
        const [painted] = performance.getEntriesByName('first-contentful-paint')
        return Math.max(painted?.startTime ?? 0, performance.timing.domInteractive - performance.timeOrigin)
      })
      const begun = await page.evaluate(
        (untilMs) =>
          performance
            .getEntriesByType('resource')
            .filter(({ startTime }) => startTime <= untilMs)
            .map(({ name }) => name),
        interactiveMs,
      )
      return await Promise.all(
        [...responses]
          .filter(([url]) => begun.includes(url))
          .map(async ([url, bytes]) => ({ name: url.split('/').at(-1) ?? url, bytes: await bytes })),
      )
    } finally {
      await browser.close()
      await stop(child)
    }
  })

const kilobytes = (scripts: readonly Loaded[], compress: (bytes: Buffer) => Buffer): number =>
  scripts.reduce((sum, { bytes }) => sum + compress(bytes).length, 0) / 1000

export const bench = async (): Promise<BenchResult> => {
  const scripts = await firstScripts()
  if (scripts.length === 0) throw new Error('the first page loaded no script')
  const names = scripts.map(({ name }) => name).join(', ')
  return {
    name: `script of the first page with brotli, of ${limitKilobytes} kB`,
    ours: [kilobytes(scripts, brotliCompressSync)],
    peer: [limitKilobytes],
    limit: 1,
    unit: 'kB',
    notes: [
      `with gzip ${kilobytes(scripts, (bytes) => gzipSync(bytes, { level: 9 })).toFixed(0)} kB, as sent ${kilobytes(scripts, (bytes) => bytes).toFixed(0)} kB: ${names}`,
    ],
  }
}
