import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import packageFile from '../../package.json' with { type: 'json' }
import { succeed, type Result } from '../../shared/errors.ts'
import { systemClock } from '../core/clock.ts'
import { homeFolder } from '../core/home.ts'
import { createFileLog, logFolder } from '../core/log/file-log.ts'
import type { Log } from '../core/ports.ts'
import { takeEnvironmentKey } from '../core/secrets/environment-key.ts'
import type { FrontDoor } from '../core/studio/front-door.ts'
import type { Studio } from '../core/studio/studio.ts'
import { readOptions } from './options.ts'
import { runBrowserMode } from './run.ts'

/**
 * The browser mode program: reads the environment and the arguments, runs to its end, and ends with 0 where all went
 * well, 2 for wrong arguments, else 1. FAL_KEY is taken out of the environment before anything can inherit it.
 */

const environmentKey = takeEnvironmentKey(process.env)
const say = (words: string): void => console.log(words)

/** One Ctrl-C comes twice where npm passes it on; signals so close to each other are one, in milliseconds. */
const sameSignalMs = 500

/** The first Ctrl-C ends the work in an orderly way, the second at once: the ledger is always in order. */
const listenForStop = (): AbortSignal => {
  const stop = new AbortController()
  let firstAt = 0
  const onSignal = () => {
    if (!stop.signal.aborted) firstAt = systemClock.monotonicMs()
    else if (systemClock.monotonicMs() - firstAt > sameSignalMs) process.exit(130)
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return stop.signal
}

const openStudio =
  (home: string, log: Log) =>
  async (frontDoor: FrontDoor): Promise<Result<Studio>> => {
    // The large part of the program: loaded while the browser starts.
    const { assetPath, openProgram } = await import('../core/program.ts')
    const { createStudio } = await import('../core/studio/create-studio.ts')
    const program = await openProgram({ home, environment: process.env, environmentKey, log })
    if (!program.ok) return program
    for (const note of program.value.notes) say(note)
    return succeed(
      await createStudio({
        program: program.value,
        frontDoor,
        userFolder: homedir(),
        sampleFolder: assetPath('sample'),
        version: packageFile.version,
      }),
    )
  }

const options = readOptions(process.argv.slice(2))
if (options.ok) {
  const home = resolve(options.value.home ?? homeFolder(process.env, process.platform, homedir()))
  // What matters to the user is said, or shown in the page.
  const log = createFileLog(logFolder(home))
  const end = await runBrowserMode({
    options: options.value,
    home,
    pageFolder: join(import.meta.dirname, '..', '..', 'page'),
    openStudio: openStudio(home, log),
    surroundings: {
      platform: process.platform,
      env: process.env,
      userFolder: homedir(),
      exists: existsSync,
    },
    clock: systemClock,
    log,
    say,
    stop: listenForStop(),
  })
  process.exitCode = end === 'done' ? 0 : 1
} else {
  say(options.error.message)
  process.exitCode = 2
}
