import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../electron/core/clock.ts'
import { startServer } from '../../electron/browser/server.ts'
import { createFakeStudio } from './fake-studio.ts'
import { silentLog } from './system.ts'

/**
 * Browser mode's server in a process of its own, before a fake studio that serves `clip.mp4` of a folder. Prints the
 * address to come in by.
 */
const folder = process.argv[2] ?? ''
const clip = join(folder, 'clip.mp4')
const started = await startServer({
  port: 0,
  pageFolder: folder,
  studio: Promise.resolve(createFakeStudio({ folder, ...(existsSync(clip) && { clip }) })),
  clock: systemClock,
  log: silentLog,
})
if (!started.ok) throw new Error(started.error.message)
process.stdout.write(`${started.value.newAddress()}\n`)
