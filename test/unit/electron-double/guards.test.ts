import { expect, it } from 'vitest'
import { openFixture, shareFixture } from './setting.ts'

const opened = shareFixture()

it('a navigation that the app prevents does not happen, and one that it lets pass does', async () => {
  const { app, page } = await opened()
  await page.click('#out')
  // The page is still there and answers: a navigation would have cut this short.
  expect(await page.evaluate(() => window.api.invoke('echo', 'here'))).toEqual(['here'])
  expect(await app.windows()).toMatchObject([{ url: 'app://board/' }])

  await page.click('#in')
  await page.waitForSelector('text=other page')
  expect(await app.windows()).toMatchObject([{ url: 'app://board/other.html' }])
  expect(await page.evaluate(() => window.api.invoke('sender'))).toMatchObject({
    url: 'app://board/other.html',
  })
})

it('a window that the page would open is denied, by script or by link, and no page of it is left', async () => {
  const { app, page } = await opened()
  await page.evaluate(() => void window.open('https://elsewhere.example/popup'))
  await expect
    .poll(() => app.calls('window.open'))
    .toMatchObject([{ args: [{ url: 'https://elsewhere.example/popup', allowed: false }] }])
  await page.click('#blank')
  await expect.poll(async () => (await app.calls('window.open')).length).toBe(2)
  expect(await app.calls('shell.openExternal')).toMatchObject([
    { args: ['https://elsewhere.example/popup'] },
    { args: ['https://elsewhere.example/blank'] },
  ])
  await expect.poll(() => page.context().pages().length).toBe(1)
})

it('a webview is refused where the app refuses it', async () => {
  const { app } = await opened()
  const { id } = await app.shownWindow()
  expect(await app.emit({ contents: id }, 'will-attach-webview', {}, {})).toEqual({ defaultPrevented: true })
})

/** What a page and the app say of permissions, the app started with these arguments. */
const asked = async (args: string[]) => {
  const { app, page } = await openFixture({ args })
  const { id } = await app.shownWindow()
  return {
    location: await page.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    ),
    notifications: await page.evaluate(() => Notification.permission),
    camera: await page.evaluate(async () => (await navigator.permissions.query({ name: 'camera' })).state),
    usb: await app.requestPermission(id, 'usb'),
  }
}

it("the app's word on permissions is the page's", async () => {
  expect(await asked([])).toEqual({
    location: 'denied',
    notifications: 'granted',
    camera: 'denied',
    usb: false,
  })
  // As in Electron, an app that says nothing grants everything.
  expect(await asked(['--trusting'])).toEqual({
    location: 'granted',
    notifications: 'granted',
    camera: 'granted',
    usb: true,
  })
})

it('a download that the app prevents is not made', async () => {
  const { app, page } = await opened()
  await page.click('#file')
  await expect.poll(() => app.calls('download')).toMatchObject([{ args: [{ prevented: true }] }])
  expect(await page.evaluate(() => window.api.invoke('echo', 'here'))).toEqual(['here'])
})
