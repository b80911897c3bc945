import { createHash } from 'node:crypto'
import * as files from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

/** Photographs for the benches that take pictures in or shrink them, and the plain loop that they are measured against. */

interface Size {
  readonly width: number
  readonly height: number
}

/** A photograph on the disk; its id in a library is the hash of its bytes. */
export interface Photograph {
  readonly path: string
  readonly sha256: string
}

/** A JPEG with the grain and the soft shades of a photograph: a quarter of a megabyte for each megapixel. */
const makePhotograph = async ({ width, height }: Size, index: number): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const hue = index * 67
  const shades = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="g"><stop stop-color="hsl(${hue} 70% 60%)"/><stop offset="1" stop-color="hsl(${hue + 140} 60% 20%)"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
  )
  return sharp(shades)
    .composite([{ input: grain, blend: 'soft-light' }])
    .flatten()
    .jpeg({ quality: 92 })
    .toBuffer()
}

/** The same picture with a comment of its own behind the JPEG's first marker, so that no two files have the same content. */
const withComment = (jpeg: Buffer, words: string): Buffer => {
  const marker = Buffer.from([0xff, 0xfe, 0, words.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), marker, Buffer.from(words, 'latin1'), jpeg.subarray(2)])
}

/** Writes `count` photographs into a folder: `distinct` pictures over and over, each file with content of its own. */
export const writePhotographs = async (
  folder: string,
  { count, distinct, size }: { readonly count: number; readonly distinct: number; readonly size: Size },
): Promise<readonly Photograph[]> => {
  await files.mkdir(folder, { recursive: true })
  const pictures: Buffer[] = []
  for (let index = 0; index < distinct; index += 1) pictures.push(await makePhotograph(size, index))
  const written: Photograph[] = []
  for (let index = 0; index < count; index += 1) {
    const picture = pictures[index % distinct]
    if (!picture) throw new Error('there are no pictures to write')
    const bytes = withComment(picture, `photograph ${index}`)
    const path = join(folder, `photo-${String(index).padStart(4, '0')}.jpg`)
    await files.writeFile(path, bytes)
    written.push({ path, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  return written
}

/** Thumbnails of these files by sharp and nothing else, on all processors. */
export const shrinkPlainly = async (
  sources: readonly string[],
  folder: string,
  longSide: number,
): Promise<void> => {
  let next = 0
  const work = async () => {
    for (let index = next++; index < sources.length; index = next++)
      await sharp(sources[index])
        .rotate()
        .resize(longSide, longSide, { fit: 'inside' })
        .jpeg({ quality: 80 })
        .toFile(join(folder, `${index}.jpg`))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}
