import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createThumbnails } from '../../electron/core/media/thumbnails.ts'
import { assetIdSchema } from '../../shared/domain/ids.ts'
import { shrinkPlainly, writePhotographs } from './kit/photographs.ts'

const photographs = 200
const distinct = 4
const longSide = 320
const runs = 5

/**
 * Thumbnails of 200 photographs of 12 megapixels into an empty cache, against a plain loop of sharp's on all
 * processors. Milliseconds per run.
 */
export const bench = async (): Promise<{ name: string; ours: number[]; peer: number[]; limit: number }> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  try {
    const written = await writePhotographs(join(folder, 'photographs'), {
      count: photographs,
      distinct,
      size: { width: 4000, height: 3000 },
    })
    const sources = written.map(({ path }) => path)
    const ours: number[] = []
    const peer: number[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(await timed((cache) => makeOurs(sources, cache), join(folder, 'ours')))
      peer.push(await timed((cache) => shrinkPlainly(sources, cache, longSide), join(folder, 'peer')))
    }
    return { name: 'thumbnails of 200 photographs, against a plain loop of sharp', ours, peer, limit: 1.1 }
  } finally {
    await files.rm(folder, { recursive: true, force: true })
  }
}

const makeOurs = async (sources: readonly string[], cacheFolder: string): Promise<void> => {
  const thumbnails = createThumbnails({ cacheFolder, files })
  const made = await Promise.all(
    sources.map((source, index) => {
      const id = assetIdSchema.parse(index.toString(16).padStart(64, '0'))
      return thumbnails.of(source, id, longSide)
    }),
  )
  if (!made.every(({ ok }) => ok)) throw new Error('a thumbnail failed')
}

const timed = async (work: (cache: string) => Promise<void>, cache: string): Promise<number> => {
  await files.mkdir(cache)
  const start = performance.now()
  await work(cache)
  const elapsed = performance.now() - start
  await files.rm(cache, { recursive: true })
  return elapsed
}
