import * as files from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createThumbnails } from '../../electron/core/media/thumbnails.ts'
import { assetIdSchema } from '../../shared/domain/ids.ts'

const photographs = 200
const distinct = 4
const longSide = 320
const runs = 5

/** A JPEG of 12 megapixels with the grain and the soft shades of a photograph, about 3 MB. */
const makePhotograph = async (path: string, index: number): Promise<void> => {
  const [width, height] = [4000, 3000]
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const shades = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="g"><stop stop-color="hsl(${index * 90} 70% 60%)"/><stop offset="1" stop-color="hsl(${index * 90 + 140} 60% 20%)"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
  )
  await sharp(shades)
    .composite([{ input: grain, blend: 'soft-light' }])
    .flatten()
    .jpeg({ quality: 85 })
    .toFile(path)
}

/**
 * Thumbnails of 200 photographs of 12 megapixels into an empty cache, against a plain loop of sharp's on all
 * processors. Milliseconds per run.
 */
export const bench = async (): Promise<{ name: string; ours: number[]; peer: number[]; limit: number }> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  try {
    for (let index = 0; index < distinct; index += 1)
      await makePhotograph(join(folder, `${index}.jpg`), index)
    const sources = Array.from({ length: photographs }, (_, index) => join(folder, `photo-${index}.jpg`))
    for (const [index, source] of sources.entries()) {
      await files.link(join(folder, `${index % distinct}.jpg`), source)
    }
    const ours: number[] = []
    const peer: number[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(await timed((cache) => makeOurs(sources, cache), join(folder, 'ours')))
      peer.push(await timed((cache) => makePlain(sources, cache), join(folder, 'peer')))
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

const makePlain = async (sources: readonly string[], folder: string): Promise<void> => {
  let next = 0
  const work = async () => {
    while (next < sources.length) {
      const index = next
      next += 1
      await sharp(sources[index])
        .rotate()
        .resize(longSide, longSide, { fit: 'inside' })
        .jpeg({ quality: 80 })
        .toFile(join(folder, `${index}.jpg`))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}

const timed = async (work: (cache: string) => Promise<void>, cache: string): Promise<number> => {
  await files.mkdir(cache)
  const start = performance.now()
  await work(cache)
  const elapsed = performance.now() - start
  await files.rm(cache, { recursive: true })
  return elapsed
}
