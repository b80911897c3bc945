import { fork } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { must } from '../kit/text-board.ts'
import { elementShot, startFaultBoard, statesOf, writePng, type FaultBoard } from './board.ts'

const width = 96
const height = 64

/** A blue picture whose upper left quarter is red: every turn and every mirroring of it shows. */
const upright = () =>
  sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    {
      input: { create: { width: width / 2, height: height / 2, channels: 3, background: '#ff0000' } },
      left: 0,
      top: 0,
    },
  ])

/** Turns and mirrors a picture so that an EXIF orientation brings it upright again. */
const storedAs = async (orientation: number): Promise<Buffer> => {
  const picture = await upright().png().toBuffer()
  const turned = { 3: 180, 5: 90, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0
  const rotated = await sharp(picture).rotate(turned).png().toBuffer()
  const mirrored = sharp(rotated)
  if (orientation === 2 || orientation === 5) mirrored.flop()
  if (orientation === 4 || orientation === 7) mirrored.flip()
  return mirrored.withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
}

const jpeg = () => upright().jpeg({ quality: 95 }).toBuffer()

/** A picture that does not pack well, so that half of it is still a beginning. */
const noise = () =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer()

/** A PNG that says it is 30,000 × 30,000 pixels, with next to nothing in it. */
const bomb = async (): Promise<Buffer> => {
  const bytes = await upright().png().toBuffer()
  bytes.writeUInt32BE(30_000, 16)
  bytes.writeUInt32BE(30_000, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

const refused: Record<string, { readonly code: string; readonly bytes: () => Promise<Buffer> | Buffer }> = {
  'empty.jpg': { code: 'media/unreadable', bytes: () => Buffer.alloc(0) },
  'text.jpg': { code: 'media/unsupported', bytes: () => Buffer.from('A picture is worth a thousand words.') },
  'truncated.jpg': { code: 'media/unreadable', bytes: async () => (await noise()).subarray(0, 2000) },
  'script.svg': {
    code: 'media/unsupported',
    bytes: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  },
  'photo.heic': {
    code: 'media/unsupported',
    bytes: () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(200)]),
  },
  'dot.png': {
    code: 'media/too-small',
    bytes: () =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
  },
  'bomb.png': { code: 'media/too-large', bytes: bomb },
}

const accepted: Record<string, () => Promise<Buffer>> = {
  'png-inside.jpg': () => upright().png().toBuffer(),
  'cmyk.jpg': () => upright().toColourspace('cmyk').jpeg().toBuffer(),
  'sixteen-bit.png': () => upright().toColourspace('rgb16').png().toBuffer(),
  'sixteen-bit.tif': () => upright().toColourspace('rgb16').tiff().toBuffer(),
  'tiled.tif': () => upright().tiff({ tile: true, compression: 'deflate' }).toBuffer(),
  'progressive.jpg': () => upright().jpeg({ quality: 95, progressive: true }).toBuffer(),
  'palette.png': () => upright().png({ palette: true }).toBuffer(),
  'see-through.png': () => upright().ensureAlpha(0.999).png().toBuffer(),
  'lossless.webp': () => upright().webp({ lossless: true }).toBuffer(),
  'still.avif': () => upright().avif({ quality: 95 }).toBuffer(),
  'wide-gamut.jpg': () => upright().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
  'animated.webp': () => animation('webp'),
  'animated.gif': () => animation('gif'),
  'with-gps.jpg': () =>
    upright()
      .withExif({
        IFD0: { Copyright: 'The keeper' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 0/1 0/1' },
      })
      .jpeg({ quality: 95 })
      .toBuffer(),
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [`orientation-${at + 1}.jpg`, () => storedAs(at + 1)]),
  ),
}

const animation = async (format: 'webp' | 'gif') => {
  const pages = await Promise.all([upright().png().toBuffer(), upright().negate().png().toBuffer()])
  return sharp(pages, { join: { animated: true } })
    .toFormat(format)
    .toBuffer()
}

const inputSchema = z.object({ prompt: z.string().default(''), image_urls: z.array(z.string()) })

/** The images that the service was given for the request whose prompt ends like this. */
const sentFor = async (board: FaultBoard, ending: string): Promise<Buffer[]> => {
  const inputs = board.standIn.journal.accepted().map(({ input }) => inputSchema.parse(input))
  const urls = inputs.find(({ prompt }) => prompt.endsWith(ending))?.image_urls ?? []
  return Promise.all(urls.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())))
}

/** Takes images into a library in a process of its own, and tells by how much its memory grew. */
const takeIn = async (folder: string, names: readonly string[]) => {
  const child = fork(new URL('take-in-images.ts', import.meta.url), [folder, ...names])
  const [report] = (await once(child, 'message')) as [{ outcomes: string[]; grewMb: number }]
  return report
}

