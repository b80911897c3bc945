import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { systemClock } from '../../../../electron/core/clock.ts'
import { readOptions } from '../../../../electron/browser/options.ts'
import type { Clock } from '../../../../electron/core/ports.ts'
import { runBrowserMode } from '../../../../electron/browser/run.ts'
import { succeed } from '../../../../shared/errors.ts'
import { createFakeStudio } from '../../../kit/fake-studio.ts'
import { silentLog } from '../../../kit/system.ts'

/**
 * Browser mode in a process of its own, with a fake studio. Its arguments: the data folder, the page's folder, whether it
 * stays, then those of the program. A number on its standard input is how many jobs run from now on.
 */
const [home = '', pageFolder = '', staysOpen = '', ...args] = process.argv.slice(2)
const studio = createFakeStudio({ folder: home, staysOpen: staysOpen === 'stays' })
createInterface({ input: process.stdin }).on('line', (line) => {
  studio.run(Number(line))
  process.stdout.write(`jobs ${line}\n`)
})
// Its patience runs out five times as fast as the user's would.
const pace = 5
const clock: Clock = {
  now: systemClock.now,
  monotonicMs: () => systemClock.monotonicMs() * pace,
  sleep: (ms, signal) => systemClock.sleep(ms / pace, signal),
}
const stop = new AbortController()
process.on('SIGINT', () => stop.abort())
const options = readOptions(args)
if (!options.ok) throw new Error(options.error.message)
const end = await runBrowserMode({
  options: options.value,
  home,
  pageFolder,
  openStudio: async () => succeed(studio),
  surroundings: { platform: process.platform, env: process.env, userFolder: home, exists: existsSync },
  clock,
  log: silentLog,
  say: (words) => process.stdout.write(`${words}\n`),
  stop: stop.signal,
})
process.stdout.write(`${end}, the studio is ${studio.isClosed() ? 'closed' : 'not there'}\n`)
process.stdin.destroy()
