import type { Page } from 'playwright-core'

/** What leads from the page's beginning to what is pictured. */
export type Steps = (page: Page) => Promise<unknown>

/** A screen of the window, or a state of it, as it is pictured. */
export interface Screen {
  /** Name of its pictures, without what tells them apart. */
  readonly name: string
  /** What is to be seen, in a few words, for the index. */
  readonly title: string
  /** How the page begins; see the harness. */
  readonly query?: string
  readonly steps?: Steps
  /** Pictured at every size and in every appearance; the others in the dark at the smallest useful size. */
  readonly isMain?: true
}

/** Runs a script in the page, where `harness` is at hand. */
export const run = (page: Page, script: string): Promise<unknown> => page.evaluate(script)

/** Shows a shot of the sample by its label. */
export const select = (page: Page, ...labels: readonly string[]): Promise<unknown> =>
  run(page, `harness.select(${labels.map((label) => JSON.stringify(label)).join()})`)

/** Carries out an action, as its button and its keys do. */
export const act = (page: Page, id: string): Promise<unknown> => run(page, `void harness.runAction('${id}')`)

/** Presses a button by what a person reads on it. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()

/** The middle of a thing on the page. */
const middle = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`nothing is to be seen of ${selector}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Drags by the pointer and does not let go. `by` moves the end, in pixels. */
export const dragOver = async (
  page: Page,
  from: string,
  to: string,
  by: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): Promise<void> => {
  const start = await middle(page, from)
  const end = await middle(page, to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  for (let step = 1; step <= 8; step++)
    await page.mouse.move(
      start.x + ((end.x + by.x - start.x) * step) / 8,
      start.y + ((end.y + by.y - start.y) * step) / 8,
    )
}
