import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHarness, type Harness } from '../../harness/harness.ts'

/** What is laid out by its size must not change that size: it would be laid out anew without end. */

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

/** What changes in the page without end; nothing where it comes to rest for some frames within a few seconds. */
const endlessChanges = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const changed = new Set<string>()
    const observer = new MutationObserver((records) => {
      for (const { type, target } of records)
        changed.add(`${type} of ${target.nodeName} ${(target as Partial<Element>).className ?? ''}`)
    })
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    for (let round = 0; round < 30; round++) {
      changed.clear()
      for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame)
      if (changed.size === 0) break
    }
    observer.disconnect()
    return [...changed]
  })

test.each([
  ['strip', { from: { width: 1280, height: 720 }, by: { width: 30, height: 0 } }],
  ['sheet', { from: { width: 1440, height: 720 }, by: { width: 0, height: 3 } }],
] as const)(
  'the editor comes to rest in a window of any size, with the board as a %s',
  async (view, sizes) => {
    const page = await harness.open({ reducedMotion: true })
    await page.getByRole('button', { name: 'The Last Keeper', exact: true }).waitFor()
    await page.evaluate(`harness.runAction('view.${view}')`)
    const restless: unknown[] = []
    for (let step = 0; step < 24; step++) {
      const size = {
        width: sizes.from.width + step * sizes.by.width,
        height: sizes.from.height + step * sizes.by.height,
      }
      await page.setViewportSize(size)
      const changes = await endlessChanges(page)
      if (changes.length > 0) restless.push({ size, changes })
    }
    expect(restless).toEqual([])
    await page.close()
  },
)
