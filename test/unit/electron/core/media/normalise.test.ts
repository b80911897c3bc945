import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { frameForUpload, wholeForUpload } from '../../../../../electron/core/media/normalise.ts'
import type { Framing } from '../../../../../shared/domain/document.ts'
import { aspects, frameSize, resolutions } from '../../../../../shared/domain/endpoints.ts'

let folder: string
let source: string

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'boardwright-normalise-'))
  source = join(folder, 'image')
})

afterEach(() => fs.rm(folder, { recursive: true }))

const size = { width: 160, height: 90 }
const cover = (crop: { x: number; y: number; width: number; height: number } | null): Framing => ({
  fit: 'cover',
  crop,
})
const onColour: Framing = { fit: 'contain', fill: { kind: 'colour', colour: '#00ff00' } }
const onBlur: Framing = { fit: 'contain', fill: { kind: 'blur' } }

/** Four quarters: red, green; blue, white. */
const storeQuarters = async (width = 400, height = 400) => {
  const quarter = (background: string, left: number, top: number) => ({
    input: { create: { width: width / 2, height: height / 2, channels: 3 as const, background } },
    left,
    top,
  })
  await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([
      quarter('#ff0000', 0, 0),
      quarter('#00ff00', width / 2, 0),
      quarter('#0000ff', 0, height / 2),
    ])
    .removeAlpha()
    .png()
    .toFile(source)
}

const names = new Map([
  ['1,0,0', 'red'],
  ['0,1,0', 'green'],
  ['0,0,1', 'blue'],
  ['1,1,1', 'white'],
  ['0,0,0', 'black'],
])

/** The framed picture, and the colour at a place given in fractions. */
const framed = async (framing: Framing, to = size) => {
  const sent = await frameForUpload({ source, framing, size: to })
  if (!sent.ok) throw new Error(sent.error.message)
  const { data, info } = await sharp(sent.value.data).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const place = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
    const rgb = [...data.subarray(place, place + 3)]
    const key = rgb.map((value) => (value > 200 ? 1 : value < 55 ? 0 : '?')).join(',')
    return names.get(key) ?? 'mixed'
  }
  return { ...sent.value, info, at }
}

