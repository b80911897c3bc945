import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../kit/temporary-folder.ts'
import { openFixture, startFixture } from './setting.ts'

/** The processes of this machine whose command line names the text. */
const processesWith = async (text: string) => {
  const found: string[] = []
  for (const id of await readdir('/proc'))
    if (/^\d+$/.test(id) && existsSync(`/proc/${id}/cmdline`)) {
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
      if (line.includes(text)) found.push(id)
    }
  return found
}

it('a window whose page has died comes back, with its preload', async () => {
  const { app, page } = await openFixture()
  const { id } = await app.shownWindow()
  await app.crashWindow(id)
  // The fixture reloads it; the page that died is another one to playwright.
  const again = await app.page()
  expect(again).not.toBe(page)
  await again.waitForFunction(() => 'api' in window)
  expect(await again.evaluate(() => window.api.invoke('echo', 'back'))).toEqual(['back'])
  expect(await app.windows()).toMatchObject([{ id, isCrashed: false, isVisible: true, url: 'app://board/' }])
})

it('a page that hangs is told of, answers nothing, and can recover', async () => {
  const { app, page } = await openFixture()
  const { id } = await app.shownWindow()
  await app.evaluate(({ BrowserWindow }, window) => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    for (const name of ['unresponsive', 'responsive'] as const)
      BrowserWindow.fromId(window)?.on(name as 'responsive', () => heard.push(name))
  }, id)
  await app.hangWindow(id)
  let answered = false
  const question = page
    .evaluate(() => window.api.invoke('echo', 'late'))
    .then((answer) => {
      answered = true
      return answer
    })
  expect(await app.windows()).toHaveLength(1)
  expect(answered).toBe(false)
  await app.recoverWindow(id)
  expect(await question).toEqual(['late'])
  expect(await app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([
    'unresponsive',
    'responsive',
  ])
})

it('a page that hangs can be killed, and comes back', async () => {
  const { app } = await openFixture()
  const { id } = await app.shownWindow()
  await app.hangWindow(id)
  await app.crashWindow(id)
  const again = await app.page()
  await again.waitForFunction(() => 'api' in window)
  expect(await again.evaluate(() => window.api.invoke('echo', 'back'))).toEqual(['back'])
})

it('closing the last window quits an app that says nothing else', async () => {
  const app = await startFixture()
  const { id } = await app.shownWindow()
  await app.closeWindow(id)
  expect(await app.ended).toEqual({ code: 0, signal: null })
})

it('an app that prevents quitting goes on, and so does one whose window will not close', async () => {
  const kept = await startFixture({ args: ['--keep'] })
  await kept.shownWindow()
  await kept.quit()
  expect(await kept.windows()).toHaveLength(1)

  const stayed = await startFixture({ args: ['--stay'] })
  await stayed.shownWindow()
  await stayed.quit()
  await stayed.clickMenu('File', 'Quit')
  expect(await stayed.windows()).toHaveLength(1)
})

it('a second process finds the first, hands over its arguments, and ends', async () => {
  const userData = await temporaryFolder()
  const first = await startFixture({ userData })
  await first.shownWindow()
  const instances = () =>
    first.evaluate(() => (globalThis as unknown as { fixture: { instances: string[][] } }).fixture.instances)

  await expect(startFixture({ userData, args: ['/film/board'] })).rejects.toThrow(
    'ended with 0 before it was ready',
  )
  await expect.poll(async () => (await instances())[0]?.at(-1)).toBe('/film/board')

  // A first one that was killed does not keep the next from starting.
  await first.kill()
  const third = await startFixture({ userData })
  expect(await third.shownWindow()).toMatchObject({ title: 'Fixture' })
})

it('no Chromium is left, whether the app is closed, ends, or is killed', async () => {
  for (const end of ['close', 'exit', 'kill'] as const) {
    const app = await startFixture()
    await app.page()
    const profile = await app
      .evaluate(() => process.pid)
      .then((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8'))
    const folder = /"profile":"([^"]+)"/.exec(profile)?.[1] ?? 'none'
    expect(await processesWith(folder)).not.toEqual([])
    await app[end]().catch(() => undefined)
    await expect.poll(() => processesWith(folder), { timeout: 10_000 }).toEqual([])
    await app.close()
    expect(existsSync(folder)).toBe(false)
  }
})
