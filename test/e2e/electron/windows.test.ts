import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, layOutApp, openSample, readyPage, startPlainApp } from './kit/plain-app.ts'
import { rehearse, statesOf } from './kit/rehearse.ts'

test('a window opens where it was left', async () => {
  const laidOut = await layOutApp()
  const first = await laidOut.start()
  const { id } = await first.shownWindow()
  await first.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 101, y: 52, width: 1400, height: 900 }),
  )
  await first.closeWindow(id)
  expect(await first.ended).toMatchObject({ code: 0 })
  const second = await laidOut.start()
  expect(await second.shownWindow()).toMatchObject({ bounds: { x: 101, y: 52, width: 1400, height: 900 } })
  await fs.writeFile(join(laidOut.home, 'window-state.json'), '{"bounds":')
  await second.quit()
  await second.ended
})

test('the menu tells the window in front which action was chosen', async () => {
  const { app, page } = await startPlainApp()
  await page.evaluate(() => {
    const chosen: string[] = []
    Object.assign(window, { chosen })
    window.boardwright.on('action.chosen', ({ action }) => chosen.push(action))
  })
  await app.clickMenu('&File', 'New Project…')
  await app.clickMenu('&Playback', 'Render Shot')
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { chosen: string[] }).chosen))
    .toEqual(['project.new', 'render.shot'])
  await ask(page, 'settings.change', { edit: { shortcuts: { 'project.new': ['Mod+Alt+N'] } } })
  const keysOfNew = async () =>
    (await app.menu()).flatMap(({ items }) => items).find(({ label }) => label === 'New Project…')
      ?.accelerator
  await expect.poll(keysOfNew).toBe('CommandOrControl+Alt+N')
})

test('a second start brings the first to the front, and ends', async () => {
  const laidOut = await layOutApp()
  const first = await laidOut.start()
  await first.shownWindow()
  await expect(laidOut.start()).rejects.toThrow(/ended with 0 before it was ready/)
  await expect.poll(async () => (await first.calls('window.focus')).length).toBeGreaterThan(1)
  expect((await first.windows()).length).toBe(1)
})

test('each window is a listener of its own, and a page that is loaded anew is another', async () => {
  const { app, page } = await startPlainApp()
  const snapshot = await openSample(page)
  await app.clickMenu('&File', 'New Window')
  await expect.poll(async () => (await app.windows()).filter(({ isVisible }) => isVisible).length).toBe(2)
  await page.reload()
  const again = await readyPage(app, (await app.windows())[0]?.id)
  expect((await openSample(again)).revision).toBe(snapshot.revision)
})

test('a window whose page dies comes back, and the jobs have gone on', async () => {
  const { app, page } = await startPlainApp()
  const { id } = await app.shownWindow()
  const board = await openSample(page)
  await rehearse(page, board, 2)
  await app.crashWindow(id)
  await expect.poll(async () => (await app.windows()).map(({ isCrashed }) => isCrashed)).toEqual([false])
  const again = await readyPage(app, id)
  const reopened = await openSample(again)
  await expect
    .poll(() => statesOf(again, reopened), { timeout: 120_000, interval: 300 })
    .toEqual(['succeeded', 'succeeded'])
  expect((await openSample(again)).document.takes).not.toEqual({})
  await expect.poll(() => app.output()).toContain('window.recovered')
})

test('a window that dies again and again asks before it comes back', async () => {
  const { app } = await startPlainApp()
  const { id } = await app.shownWindow()
  for (let crash = 1; crash < 4; crash += 1) {
    await app.crashWindow(id)
    await expect.poll(async () => (await app.windows()).map(({ isCrashed }) => isCrashed)).toEqual([false])
  }
  await app.answer('dialog.showMessageBox', { value: { response: 1, checkboxChecked: false } })
  await app.crashWindow(id)
  expect(await app.ended).toMatchObject({ code: 0 })
})

