import type { Page } from 'playwright-core'

/** Two frames of a page: what was done last is done and to be seen by then, and no hand is quicker. */
export const twoFrames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