const colourAt = async (image: Buffer, left: number, top: number): Promise<string> => {
  const [red = 0, , blue = 0] = await sharp(image)
    .extract({ left, top, width: 4, height: 4 })
    .resize(1, 1)
    .raw()
    .toBuffer()
  return red > blue ? 'red' : 'blue'
}

describe('images', () => {
  it('29 · an image that cannot be used is refused with the reason, and leaves nothing in the library', async () => {
    const board = await startFaultBoard({ shots: 0 })
    const before = board.project().document
    for (const [name, { code, bytes }] of Object.entries(refused)) {
      const path = join(board.root, name)
      await fs.writeFile(path, await bytes())
      const added = await board.core().addShot(board.project(), elementShot(path))
      expect(added, `of ${name}`).toMatchObject({
        ok: false,
        error: { code, message: expect.stringContaining(name) as string },
      })
    }
    expect(board.project().document).toEqual(before)
    expect(await fs.readdir(join(board.folder, 'media'))).toEqual([])
  })

  it('29 · an image of 300 MB is refused without being copied', async () => {
    const board = await startFaultBoard({ shots: 0 })
    const path = join(board.root, 'large.jpg')
    await fs.writeFile(path, await jpeg())
    await fs.truncate(path, 300_000_000)
    expect(await board.core().addShot(board.project(), elementShot(path))).toMatchObject({
      error: { code: 'media/too-large' },
    })
    expect(await fs.readdir(join(board.folder, 'media'))).toEqual([])
  })

  it('29 · every other image is sent upright, in sRGB with 8 bits and without metadata', async () => {
    const board = await startFaultBoard({ shots: 0 })
    const folder = await temporaryFolder()
    for (const [name, bytes] of Object.entries(accepted)) {
      const path = join(folder, name)
      await fs.writeFile(path, await bytes())
      const draft = elementShot(path)
      must(
        await board
          .core()
          .addShot(board.project(), { ...draft, fields: { title: name, prompt: `The lamp, ${name}` } }),
      )
    }
    expect(statesOf(await board.render())).toEqual(Object.keys(accepted).map(() => 'succeeded'))
    for (const name of Object.keys(accepted)) {
      const [sent = Buffer.alloc(0)] = await sentFor(board, name)
      const facts = await sharp(sent).metadata()
      expect(facts, `of ${name}`).toMatchObject({ width, height, space: 'srgb', depth: 'uchar' })
      expect(
        [facts.exif, facts.xmp, facts.orientation, facts.pages].filter((fact) => fact !== undefined),
        `of ${name}`,
      ).toEqual([])
      expect(await colourAt(sent, 20, 14), `of ${name}`).toBe('red')
      expect(await colourAt(sent, 70, 14), `of ${name}`).toBe('blue')
      expect(await colourAt(sent, 20, 46), `of ${name}`).toBe('blue')
    }
    await board.judge()
  })

  it('29 · memory does not grow with the picture where its rows can be read in turn, and is bounded where not', async () => {
    const folder = await temporaryFolder()
    const wide = 8000
    const high = 5000
    const large = sharp({ create: { width: wide, height: high, channels: 3, background: '#224466' } })
    const path = (name: string) => join(folder, name)
    await large.clone().jpeg().toFile(path('large.jpg'))
    await large.clone().png({ compressionLevel: 1 }).toFile(path('large.png'))
    await large.clone().webp({ effort: 0 }).toFile(path('large.webp'))
    await fs.writeFile(path('bomb.png'), await bomb())
    const rows = await takeIn(folder, ['large.jpg', 'large.png', 'bomb.png'])
    expect(rows.outcomes).toEqual(['added', 'added', 'media/too-large'])
    expect(rows.grewMb).toBeLessThan(100)
    // A WebP is unpacked whole: 8 bytes for each pixel.
    const whole = await takeIn(folder, ['large.webp'])
    expect(whole.outcomes).toEqual(['added'])
    expect(whole.grewMb).toBeLessThan(100 + (8 * wide * high) / 1e6)
  })

  it('29 · a keyframe is framed to the shape of the board', async () => {
    const board = await startFaultBoard({ shots: 0 })
    const images = [
      await writePng(join(board.root, 'dusk.png'), '#553311', 80),
      await writePng(join(board.root, 'night.png'), '#111133', 80),
    ]
    const { fields, framing, label } = elementShot('')
    const gaps = [{ seconds: 5, prompt: '' }]
    const ingredients = { mode: 'frames', images, gaps } as const
    must(await board.core().addShot(board.project(), { fields, framing, label, ingredients }))
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    const sent = await sentFor(board, '')
    expect(sent).toHaveLength(2)
    for (const image of sent)
      expect(await sharp(image).metadata()).toMatchObject({ width: 1920, height: 1080, format: 'jpeg' })
    await board.judge()
  })
})
