import * as files from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { BenchResult } from '../../scripts/bench.ts'
import { createDocument } from '../../shared/domain/board.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import { serialiseDocument } from '../../shared/domain/opening.ts'
import { launchChromium } from '../kit/chromium.ts'
import { repeatableBytes } from '../kit/large-board.ts'
import { shrinkPlainly, writePhotographs, type Photograph } from './kit/photographs.ts'
import { quantile } from './kit/probes.ts'
import { inFolder } from './kit/in-folder.ts'
import { openAtStart, startLauncher, stop } from './kit/program.ts'

/**
 * Photographs dropped on the window of the built program until every one of them is in the library and its thumbnail
 * has been shown; beside it, the same thumbnails made by sharp and nothing else.
 */

const count = 500
const runs = 3
const firstWithinMs = 300
const longSide = 320
const patienceMs = 300_000

interface Taken {
  /** Until all thumbnails were shown, and until the first was; in milliseconds since the drop. */
  readonly all: number
  readonly first: number
}

const writeEmptyBoard = async (folder: string): Promise<void> => {
  const ids = createIdSource(repeatableBytes(1))
  await files.mkdir(folder, { recursive: true })
  const board = createDocument(ids.project(), ids.scene(), 'Photographs', '16:9')
  await files.writeFile(join(folder, 'boardwright.json'), serialiseDocument(board))
}

const ours = (photographs: readonly Photograph[]): Promise<Taken> =>
  inFolder(async (home) => {
    const folder = join(home, 'Boardwright', 'photographs')
    await writeEmptyBoard(folder)
    await openAtStart(home, folder)
    const { child, address } = await startLauncher(home)
    const browser = await launchChromium()
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
      await page.goto(address)
      await page.locator('[data-area="library"]').waitFor()
      await watchDrop(page)
      await dropFiles(
        page,
        photographs.map(({ path }) => path),
      )
      await page.waitForFunction(isAllInSight, count, { timeout: patienceMs, polling: 50 })
      return await page.evaluate(
        showAll,
        photographs.map(({ sha256 }) => sha256),
      )
    } finally {
      await browser.close()
      await stop(child)
    }
  })

/** As the desktop drops them: the browser is given paths, and reads the files itself. */
const dropFiles = async (page: Page, paths: readonly string[]): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 120, y: 300, data })
  await session.detach()
}

declare global {
  interface Window {
    drop?: { at: number; first: number }
  }
}

/** Notes when files are dropped, and when the first picture of them is on the screen. */
const watchDrop = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const drop = { at: Number.NaN, first: Number.NaN }
    window.drop = drop
    const noteDrop = () => {
      drop.at = performance.now()
    }
    document.addEventListener('drop', noteDrop, { capture: true, once: true })
    const notePicture = ({ target }: Event) => {
      if (!(target instanceof HTMLImageElement) || !target.closest('[data-asset]')) return
      document.removeEventListener('load', notePicture, true)
      requestAnimationFrame(() => requestAnimationFrame(() => (drop.first = performance.now() - drop.at)))
    }
    document.addEventListener('load', notePicture, true)
  })

/** In the page: whether the library holds all images, and shows those that are in sight. */
const isAllInSight = (of: number): boolean => {
  const tiles = [...document.querySelectorAll('[data-asset]')]
  return (
    tiles[0]?.getAttribute('aria-setsize') === String(of) &&
    tiles.every((tile) => {
      const picture = tile.querySelector('img')
      return picture !== null && picture.complete && picture.naturalWidth > 0
    })
  )
}

/** In the page: shows every image's thumbnail, at the address that the library shows it at. */
const showAll = async (ids: readonly string[]): Promise<Taken> => {
  const pattern = document.querySelector<HTMLImageElement>('[data-asset] img')?.src
  if (!pattern || !window.drop) throw new Error('the library shows no picture')
  await Promise.all(
    ids.map(async (id) => {
      const picture = new Image()
      picture.src = pattern.replace(/[0-9a-f]{64}/, id)
      await picture.decode()
    }),
  )
  return { all: performance.now() - window.drop.at, first: window.drop.first }
}

const peer = (photographs: readonly Photograph[]): Promise<number> =>
  inFolder(async (home) => {
    const since = performance.now()
    await shrinkPlainly(
      photographs.map(({ path }) => path),
      home,
      longSide,
    )
    return performance.now() - since
  })

export const bench = (): Promise<BenchResult> =>
  inFolder(async (folder) => {
    const size = { width: 3000, height: 2000 }
    const photographs = await writePhotographs(folder, { count, distinct: 20, size })
    const measured = { ours: [] as number[], peer: [] as number[], first: [] as number[] }
    for (let run = 0; run < runs; run++) {
      measured.peer.push(await peer(photographs))
      const { all, first } = await ours(photographs)
      measured.ours.push(all)
      measured.first.push(first)
    }
    const first = quantile(measured.first, 0.5)
    const words = `the first shown after ${first.toFixed(0)} ms of ${firstWithinMs}`
    return {
      name: `${count} photographs dropped until all thumbnails are shown, against a plain loop of sharp`,
      ours: measured.ours,
      peer: measured.peer,
      limit: 1.3,
      [first <= firstWithinMs ? 'notes' : 'failed']: [words],
    }
  })