describe('a framed image', () => {
  it('is a JPEG of exactly the size, for every shape and resolution', async () => {
    await storeQuarters()
    for (const aspect of aspects) {
      for (const resolution of resolutions) {
        const to = frameSize(aspect, resolution)
        const sent = await framed(cover(null), to)
        expect(sent).toMatchObject({ contentType: 'image/jpeg', ...to, info: to })
      }
    }
  })

  it('shows the centre where nobody framed it', async () => {
    await storeQuarters()
    const { at } = await framed(cover(null))
    expect([at(0.1, 0.1), at(0.9, 0.1), at(0.1, 0.9), at(0.9, 0.9)]).toEqual([
      'red',
      'green',
      'blue',
      'white',
    ])
  })

  it('shows the largest rectangle of the shape in the middle of the crop', async () => {
    await storeQuarters()
    // The crop is the right half, tall: only its middle fits a wide picture.
    const { at } = await framed(cover({ x: 0.5, y: 0, width: 0.5, height: 1 }))
    expect([at(0.05, 0.1), at(0.95, 0.1), at(0.05, 0.9), at(0.95, 0.9)]).toEqual([
      'green',
      'green',
      'white',
      'white',
    ])
  })

  it('reaches into the corners, and takes a crop smaller than a pixel', async () => {
    await storeQuarters()
    expect((await framed(cover({ x: 0.75, y: 0.75, width: 0.25, height: 0.25 }))).at(0.5, 0.5)).toBe('white')
    expect((await framed(cover({ x: 0.9999, y: 0.9999, width: 0.0001, height: 0.0001 }))).at(0.5, 0.5)).toBe(
      'white',
    )
  })

  it('crops what is displayed, not what the file holds', async () => {
    await storeQuarters(400, 200)
    const turned = await sharp(await fs.readFile(source))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    await fs.writeFile(source, turned)
    // Turned clockwise: blue, red above; white, green below.
    expect((await framed(cover({ x: 0, y: 0, width: 0.5, height: 0.5 }))).at(0.5, 0.5)).toBe('blue')
    expect((await framed(cover({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 }))).at(0.5, 0.5)).toBe('green')
  })

  it('is shown whole on a colour', async () => {
    await storeQuarters()
    const { at } = await framed(onColour)
    expect([at(0.1, 0.5), at(0.9, 0.5), at(0.3, 0.2), at(0.7, 0.8)]).toEqual([
      'green',
      'green',
      'red',
      'white',
    ])
  })

  it('is shown whole on a blurred copy of itself', async () => {
    await storeQuarters()
    const { at, info } = await framed(onBlur)
    expect(info).toMatchObject(size)
    expect([at(0.3, 0.1), at(0.7, 0.9)]).toEqual(['red', 'white'])
    expect(at(0.02, 0.5)).toBe('mixed')
  })

  it.each([
    ['cover', cover(null), 'black'],
    ['blur', onBlur, 'black'],
    ['colour', onColour, 'green'],
  ] as const)('shows what is transparent as the fill or black: %s', async (_title, framing, colour) => {
    const background = { r: 255, g: 0, b: 0, alpha: 0 }
    await sharp({ create: { width: 200, height: 200, channels: 4, background } })
      .png()
      .toFile(source)
    expect((await framed(framing)).at(0.5, 0.5)).toBe(colour)
  })

  it.each([
    ['grey', (image: Sharp) => image.greyscale().jpeg()],
    ['a palette', (image: Sharp) => image.png({ palette: true })],
    ['CMYK', (image: Sharp) => image.toColourspace('cmyk').jpeg()],
  ])('is sRGB with three channels where it was %s', async (_title, turn) => {
    const image = sharp({ create: { width: 200, height: 200, channels: 3, background: '#804020' } })
    await turn(image).toFile(source)
    for (const framing of [cover(null), onColour, onBlur]) {
      const { data } = await framed(framing)
      expect(await sharp(data).metadata()).toMatchObject({ space: 'srgb', channels: 3, depth: 'uchar' })
    }
  })

  it('converts wide colours instead of dropping their profile', async () => {
    const image = sharp({ create: { width: 200, height: 200, channels: 3, background: '#c86432' } })
    await image.withIccProfile('p3').png().toFile(source)
    const stored = await sharp(source).raw().toBuffer()
    const sent = await wholeForUpload({ source })
    if (!sent.ok) throw new Error(sent.error.message)
    const shown = await sharp(sent.value.data).raw().toBuffer()
    expect(
      [...shown.subarray(0, 3)].map((value, index) => Math.abs(value - (stored[index] ?? 0)) < 4),
    ).toEqual([true, true, true])
  })

  it('is the same bytes every time, and other bytes for other framings', async () => {
    await storeQuarters()
    const framings = [cover(null), cover({ x: 0, y: 0, width: 0.5, height: 0.5 }), onColour, onBlur]
    const first = await Promise.all(framings.map((framing) => framed(framing)))
    const second = await Promise.all(framings.map((framing) => framed(framing)))
    expect(second.map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256))
    expect(new Set(first.map(({ sha256 }) => sha256)).size).toBe(4)
  })

  it.each(['webp', 'png', 'jpeg'] as const)(
    'is made of what the file holds now, though its name has been used before (%s)',
    async (format) => {
      const store = (background: string) =>
        sharp({ create: { width: 200, height: 200, channels: 3, background } })
          .toFormat(format)
          .toFile(source)
      await store('#ffffff')
      expect((await framed(cover(null))).at(0.5, 0.5)).toBe('white')
      await store('#000000')
      expect((await framed(cover(null))).at(0.5, 0.5)).toBe('black')
    },
  )
})

describe('an image sent whole', () => {
  it('is bounded but never enlarged', async () => {
    await storeQuarters(600, 300)
    expect(await wholeForUpload({ source, maxSide: 200 })).toMatchObject({
      value: { width: 200, height: 100 },
    })
    expect(await wholeForUpload({ source })).toMatchObject({
      value: { width: 600, height: 300, contentType: 'image/jpeg' },
    })
  })

  it('keeps its transparency as PNG', async () => {
    const background = { r: 255, g: 0, b: 0, alpha: 0.5 }
    await sharp({ create: { width: 200, height: 100, channels: 4, background } })
      .webp()
      .toFile(source)
    const sent = await wholeForUpload({ source })
    if (!sent.ok) throw new Error(sent.error.message)
    expect(sent.value.contentType).toBe('image/png')
    expect(await sharp(sent.value.data).metadata()).toMatchObject({
      format: 'png',
      channels: 4,
      hasAlpha: true,
    })
  })
})

it.each(['frame', 'whole'])('a missing or damaged file is a failure, not a crash (%s)', async (kind) => {
  const send = () =>
    kind === 'frame' ? frameForUpload({ source, framing: cover(null), size }) : wholeForUpload({ source })
  expect(await send()).toMatchObject({ error: { code: 'media/missing' } })
  await fs.writeFile(source, 'no image')
  expect(await send()).toMatchObject({ error: { code: 'media/unreadable' } })
})
