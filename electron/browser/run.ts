import * as files from 'node:fs/promises'
import type { Failure, Result } from '../../shared/errors.ts'
import { diskFailure, wordsOf } from '../core/disk/failure.ts'
import { makeFolder } from '../core/disk/make-folder.ts'
import { takeInstance, type Instance } from '../core/instance/instance.ts'
import type { Clock, Log } from '../core/ports.ts'
import type { FrontDoor } from '../core/studio/front-door.ts'
import type { Studio } from '../core/studio/studio.ts'
import { createBrowserFrontDoor } from './desktop.ts'
import { noDisplay, type Surroundings } from './find-browser.ts'
import { lastPageClosed } from './last-page.ts'
import type { StartOptions } from './options.ts'
import { startServer, type BrowserServer } from './server.ts'
import { createShow, type Show } from './show.ts'
import { startOnUsualPort } from './usual-port.ts'

/** What browser mode is started with. */
export interface BrowserMode {
  readonly options: StartOptions
  readonly home: string
  /** Folder of the built page. */
  readonly pageFolder: string
  readonly openStudio: (frontDoor: FrontDoor) => Promise<Result<Studio>>
  readonly surroundings: Surroundings
  readonly clock: Clock
  readonly log: Log
  /** Says one line to the user. */
  readonly say: (words: string) => void
  /** Aborts where the user wants it to end, jobs or no jobs. */
  readonly stop: AbortSignal
}

/** What came of it; the words have been said. */
export type BrowserModeEnd = 'done' | 'failed'

/**
 * Browser mode from its start to its end: the one program of its data folder serves pages until the last of them is closed
 * and its jobs are done, or until it is stopped; a later start only opens another window of the first.
 */
export const runBrowserMode = async (mode: BrowserMode): Promise<BrowserModeEnd> => {
  const { clock, home, stop } = mode
  const show = createShow(mode)
  const since = clock.monotonicMs()
  // One that is just ending leaves its place; one that is just starting answers soon.
  do {
    const instance = await takePlace(home)
    if (!instance.ok) return failed(mode, instance.error)
    if (instance.value.kind === 'first') {
      try {
        return await serveAlone(mode, instance.value, show)
      } finally {
        await instance.value.release()
      }
    }
    const { joinInstance } = await import('./join-instance.ts')
    const address = await joinInstance(await instance.value.card())
    if (address?.ok) return showAnother(mode, address.value, show)
    if (address) return failed(mode, address.error)
    await clock.sleep(100, stop)
  } while (!stop.aborted && clock.monotonicMs() - since < joinPatienceMs)
  return failed(mode, noAnswer)
}

/** How long another program of the same data folder may take to answer or to end, in milliseconds. */
const joinPatienceMs = 15_000

const noAnswer: Failure = {
  code: 'app/unreachable',
  message:
    'Boardwright runs already with this data folder, but does not answer. End it, or start another with --home.',
}

const takePlace = async (home: string): Promise<Result<Instance>> => {
  try {
    await makeFolder(home, files, 0o700)
  } catch (error) {
    return { ok: false, error: diskFailure(error, `The data folder ${home} cannot be made`) }
  }
  return takeInstance(home, files)
}

const showAnother = async ({ say }: BrowserMode, address: string, show: Show): Promise<BrowserModeEnd> => {
  say('Boardwright runs already: it gets another window.')
  await show.once(address)
  return 'done'
}

const serveAlone = async (
  mode: BrowserMode,
  { announce }: Instance & { kind: 'first' },
  show: Show,
): Promise<BrowserModeEnd> => {
  const { options, clock, log, stop } = mode
  const studio = Promise.withResolvers<Studio>()
  // Pages that wait for it are told by the end of their connection.
  studio.promise.catch(() => log.warn('browser.noStudio'))
  const start = (port: number) =>
    startServer({ port, pageFolder: mode.pageFolder, studio: studio.promise, clock, log })
  const started = options.port === 0 ? await startOnUsualPort(start, mode) : await start(options.port)
  if (!started.ok) return failed(mode, started.error)
  const server = started.value
  try {
    await announce({ frontDoor: 'browser', port: server.port, secret: server.instanceSecret })
    // The browser takes longest to start: it goes first, and finds the page served while the studio is put together.
    show.window(server)
    const opened = await openStudio(mode)
    if (!opened.ok) {
      studio.reject(new Error(opened.error.message))
      return failed(mode, opened.error)
    }
    studio.resolve(opened.value)
    try {
      opened.value
        .resume()
        .catch((error: unknown) => log.warn('browser.notResumed', { words: wordsOf(error) }))
      await untilDone(mode, server, opened.value)
      if (stop.aborted) sayStopping(mode, opened.value.jobsRunning())
    } finally {
      // First nobody gets in any more: who starts the program now waits for the end of this one.
      await server.close()
      await opened.value.close()
    }
    return 'done'
  } finally {
    await server.close()
    show.close()
  }
}

const openStudio = (mode: BrowserMode): Promise<Result<Studio>> => {
  const { platform } = mode.surroundings
  return mode.openStudio(createBrowserFrontDoor(platform, noDisplay(mode.surroundings)))
}

const untilDone = async (mode: BrowserMode, server: BrowserServer, studio: Studio): Promise<void> => {
  const { options, clock, stop, say } = mode
  const watched = {
    pages: server.sockets,
    jobsRunning: studio.jobsRunning,
    onJobsRunning: studio.onJobsRunning,
    clock,
    onWaiting: (jobs: number) =>
      say(
        `The last page is closed. Boardwright goes on until ${jobs === 1 ? 'its job is' : `its ${jobs} jobs are`} done; Ctrl-C stops it now.`,
      ),
  }
  while (!stop.aborted) {
    await lastPageClosed(watched, stop)
    if (stop.aborted) return
    if (!options.stay && !(await staysOpen(studio)))
      return say('The last page is closed, and all is saved. Goodbye.')
    say(
      `The last page is closed; Boardwright stays. Start it again for another window, or end it with Ctrl-C.`,
    )
  }
}

const staysOpen = async ({ handlers }: Studio): Promise<boolean> => {
  const state = await handlers['app.state']({}, 'browser-mode')
  return state.ok && state.value.settings.staysOpen
}

const sayStopping = ({ say }: BrowserMode, jobs: number): void =>
  say(
    jobs === 0
      ? 'Stopping. All is saved.'
      : `Stopping. ${jobs === 1 ? 'The job that runs stays' : `The ${jobs} jobs that run stay`} in the ledger, and Boardwright goes on with ${jobs === 1 ? 'it' : 'them'} when it is started again. Ctrl-C once more ends it at once.`,
  )

const failed = ({ say }: BrowserMode, { message, detail }: Failure): BrowserModeEnd => {
  say(detail === undefined ? message : `${message} (${detail})`)
  return 'failed'
}
