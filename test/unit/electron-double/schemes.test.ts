import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../kit/temporary-folder.ts'
import { makeClip } from '../electron/core/media/make-clip.ts'
import { openFixture, shareFixture, startFixture } from './setting.ts'

const opened = shareFixture()

it("the app's policy is enforced by the browser", async () => {
  const { page } = await opened()
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    return fetch('https://elsewhere.example/').catch(() => undefined)
  })
  await expect.poll(() => page.evaluate(() => window.violations)).toEqual(['script-src-elem', 'connect-src'])
  expect(await page.evaluate(() => 'injected' in window)).toBe(false)
})

it("requests reach the scheme's handler as requests of that scheme, and its answers the page", async () => {
  const { page } = await opened()
  const echo = await page.evaluate(
    async () => (await fetch('/echo?q=1', { method: 'POST', body: 'words' })).json() as Promise<unknown>,
  )
  expect(echo).toEqual({ url: 'app://board/echo?q=1', method: 'POST', body: 'words', origin: 'app://board' })
  expect(await page.evaluate(async () => (await fetch('/nowhere')).status)).toBe(404)
  expect(await page.evaluate(() => fetch('/broken').catch(String))).toBe('TypeError: Failed to fetch')
})

it('what the app says to requests and to headers is heeded', async () => {
  const { page } = await opened()
  expect(await page.evaluate(async () => (await fetch('/page.js')).headers.get('x-seen'))).toBe(
    'app://board/page.js',
  )
  expect(await page.evaluate(() => fetch('/forbidden').catch(String))).toBe('TypeError: Failed to fetch')
})

it('a large film plays through its scheme in ranges, seeks, and is never sent as a whole', async () => {
  const path = join(await temporaryFolder(), 'clip.mp4')
  const clip = await makeClip({ frames: Array.from({ length: 20 }, () => [120, 100, 140] as const) })
  // A box to skip, of 60 MB, between the pictures and their index at the end: only a range leads over it.
  const index = clip.lastIndexOf('moov') - 4
  await writeFile(path, clip.subarray(0, index))
  const skipped = Buffer.alloc(60 << 20)
  skipped.writeUInt32BE(skipped.length)
  skipped.write('free', 4, 'latin1')
  await appendFile(path, skipped)
  await appendFile(path, clip.subarray(index))

  const { app, page } = await openFixture({ env: { CLIP: path } })
  const played = await page.evaluate(async () => {
    const video = document.createElement('video')
    const told = (name: string) =>
      new Promise((resolve, reject) => {
        video.addEventListener(name, resolve, { once: true })
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
      })
    video.src = 'clip://media/film.mp4'
    await told('loadedmetadata')
    const sought = told('seeked')
    video.currentTime = 1.5
    await sought
    return { duration: video.duration, time: video.currentTime, width: video.videoWidth }
  })
  expect(played).toEqual({ duration: 2, time: 1.5, width: 128 })
  const ranges = await app.evaluate(
    () => (globalThis as unknown as { fixture: { clipRequests: (string | null)[] } }).fixture.clipRequests,
  )
  expect(ranges[0]).toBe('bytes=0-')
  const last = Number(/bytes=(\d+)-/.exec(ranges.at(-1) ?? '')?.[1] ?? 0)
  expect(ranges.length).toBeGreaterThan(1)
  expect((await stat(path)).size - last).toBeLessThan(60 << 20)
  expect((await readFile(path)).subarray(0, 12).toString('latin1')).toContain('ftyp')
})

it('Electron refuses much before the app is ready, and so does the double', async () => {
  const folder = await temporaryFolder()
  const main = join(folder, 'main.mjs')
  const early = (statement: string) =>
    writeFile(main, `import { app, BrowserWindow, protocol, session } from 'electron'; ${statement}`)
  const start = () => startFixture({ main, userData: folder })
  await early('new BrowserWindow()')
  await expect(start()).rejects.toThrow('Cannot create BrowserWindow before app is ready')
  await early('session.defaultSession')
  await expect(start()).rejects.toThrow('Session can only be received when app is ready')
  await early(`void app.whenReady().then(() => protocol.registerSchemesAsPrivileged([]))`)
  await expect(start().then((app) => app.ended)).resolves.toMatchObject({ code: 1 })
})
