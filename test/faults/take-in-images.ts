import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { importImage } from '../../electron/core/media/import-image.ts'

/**
 * Run as a process of its own: takes images of a folder into a library, one after another, and reports what came of each, and by
 * how much its peak memory grew, in MB.
 */
const [folder = '', ...names] = process.argv.slice(2)
const peakMb = () => process.resourceUsage().maxRSS / 1000

const before = peakMb()
const outcomes: string[] = []
for (const name of names) {
  const source = join(folder, name)
  const taken = await importImage({ source, mediaFolder: join(folder, 'media'), files: fs, now: Date.now })
  outcomes.push(taken.ok ? 'added' : taken.error.code)
}
process.send?.({ outcomes, grewMb: peakMb() - before })
process.disconnect()