test('a window that hangs is waited for, or shown anew', async () => {
  const { app } = await startPlainApp()
  const { id } = await app.shownWindow()
  await app.hangWindow(id)
  await expect.poll(async () => (await app.calls('dialog.showMessageBox')).length).toBe(1)
  await app.recoverWindow(id)
  expect(await (await readyPage(app, id)).evaluate(() => 'boardwright' in window)).toBe(true)
  await app.answer('dialog.showMessageBox', { value: { response: 1, checkboxChecked: false } })
  await app.hangWindow(id)
  await expect.poll(() => app.output(), { timeout: 20_000 }).toContain('window.recovered')
  expect((await ask(await readyPage(app, id), 'app.state', {})).ok).toBe(true)
})

test('quitting while jobs run asks, says what will happen, and leaves them to the next start', async () => {
  const laidOut = await layOutApp()
  const app = await laidOut.start()
  const page = await readyPage(app)
  const board = await openSample(page)
  await rehearse(page, board, 3)
  await app.quit()
  await expect.poll(async () => (await app.calls('dialog.showMessageBox')).length).toBe(1)
  const [asked] = await app.calls('dialog.showMessageBox')
  expect(JSON.stringify(asked)).toMatch(/jobs are still running|A job is still running/)
  expect(JSON.stringify(asked)).toContain('nothing is paid twice')
  // “Keep running” is what Escape means.
  expect((await ask(page, 'app.state', {})).ok).toBe(true)
  await app.answer('dialog.showMessageBox', { value: { response: 0, checkboxChecked: false } })
  await app.closeWindow((await app.shownWindow()).id)
  expect(await app.ended).toMatchObject({ code: 0 })

  const next = await laidOut.start()
  const shown = await readyPage(next)
  const reopened = await openSample(shown)
  await expect
    .poll(() => statesOf(shown, reopened), { timeout: 120_000, interval: 300 })
    .toEqual(['succeeded', 'succeeded', 'succeeded'])
})

test('a system that goes down is asked to wait, and the program ends without a question', async () => {
  const { app, page } = await startPlainApp()
  const board = await openSample(page)
  await rehearse(page, board, 2)
  expect(await app.emit('powerMonitor', 'shutdown')).toEqual({ defaultPrevented: true })
  expect(await app.ended).toMatchObject({ code: 0 })
  expect(app.output()).not.toContain('quit.broken')
})

test('a person who signs off from Windows is not asked either', async () => {
  const { app, page } = await startPlainApp()
  await rehearse(page, await openSample(page), 2)
  await app.emit({ window: (await app.shownWindow()).id }, 'session-end')
  expect(await app.ended).toMatchObject({ code: 0 })
})

test('on a Mac the program outlives its window, and the menu brings one back', async () => {
  const { app } = await startPlainApp()
  await app.evaluate(() => void Object.defineProperty(process, 'platform', { value: 'darwin' }))
  await app.closeWindow((await app.shownWindow()).id)
  await expect.poll(() => app.windows()).toEqual([])
  await app.clickMenu('&File', 'New Project…')
  await expect.poll(async () => (await app.windows()).map(({ isVisible }) => isVisible)).toEqual([true])
})

test('what becomes of a job is told where nobody looks, and a click on it brings the window back', async () => {
  const { app, page } = await startPlainApp()
  const board = await openSample(page)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
  await rehearse(page, board, 1)
  await expect
    .poll(async () => (await app.calls('notification.show')).length, { timeout: 120_000, interval: 300 })
    .toBe(1)
  const [told] = await app.calls('notification.show')
  expect(told?.args).toEqual([{ title: 'Shot 10 is ready', body: 'Take 1 has been made.' }])
  await app.clickNotification(0)
  await expect.poll(async () => (await app.windows())[0]?.isFocused).toBe(true)
  expect((await app.calls('powerSaveBlocker.start')).length).toBeGreaterThan(0)
  await expect.poll(async () => (await app.calls('powerSaveBlocker.stop')).length).toBeGreaterThan(0)
})
