import files from 'node:fs/promises'
import { join } from 'node:path'
import { coreFor, textBoard } from './text-board.ts'

/**
 * Run as a process of its own by the memory bench: renders 1,000 shots (or as many as it is told) and reports its resident memory, idle with the
 * board open, and at its peak, in MB.
 */
const [folder = '', proxyUrl = '', key = '', count = '1000'] = process.argv.slice(2)
const residentMb = () => process.memoryUsage.rss() / 1e6

await files.mkdir(join(folder, 'home'))
const core = coreFor(join(folder, 'home'), proxyUrl, key)
const { project, jobs } = await textBoard(core, join(folder, 'board'), Number(count))
globalThis.gc?.()
const idleMb = residentMb()
let peakMb = idleMb
const sampling = setInterval(() => {
  peakMb = Math.max(peakMb, residentMb())
}, 50)
const ends = await Promise.all(jobs.map((job) => core.run(job, project)))
clearInterval(sampling)
await core.close()
await project.close()
process.send?.({ idleMb, peakMb, succeeded: ends.filter(({ job }) => job.state === 'succeeded').length })
process.disconnect()
