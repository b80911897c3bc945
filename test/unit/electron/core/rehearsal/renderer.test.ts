import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registerMediabunnyServer } from '@mediabunny/server'
import { ALL_FORMATS, BufferSource, Input, VideoSampleSink, type InputVideoTrack } from 'mediabunny'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RehearsalRecipe } from '../../../../../electron/core/rehearsal/recipe.ts'
import { renderRecipe } from '../../../../../electron/core/rehearsal/renderer.ts'

let folder: string
beforeAll(() => registerMediabunnyServer())
beforeEach(async () => {
  folder = await files.mkdtemp(join(tmpdir(), 'rehearsal-'))
})
afterEach(() => files.rm(folder, { recursive: true, force: true }))

const common = (width = 320, height = 180) => ({
  width,
  height,
  fps: 24 as const,
  title: '20 · Up the stairs',
  seed: 3,
  output: join(folder, 'clip.mp4'),
})

const paint = async (name: string, colour: string, width = 320, height = 180): Promise<string> => {
  const path = join(folder, name)
  await sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toFile(path)
  return path
}

const render = (recipe: RehearsalRecipe, signal = new AbortController().signal, reports: number[] = []) =>
  renderRecipe(recipe, {
    files,
    clock: { now: Date.now, monotonicMs: () => performance.now() },
    signal,
    onProgress: (done) => void reports.push(done),
  })

