import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import type { BenchResult } from '../../scripts/bench.ts'
import { launchChromium } from '../kit/chromium.ts'
import { writeBoardFolder } from './kit/board-folder.ts'
import { inFolder } from './kit/in-folder.ts'
import { openAtStart, settledMegabytes, startLauncher, stop } from './kit/program.ts'

/**
 * What an hour of work leaves behind in memory. The hour is compressed: what a person does in each minute (going from
 * shot to shot, typing, dragging, resizing, playing, undoing) is done as quickly as it goes, sixty times. It is
 * measured against the moment after ten such minutes, when everything has been loaded and used.
 */

const minutes = { warmUp: 10, measured: 60 } as const
const shotCount = 100
const limit = 1.05

const cards = (page: Page) => page.locator('[data-shot]')

/** What is just being drawn anew is looked for again. */
const middleOf = async (page: Page, selector: string, at = 0) => {
  for (let look = 0; look < 50; look++) {
    const box = await page.locator(selector).nth(at).boundingBox()
    if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await pause(20)
  }
  throw new Error(`${selector} is not in sight`)
}

const drag = async (
  page: Page,
  from: { readonly x: number; readonly y: number },
  byX: number,
): Promise<void> => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 10; step++)
    await page.mouse.move(from.x + (byX * step) / 10, from.y + (step % 2))
  await page.mouse.up()
}

/** What a person does in a minute; the board is as it was afterwards, but for the words of one prompt. */
const minute = async (page: Page, time: number): Promise<void> => {
  await cards(page).first().click()
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight')
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft')

  await cards(page).nth(2).click()
  await page.locator('[data-field="description"]').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(`A fox runs home, ${String(time).padStart(4, '0')}`)

  await cards(page).nth(2).click()
  await drag(page, await middleOf(page, '[data-grip]'), 60)
  await cards(page).nth(2).focus()
  await page.keyboard.press('Control+Z')

  const [from, to] = [await middleOf(page, '[data-shot]', 1), await middleOf(page, '[data-shot]', 3)]
  await drag(page, from, to.x - from.x + 20)
  await page.keyboard.press('Control+Z')

  await page.keyboard.press('Control+D')
  await page.keyboard.press('Control+Z')
  await page.keyboard.press('Control+Shift+Z')
  await page.keyboard.press('Control+Z')

  await cards(page).first().click()
  await page.keyboard.press('Space')
  await pause(400)
  await page.keyboard.press('k')
}

/** What the page sends to the core, counted by the name of the call. */
const countCalls = (page: Page): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const name = /"call":"([^"]+)"/.exec(String(payload))?.[1]
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
    }),
  )
  return counts
}

/** What is alive in the page, in megabytes: what scripts keep, and what the engine has compiled of them. */
interface Heap {
  readonly kept: number
  readonly compiled: number
}

/** Of a heap snapshot, what is looked at here; `nodes` are rows of numbers, one column for each field. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [types: readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
}

/**
 * What of the page is still reachable. Compiled code counts apart: the engine makes more of it the longer a page is used, as it sees fit, and drops it again.
 * What is the browser's own (elements, and what its tools note of requests) is not a script's.
 */
const heapOf = async (session: CDPSession): Promise<Heap> => {
  // What the last deeds set going ends by itself.
  await pause(2000)
  const pieces: string[] = []
  const gather = ({ chunk }: { readonly chunk: string }) => void pieces.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', gather)
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', gather)
  const { snapshot, nodes } = JSON.parse(pieces.join('')) as HeapSnapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const bytes = { kept: 0, compiled: 0 }
  for (let node = 0; node < nodes.length; node += fields.length) {
    const type = types[0][nodes[node + typeAt] ?? 0]
    if (type !== 'native') bytes[type === 'code' ? 'compiled' : 'kept'] += nodes[node + sizeAt] ?? 0
  }
  return { kept: bytes.kept / 1e6, compiled: bytes.compiled / 1e6 }
}

export const bench = (): Promise<BenchResult> =>
  inFolder(async (home) => {
    const folder = join(home, 'Boardwright', 'hour')
    await writeBoardFolder(folder, shotCount)
    await openAtStart(home, folder)
    const { child, address } = await startLauncher(home)
    const browser = await launchChromium()
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
      const calls = countCalls(page)
      await page.goto(address)
      await cards(page).nth(4).waitFor()
      const session = await page.context().newCDPSession(page)
      await session.send('HeapProfiler.enable')
      const measure = async () => ({
        heap: await heapOf(session),
        server: await settledMegabytes(child.pid),
      })
      for (let time = 0; time < minutes.warmUp; time++) await minute(page, time)
      const before = await measure()
      const callsBefore = new Map(calls)
      for (let time = 0; time < minutes.measured; time++) await minute(page, minutes.warmUp + time)
      const after = await measure()
      const made = (name: string) => (calls.get(name) ?? 0) - (callsBefore.get(name) ?? 0)
      const [edits, undone] = [made('board.edit'), made('board.undo')]
      // Words, a gap, a move and a copy in each minute; less than this, and the hour was not what it is said to be.
      if (edits < minutes.measured * 4 || undone < minutes.measured * 4)
        throw new Error(`only ${edits} edits were made, and ${undone} taken back`)
      const growth = after.server / before.server
      const words = `the server from ${before.server.toFixed(0)} to ${after.server.toFixed(0)} MB, ${growth.toFixed(2)}× of ${limit}×; compiled script from ${before.heap.compiled.toFixed(1)} to ${after.heap.compiled.toFixed(1)} MB`
      return {
        name: `an hour of use (${edits} edits, ${undone} undone): what scripts keep in the page, against before`,
        ours: [after.heap.kept],
        peer: [before.heap.kept],
        limit,
        unit: 'MB',
        [growth <= limit ? 'notes' : 'failed']: [words],
      }
    } finally {
      await browser.close()
      await stop(child)
    }
  })
