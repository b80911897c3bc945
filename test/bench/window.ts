import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { BenchResult } from '../../scripts/bench.ts'
import { createDocument, createShot } from '../../shared/domain/board.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import { serialiseDocument } from '../../shared/domain/opening.ts'
import { launchChromium } from '../kit/chromium.ts'
import { openBenchWindow } from './kit/app-window.ts'
import { repeatableBytes } from '../kit/large-board.ts'
import { inFolder } from './kit/in-folder.ts'
import { openAtStart, settledMegabytes, startLauncher, stop } from './kit/program.ts'

/** How soon the window is there, and how little its server keeps. Run on the built program. */

const runs = 9
const timed = async (work: () => Promise<void>): Promise<number> => {
  const since = performance.now()
  await work()
  return performance.now() - since
}

/**
 * From the launcher's start to a board that can be worked with; beside it, the browser with an empty page: both in an app
 * window, as the launcher opens one, each with a profile that is kept from start to start.
 */
export const launch = (): Promise<BenchResult> =>
  inFolder(async (home) => {
    const blank = createServer((_, response) => {
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>blank</title><button>Blank</button>')
    }).listen(0, '127.0.0.1')
    await once(blank, 'listening')
    const at = blank.address()
    const blankAddress = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`

    let left: (() => Promise<void>)[] = []
    const ours = () =>
      timed(async () => {
        const { child, address } = await startLauncher(home)
        left = [() => stop(child)]
        await openUntil('Rehearse', address, join(home, 'profile-ours'))
      })
    const peer = () =>
      timed(async () => {
        left = []
        await openUntil('Blank', blankAddress, join(home, 'profile-blank'))
      })
    const openUntil = async (words: string, address: string, profile: string) => {
      const window = openBenchWindow(address, profile)
      left.unshift(window.close)
      await window.pressable(words)
    }
    const measureAndClose = async (measure: () => Promise<number>) => {
      const took = await measure()
      for (const close of left) await close()
      return took
    }
    const measured = { ours: [] as number[], peer: [] as number[] }
    // The first start makes the sample board and the profile, and is not counted.
    await measureAndClose(ours)
    await measureAndClose(peer)
    for (let run = 0; run < runs; run++) {
      measured.ours.push(await measureAndClose(ours))
      measured.peer.push(await measureAndClose(peer))
    }
    blank.close()
    return {
      name: 'launcher to an interactive page, against a blank page',
      ...measured,
      limit: 400,
      difference: true,
    }
  })

const thousandShots = (): string => {
  const ids = createIdSource(repeatableBytes(1))
  const document = createDocument(ids.project(), ids.scene(), 'A thousand', '16:9')
  const shots = Array.from({ length: 1000 }, (_, at) => ({
    ...createShot(ids.shot(), String((at + 1) * 10)),
    mode: 'text' as const,
    prompt: `A lighthouse in weather ${at}`,
  }))
  const [sceneId] = document.sceneIds
  if (!sceneId) throw new Error('the board has no scene')
  return serialiseDocument({
    ...document,
    scenes: { [sceneId]: { id: sceneId, title: '', shotIds: shots.map(({ id }) => id) } },
    shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])),
  })
}

/** The server with a board of 1,000 shots open in a window and nothing to do, beside a Node that does nothing. */
export const memory = (): Promise<BenchResult> =>
  inFolder(async (home) => {
    const folder = join(home, 'Boardwright', 'thousand')
    await files.mkdir(folder, { recursive: true })
    await files.writeFile(join(folder, 'boardwright.json'), thousandShots())
    await openAtStart(home, folder)
    const { child, address } = await startLauncher(home)
    const browser = await launchChromium()
    const page = await browser.newPage()
    await page.goto(address)
    await page.getByText('1,000 shots').or(page.getByText('1000 shots')).first().waitFor()
    const ours = await settledMegabytes(child.pid)
    await browser.close()
    await stop(child)
    const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    const peer = await settledMegabytes(idle.pid)
    await stop(idle)
    return {
      name: 'memory of the server, 1,000 shots open and idle',
      ours: [ours],
      peer: [peer],
      limit: 80,
      difference: true,
      unit: 'MB',
    }
  })

export const benches = [launch, memory]
