import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importImage } from '../../../../../electron/core/media/import-image.ts'
import { frameForUpload, wholeForUpload } from '../../../../../electron/core/media/normalise.ts'
import type { FileSystem } from '../../../../../electron/core/ports.ts'
import { assetFormats, assetSchema, defaultFraming } from '../../../../../shared/domain/document.ts'
import type { AssetFormat } from '../../../../../shared/domain/document.ts'

const nowMs = Date.UTC(2026, 10, 22, 9, 0, 0)

let folder: string
let mediaFolder: string

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'boardwright-import-'))
  mediaFolder = join(folder, 'media')
})

afterEach(() => fs.rm(folder, { recursive: true }))

const importFrom = (source: string, files: FileSystem = fs) =>
  importImage({ source, mediaFolder, files, now: () => nowMs })

const importBytes = async (content: Buffer | string, name = 'picture.jpg') => {
  const source = join(folder, name)
  await fs.writeFile(source, content)
  return importFrom(source)
}

const inLibrary = async () => ((await fs.readdir(folder)).includes('media') ? fs.readdir(mediaFolder) : [])

const red = { r: 200, g: 50, b: 20 }
const picture = (width = 120, height = 80) =>
  sharp({ create: { width, height, channels: 3, background: red } })
const noisy = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: red,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })

/** The image as a file of a format. */
const encode = (image: Sharp, format: AssetFormat): Promise<Buffer> => {
  const encoded = {
    jpg: () => image.jpeg(),
    png: () => image.png(),
    webp: () => image.webp(),
    gif: () => image.gif(),
    avif: () => image.avif(),
    tif: () => image.tiff(),
  }
  return encoded[format]().toBuffer()
}

/** A chunk of a PNG: length, type, content, checksum. */
const pngChunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** A PNG whose header speaks of any size, though the file is tiny. */
const pngOfSize = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min((Math.ceil(width / 8) + 1) * height, 200e6)))
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

