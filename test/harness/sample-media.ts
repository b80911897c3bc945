import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { frameForUpload } from '../../electron/core/media/normalise.ts'
import { defaultFraming, type Framing } from '../../shared/domain/document.ts'
import type { Sample, SamplePicture } from '../kit/fake-core/sample-document.ts'

const folder = fileURLToPath(new URL('../../assets/sample/', import.meta.url))
const prices = fileURLToPath(new URL('../../assets/prices.json', import.meta.url))
const clips = fileURLToPath(new URL('../../.cache/harness-takes/', import.meta.url))
const run = promisify(execFile)

/** The sample board with its pictures, as the page's fake core wants it. */
export const readSample = async (): Promise<Sample> => {
  const names = (await readdir(folder)).filter((name) => /\.(?:jpg|png)$/.test(name)).toSorted()
  const pictures = await Promise.all(names.map(describe))
  return {
    board: JSON.parse(await readFile(join(folder, 'board.json'), 'utf8')) as Sample['board'],
    prices: JSON.parse(await readFile(prices, 'utf8')) as Sample['prices'],
    pictures,
  }
}

const describe = async (file: string): Promise<SamplePicture> => {
  const bytes = await readFile(join(folder, file))
  const { width, height } = await sharp(bytes).metadata()
  return { file, id: createHash('sha256').update(bytes).digest('hex'), width, height, bytes: bytes.length }
}

/** What is found at an address of media: bytes with their type, or null. */
export const sampleMedia = async (
  sample: Sample,
  address: string,
): Promise<{ readonly type: string; readonly bytes: Buffer } | null> => {
  const { pathname, searchParams } = new URL(address, 'http://page')
  const [, , kind, id, size = ''] = pathname.split('/')
  const picture =
    sample.pictures.find((candidate) => candidate.id === id) ??
    // A take has no clip of its own here: its name chooses a picture.
    sample.pictures[Number.parseInt(id?.slice(-2) ?? '', 36) % sample.pictures.length]
  if (!picture) return null
  const source = join(folder, picture.file)
  switch (kind) {
    case 'image':
      return {
        type: picture.file.endsWith('.png') ? 'image/png' : 'image/jpeg',
        bytes: await readFile(source),
      }
    case 'thumb':
      return { type: 'image/jpeg', bytes: await small(source, Number(size)) }
    case 'poster':
      return { type: 'image/jpeg', bytes: await filled(source, Number(size)) }
    case 'framed': {
      const [width, height] = size.split('x').map(Number)
      if (!width || !height) return null
      const framing = JSON.parse(searchParams.get('framing') ?? 'null') as Framing | null
      const framed = await frameForUpload({
        source,
        framing: framing ?? defaultFraming,
        size: { width, height },
      })
      return framed.ok ? { type: framed.value.contentType, bytes: framed.value.data } : null
    }
    case 'clip':
      return { type: 'video/mp4', bytes: await readFile(await clipOf(picture)) }
    default:
      return null
  }
}

const small = (source: string, side: number) =>
  sharp(source)
    .resize({ width: side, height: side, fit: 'inside' })
    .flatten({ background: '#2b2f35' })
    .jpeg()
    .toBuffer()

/** A picture that fills the frame of a clip. */
const filled = (source: string, width: number) =>
  sharp(source)
    .resize({ width, height: Math.round((width * 9) / 16), position: 'top' })
    .flatten({ background: '#2b2f35' })
    .jpeg()
    .toBuffer()

/** Five seconds that move into a picture, made once. */
const clipOf = async (picture: SamplePicture): Promise<string> => {
  const file = join(clips, `${picture.id}.mp4`)
  const known = await stat(file).catch(() => null)
  if (known) return file
  await mkdir(clips, { recursive: true })
  const making = join(clips, randomUUID())
  const part = `${making}.mp4`
  const still = `${making}.jpg`
  await writeFile(still, await filled(join(folder, picture.file), 2560))
  const move = "zoompan=z='1+on/600':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=120:s=1280x720:fps=24"
  await run('ffmpeg', [
    '-loglevel',
    'error',
    '-y',
    '-i',
    still,
    '-vf',
    `${move},format=yuv420p`,
    '-c:v',
    'libx264',
    '-movflags',
    '+faststart',
    part,
  ])
  // Whole or not at all: a run that was ended in the middle leaves nothing that is taken for a clip.
  await rename(part, file)
  await rm(still)
  return file
}
