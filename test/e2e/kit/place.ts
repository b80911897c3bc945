import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../../kit/temporary-folder.ts'
import { eventsOf, runProgram, summaryOf, type Ended, type OutputEvent, type Start } from './program.ts'

/** A user's place for a test: a data folder, a folder for projects, and the program at hand. */
export interface Place {
  readonly folder: string
  readonly start: Start
  /** The path of something in the folder. */
  readonly path: (name: string) => string
  readonly run: (...args: string[]) => Promise<Ended>
  /** Runs a command that must succeed, and gives what it printed. */
  readonly must: (...args: string[]) => Promise<string>
  /** Runs a command with `--json`. */
  readonly json: (
    ...args: string[]
  ) => Promise<{ code: number | null; events: OutputEvent[]; summary: OutputEvent }>
}

/** Patience of the program, short enough for tests. */
const quickTiming = {
  pollFloorMs: 50,
  pollCeilingMs: 200,
  retryMs: 50,
  retryMaxMs: 200,
  lookupPatienceMs: 500,
  repeatWindowMs: 0,
}

/** Makes a place that goes when the test is over. `env` is what the user has set. */
export const makePlace = async (env: Readonly<Record<string, string>> = {}): Promise<Place> => {
  const folder = await temporaryFolder()
  const home = join(folder, 'home')
  await fs.mkdir(home)
  await fs.writeFile(join(home, 'settings.json'), JSON.stringify({ timing: quickTiming }))
  const start: Start = { home, cwd: folder, env }
  const run: Place['run'] = (...args) => runProgram(args, start)
  return {
    folder,
    start,
    path: (name) => join(folder, name),
    run,
    must: async (...args) => {
      const ended = await run(...args)
      expect(ended.code, `${args.join(' ')}\n${ended.stderr}`).toBe(0)
      return ended.stdout.trim()
    },
    json: async (...args) => {
      const ended = await run(...args, '--json')
      return { code: ended.code, events: eventsOf(ended), summary: summaryOf(ended) }
    },
  }
}
