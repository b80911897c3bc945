import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { startHarness, type Harness } from '../test/harness/harness.ts'
import { chapters } from './screens/all.ts'
import { indexOf } from './screens/index-page.ts'
import { run, type Screen } from './screens/screen.ts'
import { looks, looksOf, pictureName, type Look } from './screens/looks.ts'

/**
 * Pictures every screen and state of the window into `docs/screens/`, with an index: `npm run screenshots`. The page
 * runs on a core in memory, its clock stands still and nothing moves, so that two runs make the same pictures.
 * `--only NAME` (may be repeated) makes these, `--look NAME` those of one look, `--into DIR` puts them elsewhere,
 * `--all`
 * makes every screen in every look, `--png` keeps every pixel, `--at-once N` opens so many pages side by side.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    into: { type: 'string', default: fileURLToPath(new URL('../docs/screens/', import.meta.url)) },
    look: { type: 'string' },
    all: { type: 'boolean', default: false },
    png: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '2' },
  },
})

/** The machine may be busy with other things. */
const patienceMs = 90_000

/** So long nothing may change in a page that stands still. */
const quietMs = 400

const nowMs = Date.parse('2026-11-24T14:02:00Z')

const open = async (harness: Harness): Promise<Page> => {
  const page = await harness.open({ reducedMotion: true, nowMs })
  page.setDefaultTimeout(patienceMs)
  page.on('pageerror', (error) => console.error('page:', error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') console.error('console:', message.text())
  })
  return page
}

/** Waits until the page stands still: nothing changes in it any more, and its pictures are there. */
const settle = async (page: Page): Promise<void> => {
  await page.evaluate(
    (waitMs) =>
      new Promise<void>((resolve) => {
        const seen = new MutationObserver(() => wait())
        let timer: ReturnType<typeof setTimeout> | undefined
        const wait = () => {
          clearTimeout(timer)
          timer = setTimeout(() => {
            seen.disconnect()
            resolve()
          }, waitMs)
        }
        seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
        wait()
      }),
    quietMs,
  )
  await page.waitForFunction(
    () =>
      [...document.images].every((image) => image.complete || image.loading === 'lazy') &&
      [...document.querySelectorAll('video')].every(
        (video) => video.readyState >= video.HAVE_CURRENT_DATA || video.error !== null,
      ),
  )
}

const keep = async (page: Page, name: string): Promise<void> => {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const file = join(values.into, name)
  await (values.png
    ? writeFile(`${file}.png`, png)
    : sharp(png).webp({ quality: 42, effort: 6 }).toFile(`${file}.webp`))
}

/** Pictures a screen in its looks, one after another, from the beginning of a page. */
const picture = async (harness: Harness, page: Page, screen: Screen, wanted: readonly Look[]) => {
  const [first] = wanted
  if (!first) return
  try {
    await page.mouse.up()
    await page.mouse.move(0, 0)
    await page.setViewportSize(first)
    await harness.again(page, [screen.query, `theme=${first.theme}`].filter(Boolean).join('&'))
    await page.locator('main').waitFor()
    // The panels of the editor follow the first of them.
    await settle(page)
    await screen.steps?.(page)
    for (const look of wanted) {
      await page.setViewportSize(look)
      await run(page, `harness.appearance('${look.theme}')`)
      await settle(page)
      await keep(page, pictureName(screen, look))
    }
  } catch (error) {
    process.exitCode = 1
    console.error(`${screen.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const isWanted = ({ name }: Screen) => values.only.length === 0 || values.only.includes(name)
const isLook = ({ name }: Look) => values.look === undefined || name === values.look

await mkdir(values.into, { recursive: true })
if (values.only.length === 0 && values.look === undefined)
  for (const file of await readdir(values.into)) if (file.endsWith('.webp')) await rm(join(values.into, file))
const harness = await startHarness({ built: true })
try {
  const waiting = chapters.flatMap(({ screens }) => screens).filter(isWanted)
  const worker = async () => {
    const page = await open(harness)
    for (let screen = waiting.shift(); screen; screen = waiting.shift())
      await picture(harness, page, screen, (values.all ? looks : looksOf(screen)).filter(isLook))
  }
  await Promise.all(Array.from({ length: Number(values['at-once']) }, worker))
  if (!values.png) await writeFile(join(values.into, 'README.md'), indexOf(await readdir(values.into)))
} finally {
  await harness.close()
}
