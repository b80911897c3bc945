import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import type { BenchResult } from '../../scripts/bench.ts'
import { launchChromium } from '../kit/chromium.ts'
import { writeBoardFolder } from './kit/board-folder.ts'
import { forget, quantile, seen, watch } from './kit/probes.ts'
import { inFolder } from './kit/in-folder.ts'
import { openAtStart, startLauncher, stop } from './kit/program.ts'

/**
 * How quickly the editor follows the hand, on the built program with a large board, beside a page of the same looks in
 * which nothing happens: thirty cards that can be dragged, fields, and handlers that do nothing.
 */

const runs = 5
const eye = { frame: 1000 / 60, answer: 100, task: 50 } as const

interface Editor {
  readonly page: Page
  readonly still: Page
}

const inEditor = <Value>(shotCount: number, work: (editor: Editor) => Promise<Value>): Promise<Value> =>
  inFolder(async (home) => {
    const folder = join(home, 'Boardwright', 'large')
    await writeBoardFolder(folder, shotCount)
    await openAtStart(home, folder)
    const { child, address } = await startLauncher(home)
    const browser = await launchChromium()
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
      const page = await context.newPage()
      await page.goto(address)
      await cards(page).nth(4).waitFor()
      const still = await stillPage(context, page)
      for (const each of [page, still]) await watch(each)
      return await work({ page, still })
    } finally {
      await browser.close()
      await stop(child)
    }
  })

const cards = (page: Page) => page.locator('[data-shot]')

/** The page as it stands, without its script and with thirty cards, at an address of the same origin. */
const stillPage = async (context: BrowserContext, page: Page): Promise<Page> => {
  const html = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement
    for (const script of copy.querySelectorAll('script, link[rel="modulepreload"]')) script.remove()
    const [first, second] = copy.querySelectorAll<HTMLElement>('[data-shot]')
    const wide = Number.parseFloat(first?.style.width ?? '') + 10
    for (const card of copy.querySelectorAll('[data-shot]')) if (card !== first) card.remove()
    for (let at = 1; at < 30; at++) {
      const card = (second ?? first)?.cloneNode(true) as HTMLElement
      card.style.transform = `translate(${39 + at * wide}px, 0)`
      first?.parentElement?.append(card)
    }
    for (const card of copy.querySelectorAll('[data-shot]')) card.setAttribute('draggable', 'true')
    return `<!doctype html>${copy.outerHTML}`
  })
  await context.route('**/still', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  const still = await context.newPage()
  await still.goto(new URL('/still', page.url()).href)
  await still.evaluate(() => document.addEventListener('dragover', (event) => event.preventDefault()))
  return still
}

/** Drags a card to and fro over the others for two seconds, and drops it between them. */
const dragCard = async (page: Page): Promise<{ readonly frames: number; readonly task: number }> => {
  await page.bringToFront()
  const [from, to] = [await middleOf(page, 1), await middleOf(page, 4)]
  await forget(page)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 120; step++) {
    const way = (1 - Math.cos((step / 40) * Math.PI)) / 2
    await page.mouse.move(from.x + (to.x - from.x) * way, from.y + (step % 2))
    await pause(eye.frame)
  }
  await page.mouse.up()
  // What the drop sets going belongs to it.
  await pause(500)
  const { frames, tasks } = await seen(page)
  return { frames: quantile(frames, 0.95), task: Math.max(0, ...tasks) }
}

