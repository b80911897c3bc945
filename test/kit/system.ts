import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
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

/** Ports to the real machine, with `home` as the program's data folder. */
export const projectPorts = (home: string, changes: Partial<ProjectPorts> = {}): ProjectPorts => ({
  files: fs,
  clock: systemClock,
  log: silentLog,
  home,
  randomBytes: (count) => randomBytes(count),
  ...changes,
})
