import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createThumbnails } from '../../../../../electron/core/media/thumbnails.ts'
import type { FileSystem } from '../../../../../electron/core/ports.ts'
import { smallPictureSide } from '../../../../../shared/boundary-limits.ts'
import { assetIdSchema } from '../../../../../shared/domain/ids.ts'

let folder: string
let cacheFolder: string
let source: string
const id = assetIdSchema.parse('a'.repeat(64))

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'boardwright-thumbnails-'))
  cacheFolder = join(folder, 'cache', 'thumbnails')
  source = join(folder, 'image.jpg')
  const image = sharp({ create: { width: 600, height: 400, channels: 3, background: '#ff0000' } })
  await image.withMetadata({ orientation: 6 }).jpeg().toFile(source)
})

afterEach(() => fs.rm(folder, { recursive: true }))

/** Node's file calls, counting the thumbnails that are written. */
const counting = () => {
  const written: unknown[] = []
  const writeFile: FileSystem['writeFile'] = (path, ...rest) => {
    written.push(path)
    return fs.writeFile(path, ...rest)
  }
  const files: FileSystem = { ...fs, writeFile }
  return { written, files }
}

it('are small, upright, and kept', async () => {
  const { written, files } = counting()
  const thumbnails = createThumbnails({ cacheFolder, files })
  const made = await thumbnails.of(source, id, 96)
  expect(made).toEqual({ ok: true, value: join(cacheFolder, `${id}-96.jpg`) })
  if (!made.ok) return
  expect(await sharp(made.value).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 96 })
  expect(await thumbnails.of(source, id, 96)).toEqual(made)
  expect(await createThumbnails({ cacheFolder, files }).of(source, id, 96)).toEqual(made)
  expect(written).toHaveLength(1)
  expect(await fs.readdir(cacheFolder)).toEqual([`${id}-96.jpg`])
})

it('are not made again where they came with the image', async () => {
  const { written, files } = counting()
  const thumbnails = createThumbnails({ cacheFolder, files })
  const picture = await sharp(source).resize(smallPictureSide).jpeg().toBuffer()
  await thumbnails.keep(id, picture)
  const kept = await thumbnails.of(join(folder, 'gone.jpg'), id, smallPictureSide)
  expect(kept.ok && (await fs.readFile(kept.value)).equals(picture)).toBe(true)
  expect(written).toHaveLength(1)
})

it('are made when asked for, where they could not be kept', async () => {
  const full: FileSystem = {
    ...fs,
    writeFile: async () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    },
  }
  await createThumbnails({ cacheFolder, files: full }).keep(id, Buffer.from('a picture'))
  expect(await createThumbnails({ cacheFolder, files: fs }).of(source, id, smallPictureSide)).toMatchObject({
    ok: true,
  })
})

it('are made once when asked for many times at once', async () => {
  const { written, files } = counting()
  const thumbnails = createThumbnails({ cacheFolder, files })
  await Promise.all(Array.from({ length: 20 }, () => thumbnails.of(source, id, 96)))
  expect(written).toHaveLength(1)
})

it('never outgrow the image', async () => {
  const made = await createThumbnails({ cacheFolder, files: fs }).of(source, id, 2048)
  if (!made.ok) throw new Error(made.error.message)
  expect(await sharp(made.value).metadata()).toMatchObject({ width: 400, height: 600 })
})

it('come back when the cache is deleted, and when one was left empty', async () => {
  const thumbnails = createThumbnails({ cacheFolder, files: fs })
  const made = await thumbnails.of(source, id, 96)
  if (!made.ok) throw new Error(made.error.message)
  await fs.rm(join(folder, 'cache'), { recursive: true })
  expect(await thumbnails.of(source, id, 96)).toEqual(made)
  await fs.writeFile(made.value, '')
  expect(await thumbnails.of(source, id, 96)).toEqual(made)
  expect((await fs.stat(made.value)).size).toBeGreaterThan(0)
})

it('are never more at once than was said', async () => {
  let [running, most] = [0, 0]
  const files: FileSystem = {
    ...fs,
    writeFile: async (...how) => {
      running += 1
      most = Math.max(most, running)
      await fs.writeFile(...how)
      running -= 1
    },
  }
  const thumbnails = createThumbnails({ cacheFolder, files, concurrency: 2 })
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, index) => thumbnails.of(source, id, 20 + index)),
  )
  expect(made.every(({ ok }) => ok)).toBe(true)
  expect(most).toBeLessThanOrEqual(2)
  expect(await fs.readdir(cacheFolder)).toHaveLength(12)
})

it('fail in words, and can be had once the trouble is over', async () => {
  const thumbnails = createThumbnails({ cacheFolder, files: fs, concurrency: 1 })
  expect(await thumbnails.of(join(folder, 'none.jpg'), id, 96)).toMatchObject({
    error: { code: 'media/missing' },
  })
  await fs.writeFile(join(folder, 'bad.jpg'), 'no image')
  expect(await thumbnails.of(join(folder, 'bad.jpg'), id, 96)).toMatchObject({
    error: { code: 'media/unreadable' },
  })
  const full: FileSystem = {
    ...fs,
    writeFile: async () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    },
  }
  expect(await createThumbnails({ cacheFolder, files: full }).of(source, id, 96)).toMatchObject({
    error: { code: 'disk/full' },
  })
  expect(await thumbnails.of(source, id, 96)).toMatchObject({ ok: true })
})

it.each([0, 15, 2049, 96.5, Number.NaN])('are not made %d pixels long', async (longSide) => {
  const thumbnails = createThumbnails({ cacheFolder, files: fs })
  expect(await thumbnails.of(source, id, longSide)).toMatchObject({ error: { code: 'input/invalid' } })
})
