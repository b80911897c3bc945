import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../kit/temporary-folder.ts'
import { openFixture, shareFixture, startFixture } from './setting.ts'

const opened = shareFixture()

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

it('menu items are clicked by their labels, as far as a person could', async () => {
  const { app, page } = await opened()
  const [file] = await app.menu()
  expect(file).toMatchObject({
    label: 'File',
    items: [
      { label: 'Export', accelerator: 'CommandOrControl+E' },
      { label: 'Never', enabled: false },
      { label: 'Snap', type: 'checkbox', checked: true },
      { type: 'separator' },
      { label: 'Quit', role: 'quit' },
    ],
  })
  await app.clickMenu('File', 'Export')
  await expect.poll(() => page.evaluate(() => window.pushed)).toEqual([['export']])
  await app.clickMenu('File', 'Snap')
  expect((await app.menu())[0]?.items[2]?.checked).toBe(false)
  await expect(app.clickMenu('File', 'Never')).rejects.toThrow("'Never' is not enabled")
  await expect(app.clickMenu('File', 'Nothing')).rejects.toThrow("No 'Nothing' in the menu: Export, Never")
})

it('a dialog is refused unless an answer was scripted, and both are on record', async () => {
  const { app, page } = await opened()
  const pick = () => page.evaluate(() => window.api.invoke('pick'))
  expect(await pick()).toEqual({ canceled: true, filePaths: [] })
  await app.answer('dialog.showOpenDialog', { value: { canceled: false, filePaths: ['/film/a.png'] } })
  expect(await pick()).toEqual({ canceled: false, filePaths: ['/film/a.png'] })
  await app.answer('dialog.showOpenDialog', { error: 'no display' })
  await expect(pick()).rejects.toThrow("Error invoking remote method 'pick': Error: no display")
  const { id } = await app.shownWindow()
  expect((await app.calls('dialog.showOpenDialog'))[0]?.args).toEqual([
    { window: id },
    { title: 'Pick', properties: ['openFile'] },
  ])
})

it('files dropped from the desktop have their paths, and files that the page made have none', async () => {
  const { app, page } = await opened()
  const path = join(await temporaryFolder(), 'dropped.txt')
  await writeFile(path, 'twelve bytes')
  const box = await page.locator('#drop').boundingBox()
  const { id } = await app.shownWindow()
  await app.dropFiles(id, { x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 5 }, [path])
  await expect.poll(() => page.evaluate(() => window.dropped)).toEqual([['dropped.txt', 12, path]])

  const pathOf = (name: string) => page.evaluate((named) => window.api.pathOf(new File(['x'], named)), name)
  expect(await pathOf('made.txt')).toBe('')
  await app.setFilePaths({ 'chosen.png': '/film/chosen.png' })
  expect(await pathOf('chosen.png')).toBe('/film/chosen.png')
})

it('a file dragged out is on record, and needs a picture to drag', async () => {
  const { app, page } = await opened()
  const icon = join(await temporaryFolder(), 'icon.png')
  const drag = (picture: string) =>
    page.evaluate((path) => window.api.invoke('drag', '/film/a.mp4', path), picture)
  await expect(drag(icon)).rejects.toThrow("Must specify non-empty 'icon' option")
  await writeFile(icon, pixel)
  await drag(icon)
  expect(await app.calls('webContents.startDrag')).toMatchObject([{ args: [{ file: '/film/a.mp4' }] }])
})

it("the system's theme reaches the app and the page", async () => {
  const { app, page } = await openFixture({ prefersDark: false })
  const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  expect(await dark()).toBe(false)
  await app.setSystemTheme('dark')
  await expect.poll(() => page.evaluate(() => window.pushed)).toEqual([['dark']])
  await expect.poll(dark).toBe(true)
})

it('a window has the size that the app gives it, and so has its page', async () => {
  const { app, page } = await openFixture()
  const inside = () => page.evaluate(() => [innerWidth, innerHeight])
  expect(await inside()).toEqual([900, 700])
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1280, height: 720 }),
  )
  await expect.poll(inside).toEqual([1280, 720])
  expect(await app.windows()).toMatchObject([{ bounds: { x: 0, y: 0, width: 1280, height: 720 } }])
})

it('a notification is on record and can be clicked', async () => {
  const { app, page } = await openFixture()
  await expect.poll(() => app.calls('notification.show')).toMatchObject([{ args: [{ title: 'Opened' }] }])
  await app.clickNotification(0)
  await expect.poll(() => page.evaluate(() => window.pushed)).toEqual([['note']])
})

it('a utility process is a process of its own, spoken to through its parent port', async () => {
  const { page } = await opened()
  const answer = await page.evaluate(async () => {
    const { bytes, ...rest } = (await window.api.invoke('work', 'words')) as { bytes: Uint8Array }
    return { ...rest, bytes: [...bytes] }
  })
  expect(answer).toEqual({ upper: 'WORDS', bytes: [1, 2], hasChannel: false })
})

it('a module that takes the default of electron, as electron-store does, gets the same one', async () => {
  const folder = await temporaryFolder()
  const main = join(folder, 'main.mjs')
  const store = import.meta.resolve('electron-store')
  await writeFile(main, `import Store from '${store}'\nglobalThis.stored = new Store({ name: 'kept' }).path`)
  const app = await startFixture({ main, userData: folder })
  const stored = await app.evaluate(() => (globalThis as unknown as { stored: string }).stored)
  expect(stored).toBe(join(folder, 'kept.json'))
})