const middleOf = async (page: Page, card: number) => {
  const box = await cards(page).nth(card).boundingBox()
  if (!box) throw new Error('the card is not in sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

const dragging =
  (shotCount: number): (() => Promise<BenchResult>) =>
  () =>
    inEditor(shotCount, async ({ page, still }) => {
      const measured = { ours: [] as number[], peer: [] as number[], tasks: [] as number[] }
      await dragCard(page)
      await dragCard(still)
      for (let run = 0; run < runs; run++) {
        const { frames, task } = await dragCard(page)
        measured.ours.push(frames)
        measured.tasks.push(task)
        measured.peer.push((await dragCard(still)).frames)
      }
      const [frame, task] = [quantile(measured.ours, 0.5), quantile(measured.tasks, 0.5)]
      return {
        name: `frame time while a card is dragged, ${shotCount} shots, p95, against still cards`,
        ours: measured.ours,
        peer: measured.peer,
        limit: 1.25,
        failed: [
          ...(frame > eye.frame + 0.1 ? [`frame: ${frame.toFixed(1)} ms of 16.7`] : []),
          ...(task > eye.task ? [`longest task: ${task.toFixed(0)} ms of ${eye.task}`] : []),
        ],
      }
    })

/** One way of using a page: brings it to where it begins, then does `times` things, one every `beat` milliseconds. */
interface Use {
  readonly name: string
  readonly beat: number
  readonly begin: (page: Page) => Promise<void>
  readonly once: (page: Page, time: number) => Promise<void>
}

const times = 60

/** As quickly as a key that is held repeats, and as quickly as one is pressed time after time. */
const [held, pressed] = [1000 / 30, 1000 / 6]

const uses: readonly Use[] = [
  {
    name: 'passing over shots by a key that is held',
    beat: held,
    begin: async (page) => {
      await cards(page).first().click()
    },
    once: async (page, time) => {
      const [key, other] = time % 20 < 15 ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
      if (time % 20 === 0 || time % 20 === 15) await page.keyboard.up(other)
      await page.keyboard.down(key)
      if (time === times - 1) await page.keyboard.up(key)
    },
  },
  {
    name: 'going from shot to shot',
    beat: pressed,
    begin: async (page) => {
      await cards(page).first().click()
    },
    once: (page, time) => page.keyboard.press(time % 20 < 15 ? 'ArrowRight' : 'ArrowLeft'),
  },
  {
    name: 'typing a prompt',
    beat: held,
    begin: async (page) => {
      await cards(page).nth(2).click()
      await page.locator('[data-field="description"]').click()
    },
    once: (page, time) => page.keyboard.press('a fox runs home'[time % 15] ?? 'a'),
  },
  {
    name: 'dragging the edge of a gap',
    beat: held,
    begin: async (page) => {
      await cards(page).nth(2).click()
    },
    once: async (page, time) => {
      const grip = page.locator('[data-grip="0"]')
      if (time % 20 === 0) {
        const box = await grip.boundingBox()
        if (!box) throw new Error('the edge is not in sight')
        edge = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
        await page.mouse.move(edge.x, edge.y)
        await page.mouse.down()
      } else if (time % 20 === 19) await page.mouse.up()
      else await page.mouse.move(edge.x + 90 * Math.sin(time / 3), edge.y)
    },
  },
]
let edge = { x: 0, y: 0 }

const answerTime = async (page: Page, use: Use): Promise<number> => {
  await page.bringToFront()
  await use.begin(page)
  await pause(500)
  await forget(page)
  for (let time = 0; time < times; time++) {
    const next = pause(use.beat)
    await use.once(page, time)
    await next
  }
  await pause(200)
  return quantile((await seen(page)).latencies, 0.98)
}

const answering =
  (shotCount: number, use: Use): (() => Promise<BenchResult>) =>
  () =>
    inEditor(shotCount, async ({ page, still }) => {
      const measured = { ours: [] as number[], peer: [] as number[] }
      for (const each of [page, still]) await answerTime(each, use)
      for (let run = 0; run < runs; run++) {
        measured.ours.push(await answerTime(page, use))
        measured.peer.push(await answerTime(still, use))
      }
      const answer = quantile(measured.ours, 0.5)
      return {
        name: `${use.name}, ${shotCount} shots, event to picture, p98, against empty handlers`,
        ...measured,
        limit: 2,
        failed: answer > eye.answer ? [`${answer.toFixed(0)} ms of ${eye.answer}`] : [],
      }
    })

const nodeCount = (shotCount: number): Promise<number> =>
  inEditor(shotCount, ({ page }) => page.evaluate(() => document.querySelectorAll('*').length))

const nodes = async (): Promise<BenchResult> => ({
  name: 'nodes in the page, 10,000 shots, against 100',
  ours: [await nodeCount(10_000)],
  peer: [await nodeCount(100)],
  limit: 1.2,
  unit: '',
})

export const benches = [dragging(1000), dragging(10_000), ...uses.map((use) => answering(10_000, use)), nodes]
