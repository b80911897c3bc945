import { execFile } from 'node:child_process'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { VideoSample } from 'mediabunny'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clipThumbnail } from '../../../../../electron/core/media/clip-thumbnail.ts'
import { toRgb } from '../../../../../electron/core/media/frame-colours.ts'
import { probeClip } from '../../../../../electron/core/media/probe-clip.ts'
import { makeClip, plain } from './make-clip.ts'
import type { Yuv } from './make-clip.ts'

/** The red (200, 50, 20) in the matrix of standard definition, and in that of high definition. */
const red: Yuv = [95, 93, 196]
const redHigh: Yuv = [84, 100, 195]
/** The blue (20, 50, 200). */
const blue: Yuv = [66, 198, 104]

let folder: string
let sound: Buffer

beforeAll(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'boardwright-clip-'))
  sound = await makeClip({ frames: [...Array.from({ length: 11 }, () => red), blue] })
})

afterAll(() => fs.rm(folder, { recursive: true }))

const store = async (content: Buffer | string) => {
  const path = join(folder, 'clip.mp4')
  await fs.rm(path, { force: true })
  await fs.writeFile(path, content)
  return path
}

/** A box of ISO/IEC 14496-12: size, type, content. */
const box = (type: string, ...content: Buffer[]): Buffer => {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, ...content])
}
const words = (...values: number[]): Buffer => {
  const data = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => data.writeUInt32BE(value, index * 4))
  return data
}
const ftyp = box('ftyp', Buffer.from('isom'), words(512), Buffer.from('isom'))
const nested = (innermost: Buffer, ...types: string[]) =>
  types.reduceRight((content, type) => box(type, content), innermost)
const withTable = (table: Buffer) =>
  Buffer.concat([ftyp, nested(table, 'moov', 'trak', 'mdia', 'minf', 'stbl')])

const moovAt = () => sound.indexOf('moov') - 4
const mdatAt = () => sound.indexOf('mdat') - 4

/** The sound clip with one 32-bit number of a box changed; `at` counts from the box's type. */
const patched = (type: string, at: number, value: number): Buffer => {
  const clip = Buffer.from(sound)
  clip.writeUInt32BE(value, clip.indexOf(type) + at)
  return clip
}

describe('probing a clip', () => {
  it('measures length, size, coding and frame rate', async () => {
    const path = await store(sound)
    expect(await probeClip(path, fs)).toEqual({
      ok: true,
      value: { bytes: sound.length, durationMs: 1200, width: 128, height: 64, codec: 'avc', frameRate: 10 },
    })
  })

  it('tells the size as displayed where the picture is turned', async () => {
    const path = await store(await makeClip({ frames: [red], rotation: 90 }))
    expect(await probeClip(path, fs)).toMatchObject({ value: { width: 64, height: 128, durationMs: 100 } })
  })

  const damaged: Record<string, () => Buffer | Promise<Buffer>> = {
    'of 0 bytes': () => Buffer.alloc(0),
    'that is a PNG': () =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    'that is a page of HTML': () => Buffer.from('<!doctype html><p>Sign in to this network</p>'),
    'without a table of contents': () => sound.subarray(0, moovAt()),
    'cut off inside the table of contents': () => sound.subarray(0, sound.length - 10),
    'cut off inside the pictures': () => sound.subarray(0, mdatAt() + 40),
    'cut off between the table of contents and the pictures': async () => {
      const clip = await makeClip({ frames: [red], indexFirst: true })
      return clip.subarray(0, clip.indexOf('mdat') - 4)
    },
    'without a picture track': () => Buffer.concat([ftyp, box('moov', box('mvhd', Buffer.alloc(100)))]),
    'with an empty table of contents': () => Buffer.concat([ftyp, box('moov')]),
    'with a box of impossible size': () => Buffer.concat([ftyp, words(4), Buffer.from('moov')]),
    'with a box larger than any disk': () =>
      Buffer.concat([ftyp, words(1), Buffer.from('moov'), words(0x7fffffff, 0xffffffff)]),
    'with a table that claims 4,000 million samples': () => withTable(box('stts', words(0, 1, 4e9, 1))),
    'with a table longer than its box': () => withTable(box('ctts', words(0, 4e9, 1, 1))),
    'with chunks of 4,000 million samples': () => withTable(box('stsc', words(0, 1, 1, 4e9, 1))),
    'with 4,000 million equal samples': () => withTable(box('stsz', words(0, 1, 4e9))),
    'with a fragment of 4,000 million samples': () =>
      Buffer.concat([ftyp, box('moov'), nested(box('trun', words(0, 4e9)), 'moof', 'traf')]),
    'that is sound but for a time table of 4,000 million samples': () => patched('stts', 12, 4e9),
    'that is sound but for chunks of 4,000 million samples': () => patched('stsc', 16, 4e9),
    'with boxes nested 10,000 deep': () =>
      Buffer.concat([ftyp, nested(Buffer.alloc(0), ...Array<string>(10_000).fill('moov'))]),
  }
  it.each(Object.entries(damaged))('refuses a file %s', async (_title, make) => {
    const path = await store(await make())
    expect(await probeClip(path, fs)).toMatchObject({ ok: false, error: { code: 'media/not-a-clip' } })
  })

  it('refuses a sparse gigabyte of description without reading it', async () => {
    const path = await store(Buffer.concat([ftyp, words(2 ** 30), Buffer.from('moov')]))
    await fs.truncate(path, ftyp.length + 2 ** 30)
    const before = process.memoryUsage().rss
    expect(await probeClip(path, fs)).toMatchObject({ error: { code: 'media/not-a-clip' } })
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
  })

  it('refuses a file cut at any byte', async () => {
    for (let length = 0; length < sound.length; length += 97) {
      const path = await store(sound.subarray(0, length))
      expect(await probeClip(path, fs), `cut at ${length}`).toMatchObject({
        error: { code: 'media/not-a-clip' },
      })
    }
  })

  it('says where a file is missing', async () => {
    expect(await probeClip(join(folder, 'none.mp4'), fs)).toMatchObject({ error: { code: 'media/missing' } })
  })

  it('follows no link, reads no folder and waits for no pipe', async () => {
    const path = await store(sound)
    const link = join(folder, 'link.mp4')
    await fs.symlink(path, link)
    const pipe = join(folder, 'pipe.mp4')
    await promisify(execFile)('mkfifo', [pipe])
    for (const strange of [link, folder, pipe]) {
      expect(await probeClip(strange, fs)).toMatchObject({ error: { code: 'media/not-a-clip' } })
    }
  })
})

