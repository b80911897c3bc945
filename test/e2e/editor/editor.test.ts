import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { standInKey, startStandIn } from '../../stand-in/server.ts'
import { openEditor } from './editor-page.ts'

const rehearse = (page: Page) => page.getByRole('button', { name: 'Rehearse free' })
/** The row of a take that is done. */
const finished = (page: Page) => page.getByText(/^rehearsal · free/)

/** Chooses an action of the palette by its name. */
const choose = async (page: Page, name: string) => {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(name)
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).waitFor()
  await page.keyboard.press('Enter')
}

const lasting = (duration: number) => expect.objectContaining({ duration }) as unknown

test('a newcomer rehearses a shot of the sample board with one click, and has a take that plays', async () => {
  const { page, complaints } = await openEditor()
  await rehearse(page).click()
  await finished(page).waitFor({ timeout: 30_000 })
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].some((video) => video.readyState >= 2 && video.duration > 11.9),
  )
  await page.getByText('take 1', { exact: true }).first().waitFor()
  expect(complaints).toEqual([])
})

test('the editor is free of axe violations', async () => {
  const { page } = await openEditor()
  await rehearse(page).waitFor()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([])
})

test('diagnostics are read before they are copied', async () => {
  const { page } = await openEditor()
  await rehearse(page).waitFor()
  await choose(page, 'Copy diagnostics')
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  const text = await dialog.getByText('Boardwright 0.1.0').innerText()
  expect(text).toContain('Ledger: open')
  expect(text).toContain('Open project: version 2, 6 shots, 13 images')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('The diagnostics are in the clipboard.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
})

test('what fal.ai receives is what the timeline shows, at the price on the button', async () => {
  const standIn = await startStandIn({ concurrency: 2 })
  onTestFinished(standIn.close)
  const { page } = await openEditor({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  const button = page.getByRole('button', { name: 'Render $0.48' })
  await button.dblclick()
  await page
    .getByText(/^final · \$0\.48/)
    .first()
    .waitFor({ timeout: 60_000 })
  const accepted = standIn.journal.accepted()
  expect(accepted).toHaveLength(1)
  expect(accepted[0]?.endpoint).toBe('fal-ai/pika/v2.2/pikaframes')
  expect(accepted[0]?.input).toMatchObject({
    resolution: '720p',
    image_urls: Array.from({ length: 5 }, () => expect.any(String) as unknown),
    transitions: [3, 2, 4, 3].map(lasting),
  })
})

test('a job goes on when the program is killed and started again', async () => {
  const first = await openEditor()
  await rehearse(first.page).click()
  await first.page.getByRole('button', { name: 'No jobs' }).waitFor({ state: 'detached' })
  await first.kill()
  const { page } = await openEditor({}, first.place)
  await finished(page).waitFor({ timeout: 30_000 })
  expect(await finished(page).count()).toBe(1)
})

test('by keyboard alone a shot is rehearsed, and undo never takes a take away', async () => {
  const { page } = await openEditor()
  await rehearse(page).waitFor()
  await choose(page, 'Rehearse, free')
  await finished(page).waitFor({ timeout: 30_000 })
  await page.keyboard.press('Control+Z')
  expect(await finished(page).count()).toBe(1)
})
