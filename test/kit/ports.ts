import * as fs from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { ProjectPorts } from '../../electron/core/project/open-project.ts'
import type { Clock, Log } from '../../electron/core/ports.ts'

/** The system's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      if (!signal?.aborted) throw error
    }
  },
}

/** A log that nobody reads. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined }

/** A new folder (its real path) that is removed when the test is over. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-')))
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }))
  return folder
}

/** Ports to the real machine, with `home` as the program's data folder. */
export const realPorts = (home: string, changes: Partial<ProjectPorts> = {}): ProjectPorts => ({
  files: fs,
  clock: systemClock,
  log: silentLog,
  home,
  randomBytes: (count) => randomBytes(count),
  ...changes,
})