describe('importing an image', () => {
  it('keeps the original bytes under their hash and describes them', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const id = createHash('sha256').update(jpeg).digest('hex')
    const result = await importBytes(jpeg, 'Lantern.JPEG')
    expect(result).toEqual({
      ok: true,
      value: {
        asset: {
          id,
          name: 'Lantern.JPEG',
          format: 'jpg',
          width: 120,
          height: 80,
          bytes: jpeg.length,
          addedAt: '2026-11-22T09:00:00.000Z',
        },
        added: true,
        notes: [],
      },
    })
    expect(await inLibrary()).toEqual([`${id}.jpg`])
    expect((await fs.readFile(join(mediaFolder, `${id}.jpg`))).equals(jpeg)).toBe(true)
  })

  it('moves a file of our own, and keeps the small picture that came of the check', async () => {
    const jpeg = await noisy(900, 600).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const [source, sha256] = [join(folder, 'own'), createHash('sha256').update(jpeg).digest('hex')]
    await fs.writeFile(source, jpeg, { mode: 0o600 })
    const kept: { readonly id: string; readonly small: Buffer }[] = []
    const keepSmall = async (id: string, small: Buffer) => void kept.push({ id, small })
    const take = () =>
      importImage({ source, ownSha256: sha256, mediaFolder, files: fs, now: () => nowMs, keepSmall })
    expect(await take()).toMatchObject({
      value: { added: true, asset: { id: sha256, width: 600, height: 900 } },
    })
    const stored = join(mediaFolder, `${sha256}.jpg`)
    expect((await fs.readFile(stored)).equals(jpeg)).toBe(true)
    expect((await fs.stat(stored)).mode & 0o777).toBe(0o644)
    expect(await fs.readdir(folder)).toEqual(['media'])
    expect(kept.map(({ id }) => id)).toEqual([sha256])
    expect(await sharp(kept[0]?.small).metadata()).toMatchObject({
      format: 'jpeg',
      width: 213,
      height: 320,
    })
    await fs.writeFile(source, jpeg.subarray(0, jpeg.length / 2))
    expect(await take()).toMatchObject({ error: { code: 'media/unreadable' } })
    expect((await fs.readFile(stored)).equals(jpeg)).toBe(true)
  })

  it('takes the same content once, whatever it is called', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    expect(await importBytes(jpeg, 'a.jpg')).toMatchObject({ value: { added: true } })
    expect(await importBytes(jpeg, 'b.png')).toMatchObject({
      value: { added: false, asset: { name: 'b.png' } },
    })
    expect(await inLibrary()).toHaveLength(1)
  })

  it('takes the same content once when asked for many times at once', async () => {
    const source = join(folder, 'a.jpg')
    await fs.writeFile(source, await picture().jpeg().toBuffer())
    const results = await Promise.all(Array.from({ length: 8 }, () => importFrom(source)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(await inLibrary()).toHaveLength(1)
  })

  it('replaces a damaged file, or a link, that stands under the name', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const stored = join(mediaFolder, `${createHash('sha256').update(jpeg).digest('hex')}.jpg`)
    await fs.mkdir(mediaFolder)
    await fs.writeFile(stored, 'half')
    expect(await importBytes(jpeg)).toMatchObject({ value: { added: true } })
    expect((await fs.readFile(stored)).equals(jpeg)).toBe(true)
    await fs.rm(stored)
    await fs.writeFile(join(folder, 'precious'), 'x')
    await fs.symlink(join(folder, 'precious'), stored)
    expect(await importBytes(jpeg)).toMatchObject({ value: { added: true } })
    expect(await fs.readFile(join(folder, 'precious'), 'utf8')).toBe('x')
  })

  it.each(assetFormats)('knows %s by its content, not by its name', async (format) => {
    const image = await encode(picture(), format)
    expect(await importBytes(image, 'misleading.txt')).toMatchObject({
      value: { asset: { format, width: 120, height: 80 }, notes: [] },
    })
  })

  it('follows a link that the user chose', async () => {
    await fs.writeFile(join(folder, 'real.jpg'), await picture().jpeg().toBuffer())
    await fs.symlink(join(folder, 'real.jpg'), join(folder, 'link.jpg'))
    expect(await importFrom(join(folder, 'link.jpg'))).toMatchObject({ ok: true })
    const [stored] = await fs.readdir(mediaFolder)
    expect((await fs.lstat(join(mediaFolder, stored ?? ''))).isFile()).toBe(true)
  })

  it('clears away what a crash left a day ago, and not what another program is writing now', async () => {
    await fs.mkdir(mediaFolder)
    const [old, recent] = [join(mediaFolder, '.incoming-0'), join(mediaFolder, '.incoming-1')]
    await fs.writeFile(old, 'x')
    await fs.utimes(old, nowMs / 1000 - 90_000, nowMs / 1000 - 90_000)
    await fs.writeFile(recent, 'x')
    await fs.utimes(recent, nowMs / 1000, nowMs / 1000)
    const images = [await picture(100, 100).png().toBuffer(), await picture(101, 100).png().toBuffer()]
    for (const image of images) expect(await importBytes(image)).toMatchObject({ ok: true })
    expect((await inLibrary()).filter((name) => name.startsWith('.'))).toEqual(['.incoming-1'])
  })

  it.each([
    ['cafe\u0301.jpg', 'caf\u00e9.jpg'],
    ['two\nlines\u0007.jpg', 'twolines.jpg'],
    ['exe.\u202egpj.jpg', 'exe.gpj.jpg'],
    ['\\\\server\\share.jpg', 'servershare.jpg'],
    ['👩‍🎤.jpg', '👩‍🎤.jpg'],
    ['é'.repeat(120) + '.jpg', 'é'.repeat(120) + '.jpg'],
    ['\n', 'unnamed'],
  ])('stores the name %j safely', async (given, stored) => {
    const result = await importBytes(await picture().jpeg().toBuffer(), given)
    if (!result.ok) throw new Error(result.error.message)
    expect(result.value.asset.name).toBe(stored)
    expect(assetSchema.safeParse(result.value.asset).success).toBe(true)
  })
})