const withTrack = async <Value>(use: (track: InputVideoTrack) => Promise<Value>): Promise<Value> => {
  const source = new BufferSource(await files.readFile(join(folder, 'clip.mp4')))
  using input = new Input({ source, formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  if (track === null) throw new Error('The clip has no picture')
  return await use(track)
}

/** Frames, size and length of the clip as a reader finds them. */
const facts = () =>
  withTrack(async (track) => ({
    frames: (await track.computePacketStats()).packetCount,
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    seconds: await track.computeDuration(),
    start: await track.getFirstTimestamp(),
    codec: await track.getCodec(),
  }))

/** Mean luma of the lower half of a frame (the mark is above), and its highest and lowest value. */
const lowerHalf = (index: number) =>
  withTrack(async (track) => {
    using sample = await new VideoSampleSink(track, { hardwareAcceleration: 'prefer-software' }).getSample(
      index / 24 + 1 / 100,
    )
    if (sample === null) throw new Error(`Frame ${index} is missing`)
    const data = new Uint8Array(sample.allocationSize())
    await sample.copyTo(data)
    const luma = data.subarray(0, sample.codedWidth * sample.codedHeight)
    const lower = luma.subarray(luma.length / 2)
    return {
      mean: lower.reduce((sum, value) => sum + value, 0) / lower.length,
      spread: Math.max(...lower) - Math.min(...lower),
      upperSpread:
        Math.max(...luma.subarray(0, luma.length / 2)) - Math.min(...luma.subarray(0, luma.length / 2)),
    }
  })

/** Expects an even tone of this luma, but for what encoding does to it. */
const near = async (index: number, luma: number): Promise<void> => {
  const seen = await lowerHalf(index)
  expect(Math.abs(seen.mean - luma)).toBeLessThan(3)
  expect(seen.spread).toBeLessThan(8)
}

const gap = (seconds: number) => ({ seconds, prompt: '' })

describe('a rehearsal of keyframes', () => {
  it('has the planned length and size, and fades from the first alone to the last alone', async () => {
    const images = [
      await paint('a.png', '#000000'),
      await paint('b.png', '#ffffff'),
      await paint('c.png', '#808080'),
    ]
    const recipe: RehearsalRecipe = { kind: 'frames', images, gaps: [gap(1), gap(2)], ...common() }
    expect(await render(recipe)).toEqual({
      ok: true,
      value: { frames: 72, width: 320, height: 180, durationMs: 3000 },
    })
    expect(await facts()).toEqual({ frames: 72, width: 320, height: 180, seconds: 3, start: 0, codec: 'avc' })
    await near(0, 16)
    await near(12, (16 + 235) / 2)
    await near(24, 235)
    await near(71, 126)
  })

  it('shows the first and the last keyframe as they are, but for the mark', async () => {
    const path = join(folder, 'half.png')
    const left = { create: { width: 160, height: 180, channels: 3 as const, background: '#ffffff' } }
    await sharp({ create: { width: 320, height: 180, channels: 3, background: '#000000' } })
      .composite([{ input: left, left: 0, top: 0 }])
      .png()
      .toFile(path)
    await render({
      kind: 'frames',
      images: [path, await paint('b.png', '#ff0000')],
      gaps: [gap(1)],
      ...common(),
    })
    const first = await lowerHalf(0)
    expect(Math.abs(first.mean - (16 + 235) / 2)).toBeLessThan(2)
    expect(first.spread).toBeGreaterThan(210)
    const last = await lowerHalf(23)
    expect(Math.abs(last.mean - 63)).toBeLessThan(2)
    expect(last.spread).toBeLessThan(8)
  })

  it('bears the mark on every frame', async () => {
    const images = [await paint('a.png', '#707070'), await paint('b.png', '#707070')]
    await render({ kind: 'frames', images, gaps: [gap(1)], ...common() })
    for (const index of [0, 11, 23]) expect((await lowerHalf(index)).upperSpread).toBeGreaterThan(80)
  })

  it('reaches the limit of five keyframes in 25 seconds to the frame', async () => {
    const colours = ['#000000', '#400000', '#004000', '#000040', '#404040']
    const images = await Promise.all(colours.map((colour, index) => paint(`${index}.png`, colour, 64, 64)))
    const reports: number[] = []
    const recipe: RehearsalRecipe = {
      kind: 'frames',
      images,
      gaps: [gap(3), gap(9), gap(1), gap(12)],
      ...common(64, 64),
    }
    expect((await render(recipe, undefined, reports)).ok).toBe(true)
    expect(await facts()).toMatchObject({ frames: 600, seconds: 25 })
    expect(reports).toEqual(reports.toSorted((a, b) => a - b))
    expect(reports.at(-1)).toBe(1)
  })

  it.each([
    ['9:16', 180, 320],
    ['1:1', 240, 240],
    ['4:5', 144, 180],
  ])('comes in %s, whatever the pixel size of its images', async (_, width, height) => {
    const images = [
      await paint('a.png', '#000000', 2 * width, 2 * height),
      await paint('b.png', '#ffffff', width, height),
    ]
    await render({ kind: 'frames', images, gaps: [gap(1)], ...common(width, height) })
    expect(await facts()).toMatchObject({ frames: 24, width, height })
  })
})

describe('the other rehearsals', () => {
  it('of a picture, a slate and a card have the planned length and show something', async () => {
    const picture = await paint('a.png', '#3070b0')
    const tall = await paint('tall.png', '#b07030', 90, 400)
    const seconds = 2
    const recipes: RehearsalRecipe[] = [
      { kind: 'image', path: picture, prompt: 'The tide comes in', seconds, ...common() },
      {
        kind: 'elements',
        items: [
          { path: picture, role: 'setting' },
          { path: tall, role: 'character' },
        ],
        prompt: 'She <turns> & looks',
        seconds,
        ...common(),
      },
      { kind: 'text', prompt: 'A lighthouse at dusk 🌊', seconds, ...common() },
    ]
    for (const recipe of recipes) {
      expect(await render(recipe)).toMatchObject({ ok: true, value: { frames: 48, durationMs: 2000 } })
      expect(await facts()).toMatchObject({ frames: 48, seconds: 2 })
    }
    expect((await lowerHalf(24)).spread).toBeGreaterThan(60)
  })

  it.each([
    [64, 64],
    [64, 640],
    [640, 64],
  ])('of a slate and a card survive %i by %i pixels', async (width, height) => {
    const path = await paint('a.png', '#3070b0')
    const items = Array.from({ length: 5 }, () => ({ path, role: 'wardrobe' as const }))
    const rest = { prompt: 'A lighthouse at dusk. '.repeat(9), seconds: 1, ...common(width, height) }
    expect(await render({ kind: 'elements', items, ...rest })).toMatchObject({ ok: true })
    expect(await render({ kind: 'text', ...rest })).toMatchObject({ ok: true })
  })

  it('of a card without any words is still a clip', async () => {
    const result = await render({ kind: 'text', prompt: '', seconds: 1, ...common(), title: '' })
    expect(result.ok).toBe(true)
  })
})

describe('a rehearsal that cannot be made', () => {
  it('names the image that is missing or damaged, and leaves nothing behind', async () => {
    const images = [await paint('a.png', '#000000'), join(folder, 'gone.png')]
    const missing = await render({ kind: 'frames', images, gaps: [gap(1)], ...common() })
    expect(missing).toMatchObject({ ok: false, error: { code: 'media/missing', field: 'images.1' } })
    expect(missing.ok ? '' : missing.error.message).toContain('gone.png')
    const damaged = join(folder, 'damaged.png')
    await files.writeFile(damaged, 'not a picture')
    const items = [{ path: damaged, role: 'prop' as const }]
    const unreadable = await render({ kind: 'elements', items, prompt: '', seconds: 1, ...common() })
    expect(unreadable).toMatchObject({
      ok: false,
      error: { code: 'media/unreadable', field: 'items.0.path' },
    })
    expect((await files.readdir(folder)).toSorted()).toEqual(['a.png', 'damaged.png'])
  })

  it('says so where the clip cannot be stored', async () => {
    const output = join(folder, 'no-such-folder', 'clip.mp4')
    const result = await render({ kind: 'text', prompt: 'a', seconds: 1, ...common(64, 64), output })
    expect(result).toMatchObject({ ok: false, error: { code: 'disk/failed' } })
  })

  it('leaves nothing under any name where the last step fails', async () => {
    const result = await renderRecipe(
      { kind: 'text', prompt: 'a', seconds: 1, ...common(64, 64) },
      {
        files: {
          ...files,
          rename: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
        },
        clock: { now: Date.now, monotonicMs: () => performance.now() },
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    )
    expect(result).toMatchObject({ ok: false, error: { code: 'disk/full' } })
    expect(await files.readdir(folder)).toEqual([])
  })

  it('stops when it is told to, in the middle too', async () => {
    const stop = new AbortController()
    const result = await renderRecipe(
      { kind: 'text', prompt: 'a', seconds: 20, ...common(640, 360) },
      {
        files,
        clock: { now: Date.now, monotonicMs: () => performance.now() },
        signal: stop.signal,
        onProgress: (done) => {
          expect(done).toBeLessThan(0.9)
          stop.abort()
        },
      },
    )
    expect(result).toMatchObject({ ok: false, error: { code: 'render/cancelled' } })
    expect(await files.readdir(folder)).toEqual([])
  })
})