const colourAt = async (clip: string, atMs?: number) => {
  const frame = await clipThumbnail(atMs === undefined ? { clip, files: fs } : { clip, files: fs, atMs })
  if (!frame.ok) throw new Error(frame.error.message)
  const { data, info } = await sharp(frame.value).raw().toBuffer({ resolveWithObject: true })
  const middle = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 3
  return { size: [info.width, info.height], colour: [...data.subarray(middle, middle + 3)] }
}
const near = (colour: readonly number[]) => colour.map((value): unknown => expect.closeTo(value, -0.9))

describe('a frame of a clip', () => {
  it('is the first one unless told', async () => {
    expect(await colourAt(await store(sound))).toEqual({ size: [128, 64], colour: near([200, 50, 20]) })
  })

  it('is the one at the moment that was asked for, and the last one past the end', async () => {
    const path = await store(sound)
    expect((await colourAt(path, 1050)).colour).toEqual(near([200, 50, 20]))
    expect((await colourAt(path, 1100)).colour).toEqual(near([20, 50, 200]))
    expect((await colourAt(path, 60_000)).colour).toEqual(near([20, 50, 200]))
    expect((await colourAt(path, -5)).colour).toEqual(near([200, 50, 20]))
  })

  it('has the colours of a clip in high definition too', async () => {
    const path = await store(await makeClip({ frames: [redHigh], width: 1280, height: 720 }))
    expect((await colourAt(path)).colour).toEqual(near([200, 50, 20]))
  })

  it.each([
    ['bt709', redHigh],
    ['smpte170m', red],
  ] as const)(
    'has the colours of the matrix that the clip names, whatever its size: %s',
    async (matrix, colour) => {
      using sample = new VideoSample(plain(colour, 128, 64), {
        format: 'I420',
        codedWidth: 128,
        codedHeight: 64,
        timestamp: 0,
        colorSpace: { primaries: null, transfer: null, matrix, fullRange: false },
      })
      const picture = await toRgb(sample)
      expect([...picture.data.subarray(0, 3)]).toEqual(near([200, 50, 20]))
    },
  )

  it('stands upright', async () => {
    const path = await store(await makeClip({ frames: [red], rotation: 90 }))
    expect((await colourAt(path)).size).toEqual([64, 128])
  })

  it('can be made smaller', async () => {
    const frame = await clipThumbnail({ clip: await store(sound), files: fs, longSide: 32 })
    if (!frame.ok) throw new Error(frame.error.message)
    expect(await sharp(frame.value).metadata()).toMatchObject({ format: 'jpeg', width: 32, height: 16 })
  })

  it('is not to be had of a file that is no clip', async () => {
    expect(await clipThumbnail({ clip: await store('no clip'), files: fs })).toMatchObject({
      error: { code: 'media/not-a-clip' },
    })
  })
})