describe('images that need care', () => {
  const orientations = [1, 2, 3, 4, 5, 6, 7, 8]
  it.each(orientations)(
    'EXIF orientation %i counts as displayed, and is sent upright',
    async (orientation) => {
      // Upright, the left half is red and the right half blue; the file holds it as the camera would.
      const upright = sharp({
        create: { width: 160, height: 100, channels: 3, background: '#0000ff' },
      }).composite([
        {
          input: { create: { width: 80, height: 100, channels: 3, background: '#ff0000' } },
          left: 0,
          top: 0,
        },
      ])
      const pixels = sharp(await upright.png().toBuffer())
      // What undoes each orientation, in sharp's order: mirror, then turn.
      const held = {
        1: () => pixels,
        2: () => pixels.flop(),
        3: () => pixels.rotate(180),
        4: () => pixels.flip(),
        5: async () => sharp(await pixels.rotate(90).toBuffer()).flop(),
        6: () => pixels.rotate(270),
        7: async () => sharp(await pixels.rotate(270).toBuffer()).flop(),
        8: () => pixels.rotate(90),
      }[orientation]
      if (!held) throw new Error('no such orientation')
      const jpeg = await (await held()).withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer()
      const result = await importBytes(jpeg)
      expect(result).toMatchObject({ value: { asset: { width: 160, height: 100 } } })
      const sent = await frameForUpload({
        source: join(folder, 'picture.jpg'),
        framing: defaultFraming,
        size: { width: 160, height: 100 },
      })
      if (!sent.ok) throw new Error(sent.error.message)
      const { data } = await sharp(sent.value.data).raw().toBuffer({ resolveWithObject: true })
      const at = (x: number, y: number) => [...data.subarray((y * 160 + x) * 3, (y * 160 + x) * 3 + 3)]
      expect(at(20, 50)[0]).toBeGreaterThan(200)
      expect(at(140, 50)[2]).toBeGreaterThan(200)
      expect((await sharp(sent.value.data).metadata()).orientation).toBeUndefined()
    },
  )

  it('CMYK is accepted and sent as sRGB', async () => {
    expect(await importBytes(await picture().toColourspace('cmyk').jpeg().toBuffer())).toMatchObject({
      ok: true,
    })
    const sent = await wholeForUpload({ source: join(folder, 'picture.jpg') })
    if (!sent.ok) throw new Error(sent.error.message)
    const { space, channels, depth, hasProfile } = await sharp(sent.value.data).metadata()
    expect({ space, channels, depth, hasProfile }).toEqual({
      space: 'srgb',
      channels: 3,
      depth: 'uchar',
      hasProfile: false,
    })
    const [r = 0, g = 0, b = 0] = await sharp(sent.value.data).raw().toBuffer()
    expect(Math.abs(r - red.r) + Math.abs(g - red.g) + Math.abs(b - red.b)).toBeLessThan(90)
  })

  it.each([3, 4] as const)('16 bits in %i channels are accepted and sent as 8', async (channels) => {
    const background = { ...red, alpha: 0.5 }
    const png = await sharp({ create: { width: 120, height: 80, channels, background } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect((await sharp(png).metadata()).depth).toBe('ushort')
    expect(await importBytes(png)).toMatchObject({ ok: true })
    const sent = await wholeForUpload({ source: join(folder, 'picture.jpg') })
    if (!sent.ok) throw new Error(sent.error.message)
    expect(await sharp(sent.value.data).metadata()).toMatchObject({ depth: 'uchar', space: 'srgb', channels })
  })

  it.each(['webp', 'gif'] as const)(
    'of an animated %s the first frame is used, and said so',
    async (format) => {
      const frames = await Promise.all(
        ['#ff0000', '#0000ff', '#00ff00'].map((background) =>
          sharp({ create: { width: 100, height: 70, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      )
      const animated = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer()
      expect((await sharp(animated).metadata()).pages).toBe(3)
      expect(await importBytes(animated, 'moving')).toMatchObject({
        value: {
          asset: { format, width: 100, height: 70 },
          notes: [expect.stringMatching(/3 pictures.*first/)],
        },
      })
      const sent = await wholeForUpload({ source: join(folder, 'moving') })
      if (!sent.ok) throw new Error(sent.error.message)
      expect(sent.value).toMatchObject({ width: 100, height: 70 })
      const [r = 0, g = 255, b = 255] = await sharp(sent.value.data).removeAlpha().raw().toBuffer()
      expect([r > 240, g < 15, b < 15]).toEqual([true, true, true])
    },
  )

  it('no place, camera or profile is sent', async () => {
    const jpeg = await picture()
      .withIccProfile('p3')
      .withExifMerge({
        IFD0: { Make: 'SecretCamera' },
        IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SecretPlace</x:xmpmeta>')
      .jpeg()
      .toBuffer()
    expect(jpeg.includes('SecretCamera')).toBe(true)
    expect(jpeg.includes('SecretPlace')).toBe(true)
    expect(await importBytes(jpeg)).toMatchObject({ ok: true })
    const source = join(folder, 'picture.jpg')
    const sent = [
      await frameForUpload({ source, framing: defaultFraming, size: { width: 64, height: 64 } }),
      await wholeForUpload({ source }),
    ]
    for (const one of sent) {
      if (!one.ok) throw new Error(one.error.message)
      const { exif, icc, xmp, iptc } = await sharp(one.value.data).metadata()
      expect({ exif, icc, xmp, iptc }).toEqual({
        exif: undefined,
        icc: undefined,
        xmp: undefined,
        iptc: undefined,
      })
      expect(one.value.data.includes('Secret')).toBe(false)
    }
  })

  it('a picture with a blemish that viewers tolerate is accepted, and the user told to look', async () => {
    const jpeg = await noisy(200, 200).jpeg().toBuffer()
    const middle = Math.floor(jpeg.length / 2)
    jpeg.fill(0xff, middle, middle + 300)
    expect(await importBytes(jpeg)).toMatchObject({
      value: { notes: [expect.stringMatching(/small faults/)] },
    })
  })
})

describe('images that are refused', () => {
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(500)])
  const svg =
    '<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const cases: [title: string, code: string, words: RegExp, make: () => Buffer | string | Promise<Buffer>][] =
    [
      ['0 bytes', 'media/unreadable', /empty/, () => ''],
      ['a text', 'media/unsupported', /Export it as JPEG or PNG/, () => 'not an image at all'],
      ['a page of HTML', 'media/unsupported', /not an image/, () => '<!doctype html><p>hello</p>'],
      ['an SVG with a script', 'media/unsupported', /scripts.*PNG/, () => svg],
      ['an SVG in UTF-16', 'media/unsupported', /scripts.*PNG/, () => Buffer.from(`\ufeff${svg}`, 'utf16le')],
      ['a HEIC', 'media/unsupported', /HEIC.*JPEG/, () => heic],
      ['a film', 'media/unsupported', /film/, () => Buffer.from('\0\0\0\x10ftypisom\0\0\0\0 moov', 'latin1')],
      [
        'a header and nothing more',
        'media/unreadable',
        /damaged or ends/,
        () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      ],
      ['1×1', 'media/too-small', /1 × 1.*64/, () => picture(1, 1).png().toBuffer()],
      ['63 pixels high', 'media/too-small', /200 × 63/, () => picture(200, 63).png().toBuffer()],
      ['30,000×30,000 in a small PNG', 'media/too-large', /megapixels/, () => pngOfSize(30_000, 30_000)],
      ['a PNG of impossible size', 'media/too-large', /megapixels/, () => pngOfSize(2_000_000, 2_000_000)],
    ]
  it.each(cases)('%s', async (_title, code, wording, make) => {
    const before = process.memoryUsage().rss
    const result = await importBytes(await make(), 'holiday.jpg')
    expect(result).toMatchObject({ ok: false, error: { code } })
    if (result.ok) return
    expect(result.error.message).toContain('“holiday.jpg”')
    expect(result.error.message).toMatch(wording)
    expect(result.error.message).not.toContain(folder)
    expect(await inLibrary()).toEqual([])
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6)
  })

  it.each(assetFormats)('a %s that ends early', async (format) => {
    const image = await encode(noisy(300, 200), format)
    for (const part of [0.3, 0.7, 0.98]) {
      const result = await importBytes(image.subarray(0, Math.floor(image.length * part)))
      expect(result, `${part} of the file`).toMatchObject({ ok: false, error: { code: 'media/unreadable' } })
    }
    expect(await inLibrary()).toEqual([])
  })

  it('a progressive JPEG that ends early', async () => {
    const image = await noisy(300, 200).jpeg({ progressive: true }).toBuffer()
    const result = await importBytes(image.subarray(0, Math.floor(image.length * 0.9)))
    expect(result).toMatchObject({ ok: false, error: { code: 'media/unreadable' } })
  })

  it('300 MB, without reading them', async () => {
    const source = join(folder, 'huge.jpg')
    await fs.writeFile(source, await picture().jpeg().toBuffer())
    await fs.truncate(source, 300e6)
    const before = process.memoryUsage().rss
    expect(await importFrom(source)).toMatchObject({
      error: { code: 'media/too-large', message: expect.stringMatching(/“huge.jpg”.*200 MB/) },
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6)
    expect(await inLibrary()).toEqual([])
  })

  it('what is no file, or not there', async () => {
    const pipe = join(folder, 'pipe.jpg')
    await promisify(execFile)('mkfifo', [pipe])
    expect(await importFrom(folder)).toMatchObject({ error: { code: 'media/unsupported' } })
    expect(await importFrom(pipe)).toMatchObject({ error: { code: 'media/unsupported' } })
    expect(await importFrom(join(folder, 'none.jpg'))).toMatchObject({ error: { code: 'media/missing' } })
  })

  it('a disk that fills up leaves nothing behind', async () => {
    const source = join(folder, 'a.jpg')
    await fs.writeFile(source, await picture().jpeg().toBuffer())
    const full: FileSystem = {
      ...fs,
      rename: async () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      },
    }
    expect(await importFrom(source, full)).toMatchObject({ error: { code: 'disk/full' } })
    expect(await inLibrary()).toEqual([])
  })
})
