import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, openSample, startPlainApp } from './kit/plain-app.ts'
import { rehearse, statesOf } from './kit/rehearse.ts'

const sampleImage = new URL('../../../assets/sample/stairwell.jpg', import.meta.url)

test('a file of the disk goes by its path, a pasted picture by its bytes, and the page sees neither path', async () => {
  const { app, page, folder } = await startPlainApp()
  const { projectId } = await openSample(page)
  const file = join(folder, 'von der Platte.jpg')
  await fs.copyFile(sampleImage, file)
  const base64 = (await fs.readFile(sampleImage)).toString('base64')
  await app.setFilePaths({ 'von der Platte.jpg': file })
  await page.locator('input[type=file]').setInputFiles(file)
  const handed = await page.evaluate(async (pasted) => {
    const bytes = Uint8Array.from(atob(pasted), (character) => character.charCodeAt(0))
    // One byte more, so that it is another picture than the one on the disk.
    const picture = new File([bytes, new Uint8Array(1)], 'pasted.jpg', { type: 'image/jpeg' })
    const chosen = document.querySelector('input')?.files?.[0]
    let sentBytes = 0
    const answer = await window.boardwright.handOver(chosen ? [chosen, picture] : [], (bytesSoFar) => {
      sentBytes = bytesSoFar
    })
    return { answer, sentBytes }
  }, base64)
  expect(handed.answer.ok).toBe(true)
  expect(JSON.stringify(handed)).not.toContain(folder)
  expect(handed.sentBytes).toBeGreaterThan(base64.length)
  const files = handed.answer.ok ? [...handed.answer.value] : []
  const imported = await ask(page, 'image.import', { projectId, files, importId: 'import-1' })
  expect(imported).toMatchObject({
    ok: true,
    value: {
      images: [
        { name: 'von der Platte.jpg', outcome: { kind: expect.stringMatching(/added|known/) as string } },
        { name: 'pasted.jpg', outcome: { kind: 'added' } },
      ],
    },
  })
})

test('settings are written by the store, and no window can ask where', async () => {
  const { page, home } = await startPlainApp()
  const changed = await ask(page, 'settings.change', { edit: { appearance: 'light' } })
  expect(changed).toMatchObject({ ok: true, value: { appearance: 'light' } })
  const file = join(home, 'settings.json')
  expect(JSON.parse(await fs.readFile(file, 'utf8'))).toMatchObject({ appearance: 'light' })
  expect((await fs.stat(file)).mode & 0o777).toBe(0o600)
})

test('folders are chosen in the system’s dialog, and may be entered then', async () => {
  const { app, page, folder } = await startPlainApp()
  const place = join(folder, 'elsewhere')
  await fs.mkdir(place)
  expect(await ask(page, 'folder.choose', { title: 'Open' })).toEqual({ ok: true, value: { folder: null } })
  expect((await ask(page, 'folder.list', { folder: place })).ok).toBe(false)
  await app.answer('dialog.showOpenDialog', { value: { canceled: false, filePaths: [place] } })
  expect(await ask(page, 'folder.choose', { title: 'Open' })).toEqual({ ok: true, value: { folder: place } })
  expect((await ask(page, 'folder.list', { folder: place })).ok).toBe(true)
})

test('a take is played from its middle, shown in the file manager, and dragged out to the desktop', async () => {
  const { app, page } = await startPlainApp()
  const board = await openSample(page)
  await rehearse(page, board, 1)
  await expect.poll(() => statesOf(page, board), { timeout: 120_000, interval: 300 }).toEqual(['succeeded'])
  const { projectId, document } = await openSample(page)
  const takeId = Object.keys(document.takes)[0] ?? ''
  const played = await page.evaluate(async (source) => {
    const video = globalThis.document.createElement('video')
    video.src = source
    await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve, { once: true }))
    video.currentTime = video.duration / 2
    await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    return { seconds: video.duration, at: video.currentTime / video.duration }
  }, `clip://media/${projectId}/clip/${takeId}`)
  expect(played.seconds).toBeGreaterThan(4)
  expect(played.at).toBeCloseTo(0.5)

  const reveal = await ask(page, 'project.reveal', {
    projectId,
    what: { kind: 'take', takeId },
  })
  expect(reveal.ok).toBe(true)
  await page.evaluate(([project, take]) => window.boardwright.dragOut(project, take), [
    projectId,
    takeId,
  ] as const)
  await expect.poll(async () => (await app.calls('webContents.startDrag')).length).toBe(1)
  const [drag] = await app.calls('webContents.startDrag')
  const { file } = (drag?.args[0] ?? {}) as { file: string }
  expect((await fs.stat(file)).size).toBeGreaterThan(1000)
  expect(file.endsWith('.mp4')).toBe(true)
  expect(JSON.stringify(await app.calls('shell.showItemInFolder'))).toContain(JSON.stringify(file))
})
