import files from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { defaultSettings } from '../../electron/core/settings.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import { coreFor, must, textBoard } from './text-board.ts'

/**
 * Run as a process of its own by the bench of idle work: has so many jobs wait at the service, and reports how much
 * processor time that took over a while, each piece in milliseconds, once as many have been sent as may be.
 */
const [folder = '', proxyUrl = '', key = '', count = '100', pieces = '6', pieceMs = '10000'] =
  process.argv.slice(2)

await files.mkdir(join(folder, 'home'))
const core = coreFor(join(folder, 'home'), proxyUrl, key)
const { project, jobs } = await textBoard(core, join(folder, 'board'), Number(count))
const runs = jobs.map((job) => core.run(job, project))
const sent = () =>
  must(core.ledger())
    .list({ ended: false })
    .filter(({ requestId }) => requestId !== null)
// As delivered: those beyond the limit wait here for their turn.
const atOnce = Math.min(jobs.length, defaultSettings().limits.fal)
while (sent().length < atOnce) await passing(500)
// As long as the longest pause between two questions about one of them, so that every one has been seen to wait.
await passing(30_000)
const cpuMs: number[] = []
for (let piece = 0; piece < Number(pieces); piece++) {
  const before = process.cpuUsage()
  await passing(Number(pieceMs))
  const { user, system } = process.cpuUsage(before)
  cpuMs.push((user + system) / 1000)
}
await core.close()
const ends = await Promise.all(runs)
await project.close()
process.send?.({ cpuMs, waiting: ends.filter(({ job }) => isOpen(job.state)).length })
process.disconnect()
