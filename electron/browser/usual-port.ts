import * as files from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../shared/errors.ts'
import { wordsOf } from '../core/disk/failure.ts'
import type { Log } from '../core/ports.ts'
import type { BrowserServer } from './server.ts'

/**
 * Starts a server on the port that this data folder had the last time, else on any that is free, and remembers which.
 * The browser keeps the page, and the code that it made of its script, by the page's address: with another port at each
 * start it would read and compile everything anew, and keep all of it once more.
 */
export const startOnUsualPort = async (
  start: (port: number) => Promise<Result<BrowserServer>>,
  { home, log }: { readonly home: string; readonly log: Log },
): Promise<Result<BrowserServer>> => {
  const note = join(home, 'browser-port')
  const usual = await usualPort(note)
  const asUsual = usual === null ? null : await start(usual)
  if (asUsual?.ok) return asUsual
  const started = await start(0)
  if (started.ok)
    await files
      .writeFile(note, String(started.value.port))
      .catch((error: unknown) => log.warn('browser.portNotKept', { words: wordsOf(error) }))
  return started
}

/** What is not there, or is no port of a user's program, is none. */
const usualPort = async (note: string): Promise<number | null> => {
  try {
    const port = Number(await files.readFile(note, 'utf8'))
    return Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : null
  } catch {
    return null
  }
}
