import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { startHarness } from '../test/harness/harness.ts'

/**
 * Takes a picture of the running page, on a core in memory:
 * `node scripts/look.ts --out a.png --size 1280x720 --query 'theme=light' --do 'press:Control+K' --axe`.
 * `--do` may be repeated: `eval:` (in the page, with `harness` at hand), `click:`, `hover:`, `context:` (selectors of
 * Playwright), `press:`, `type:`, `wait:`, `shot:` (a picture in between). `--steps` names a module that exports
 * `steps(page)`.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'look.png' },
    size: { type: 'string', default: '1280x720' },
    query: { type: 'string', default: '' },
    do: { type: 'string', multiple: true, default: [] },
    steps: { type: 'string' },
    axe: { type: 'boolean', default: false },
  },
})

const act = async (page: Page, step: string): Promise<void> => {
  const [, verb, rest = ''] = /^(\w+):([\s\S]*)$/.exec(step) ?? []
  switch (verb) {
    case 'eval': {
      const said: unknown = await page.evaluate(rest)
      if (said !== undefined && said !== null) console.log(said)
      return
    }
    case 'click':
      return page.click(rest)
    case 'hover':
      return page.hover(rest)
    case 'context':
      return page.click(rest, { button: 'right' })
    case 'press':
      return page.keyboard.press(rest)
    case 'type':
      return page.keyboard.type(rest)
    case 'wait':
      await page.waitForSelector(rest)
      return
    case 'shot':
      await page.screenshot({ path: rest })
      return
    default:
      throw new Error(`--do does not know ${step}`)
  }
}

const [width = 1280, height = 720] = values.size.split('x').map(Number)
const harness = await startHarness()
try {
  const page = await harness.open({ width, height, query: values.query, reducedMotion: true })
  page.on('pageerror', (error) => console.error('page:', error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') console.error('console:', message.text())
  })
  for (const step of values.do) await act(page, step)
  if (values.steps !== undefined) {
    const module = (await import(pathToFileURL(values.steps).href)) as {
      steps: (page: Page) => Promise<void>
    }
    await module.steps(page)
  }
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: values.out })
  if (values.axe) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, help, nodes } of violations)
      console.log(`${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`)
    console.log(`axe: ${violations.length} violations`)
  }
} finally {
  await harness.close()
}
