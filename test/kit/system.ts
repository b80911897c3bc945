import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { systemClock } from '../../electron/core/clock.ts'
import type { ProjectPorts } from '../../electron/core/project/open-project.ts'
import type { Log } from '../../electron/core/ports.ts'

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
