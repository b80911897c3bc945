import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../disk/failure.ts'
import type { Log } from '../ports.ts'
import { logLine } from './log-line.ts'

/** Folder of the log in the program's data folder. */
export const logFolder = (home: string): string => join(home, 'logs')

/** The file that is written to, and those before it: `boardwright.1.jsonl` is the latest of them. */
export const logFileName = (age: number): string => `boardwright${age === 0 ? '' : `.${age}`}.jsonl`

/** How much is kept: the file that is written to and three before it, a megabyte each. */
const limits = { bytes: 1_048_576, files: 4 }

/**
 * A log in a folder, one JSON object a line (see `logLine`), that never grows beyond `limits`. Made at the first event.
 * Several processes may write the same one: a line is added in one piece, and whoever finds the file full turns it over.
 * Written at once, so that a crash loses nothing; where it cannot be written, the event is lost and the work goes on.
 * @param options.also told of every event too, such as the terminal that the program was started from.
 */
export const createFileLog = (
  folder: string,
  options: {
    readonly now?: () => number
    readonly limits?: { readonly bytes: number; readonly files: number }
    readonly also?: Log
  } = {},
): Log => {
  const { now = Date.now, also } = options
  const { bytes, files } = options.limits ?? limits
  const path = (age: number) => join(folder, logFileName(age))

  const turnOver = () => {
    const size = quietly(() => statSync(path(0)).size) ?? 0
    if (size < bytes) return
    quietly(() => rmSync(path(files - 1), { force: true }))
    for (let age = files - 2; age >= 0; age--) quietly(() => renameSync(path(age), path(age + 1)))
  }

  const write =
    (level: 'info' | 'warn'): Log['info'] =>
    (event, details) => {
      also?.[level](event, details)
      const line = `${logLine(level, event, details, now(), process.pid)}\n`
      quietly(() => {
        turnOver()
        try {
          appendFileSync(path(0), line, { mode: 0o600 })
        } catch (error) {
          if (errnoOf(error) !== 'ENOENT') throw error
          mkdirSync(folder, { recursive: true, mode: 0o700 })
          appendFileSync(path(0), line, { mode: 0o600 })
        }
      })
    }
  return { info: write('info'), warn: write('warn') }
}

/** What a log cannot do for want of space, rights or a folder, it leaves undone: it is not what the program is for. */
const quietly = <Value>(act: () => Value): Value | undefined => {
  try {
    return act()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}
