import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { BenchResult } from '../../scripts/bench.ts'
import type { Bridge } from '../../shared/contract.ts'
import type { Take } from '../../shared/domain/document.ts'
import { openTrusted } from '../../shared/domain/opening.ts'
import { startApp } from '../electron-double/start-app.ts'
import { writeBoardFolder } from './kit/board-folder.ts'
import { makeFilm, playerSeeks, playSeeks } from './kit/film.ts'
import { inFolder } from './kit/in-folder.ts'
import { inTurns } from './kit/in-turns.ts'

/**
 * The Electron shell, built, in the double of Electron, beside a bare program in the same double: what the double takes for
 * itself, both take.
 */

declare global {
  interface Window {
    readonly boardwright: Bridge
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const calls = 400

const startOurs = (folder: string) =>
  startApp({
    main: join(root, 'dist', 'electron', 'main.js'),
    appPath: root,
    userData: join(folder, 'data'),
    env: {
      HOME: folder,
      BOARDWRIGHT_HOME: join(folder, 'data'),
      FAL_KEY: undefined,
      DBUS_SESSION_BUS_ADDRESS: undefined,
    },
  })

const startBare = (folder: string, clip: string) =>
  startApp({
    main: join(root, 'test', 'electron-double', 'fixtures', 'main.ts'),
    userData: join(folder, 'bare'),
    env: { CLIP: clip },
  })

/** Both programs, started in a folder of their own; `clip` is what the bare one shows. */
const withBoth = async (
  folder: string,
  clip: string,
  measure: (ours: Page, bare: Page) => Promise<BenchResult>,
): Promise<BenchResult> => {
  await using ours = await startOurs(folder)
  await using bare = await startBare(folder, clip)
  const page = await ours.page()
  await page.waitForFunction(() => 'boardwright' in window)
  return await measure(page, await bare.page())
}

const call = (): Promise<BenchResult> =>
  inFolder((folder) =>
    withBoth(folder, '', (ours, bare) =>
      inTurns(
        `${calls} calls of a window, one after another, against a bare ipcMain echo in the double`,
        1.5,
        () => ours.evaluate(callOften, calls),
        () => bare.evaluate(echoOften, calls),
      ),
    ),
  )

const callOften = async (times: number): Promise<number> => {
  const since = performance.now()
  for (let at = 0; at < times; at += 1)
    await window.boardwright.call('board.undo', { projectId: 'prj_aaaaaaaaaaaa' })
  return performance.now() - since
}

const echoOften = async (times: number): Promise<number> => {
  const since = performance.now()
  for (let at = 0; at < times; at += 1)
    await window.api.invoke('echo', 'board.undo', { projectId: 'prj_aaaaaaaaaaaa' })
  return performance.now() - since
}

const seeks = (): Promise<BenchResult> =>
  inFolder(async (folder) => {
    const board = join(folder, 'board')
    await files.mkdir(board)
    await makeFilm(folder)
    const take = await writeBoardWithFilm(board, join(folder, 'clip.mp4'))
    return withBoth(folder, join(board, 'clips', take.file), async (ours, bare) => {
      const opened = await ours.evaluate(
        (path) => window.boardwright.call('project.open', { folder: path }),
        board,
      )
      if (!opened.ok) throw new Error(opened.error.message)
      await ours.evaluate(showFilm, `clip://media/${opened.value.projectId}/clip/${take.id}`)
      await bare.evaluate(showFilm, 'clip://film/')
      return inTurns(
        `${playerSeeks} seeks of a window in a film of 1 GB, against a bare handler of clip:// in the double`,
        1.25,
        () => ours.evaluate(playSeeks, playerSeeks),
        () => bare.evaluate(playSeeks, playerSeeks),
      )
    })
  })

/** A board one of whose takes is this film, which moves there. */
const writeBoardWithFilm = async (board: string, film: string): Promise<Take> => {
  await writeBoardFolder(board, 4)
  const document = openTrusted(await files.readFile(join(board, 'boardwright.json'), 'utf8'))
  const take = Object.values(document?.takes ?? {})[0]
  if (!take) throw new Error('the board has no take')
  await files.rename(film, join(board, 'clips', take.file))
  return take
}

const showFilm = (source: string): void => {
  const video = document.createElement('video')
  video.muted = true
  video.src = source
  document.body.prepend(video)
}

/** Milliseconds for all calls or seeks of a run. */
export const benches = [call, seeks]
