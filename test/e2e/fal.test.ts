import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { standInKey, startStandIn } from '../stand-in/server.ts'
import { photograph } from './kit/photographs.ts'
import { makePlace } from './kit/place.ts'

/** An image as 16 × 9 dots, enough to tell one photograph from another. */
const dotsOf = (image: string | Buffer): Promise<Buffer> =>
  sharp(image)
    .rotate()
    .flatten()
    .resize(16, 9, { fit: 'cover' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer()

const distance = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0)

/** Which of the photographs an uploaded image shows. */
const nearest = async (url: string, photographs: readonly string[]): Promise<number> => {
  const sent = await dotsOf(Buffer.from(await (await fetch(url)).arrayBuffer()))
  const distances = await Promise.all(photographs.map(async (path) => distance(sent, await dotsOf(path))))
  return distances.indexOf(Math.min(...distances))
}

test('one board reaches all eight endpoints, and each receives what was added', async () => {
  const standIn = await startStandIn({ concurrency: 8 })
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  const { must, json } = place
  const pictures = [
    await photograph('storm'),
    await photograph('stripes'),
    await photograph('garden'),
    await photograph('boards'),
  ]
  const [storm = '', stripes = '', garden = '', boards = ''] = pictures
  await must('new', 'film')
  const add = async (...args: string[]) => must('add', 'film', ...args)
  const gaps = ['--gap', '3:clouds: then rain', '--gap', '7', '--gap', '15:night']
  await add(
    'frames',
    boards,
    storm,
    garden,
    stripes,
    ...gaps,
    '--prompt',
    'weather',
    '--resolution',
    '1080p',
    '--seed',
    '11',
  )
  const roles = [`${garden}=setting`, `${boards}=prop`, storm]
  const elements = ['--prompt', 'a fair', '--ingredients', 'creative', '--aspect', '2:3', '--duration', '10']
  await add('elements', ...roles, ...elements, '--seed', '12')
  const image = (picture: string, ...options: string[]) => add('image', picture, ...options)
  await image(
    storm,
    '--prompt',
    'wind',
    '--duration',
    '10',
    '--resolution',
    '1080p',
    '--seed',
    '13',
    '--negative',
    'people',
  )
  await image(stripes, '--prompt', 'turn', '--model', '2.1', '--seed', '14')
  await image(garden, '--prompt', 'bees', '--model', 'turbo', '--seed', '15')
  await add('text', '--prompt', 'sea', '--aspect', '9:16', '--seed', '16')
  await add(
    'text',
    '--prompt',
    'hill',
    '--model',
    '2.1',
    '--duration',
    '10',
    '--resolution',
    '1080p',
    '--seed',
    '17',
  )
  await add('text', '--prompt', 'moon', '--model', 'turbo', '--aspect', '1:1', '--seed', '4294967295')

  const { code, summary } = await json('render', 'film', '--yes')
  expect(code).toBe(0)
  expect(summary).toMatchObject({ succeeded: 8, failed: 0, uncertain: 0 })
  expect(summary['clips']).toHaveLength(8)
  expect((await json('jobs', '--all')).summary).toMatchObject({ jobs: 8, spentUsd: summary['spentUsd'] })

  const requests = standIn.journal.accepted().toSorted((a, b) => seedOf(a.input) - seedOf(b.input))
  const shown = requests.map(({ input }) => urlsOf(input).map((url) => nearest(url, pictures)))
  expect(await Promise.all(shown.map((urls) => Promise.all(urls)))).toEqual([
    [3, 0, 2, 1],
    [2, 3, 0],
    [0],
    [1],
    [2],
    [],
    [],
    [],
  ])
  expect(requests.map(({ endpoint, input }) => [endpoint, withoutUrls(input)])).toEqual([
    [
      'fal-ai/pika/v2.2/pikaframes',
      {
        transitions: [
          { duration: 3, prompt: 'clouds: then rain' },
          { duration: 7, prompt: 'weather' },
          { duration: 15, prompt: 'night' },
        ],
        prompt: 'weather',
        resolution: '1080p',
        seed: 11,
      },
    ],
    [
      'fal-ai/pika/v2.2/pikascenes',
      {
        prompt: 'a fair',
        ingredients_mode: 'creative',
        aspect_ratio: '2:3',
        duration: 10,
        resolution: '720p',
        seed: 12,
      },
    ],
    [
      'fal-ai/pika/v2.2/image-to-video',
      { prompt: 'wind', duration: 10, resolution: '1080p', negative_prompt: 'people', seed: 13 },
    ],
    ['fal-ai/pika/v2.1/image-to-video', { prompt: 'turn', duration: 5, resolution: '720p', seed: 14 }],
    ['fal-ai/pika/v2/turbo/image-to-video', { prompt: 'bees', duration: 5, resolution: '720p', seed: 15 }],
    [
      'fal-ai/pika/v2.2/text-to-video',
      { prompt: 'sea', aspect_ratio: '9:16', duration: 5, resolution: '720p', seed: 16 },
    ],
    [
      'fal-ai/pika/v2.1/text-to-video',
      { prompt: 'hill', aspect_ratio: '16:9', duration: 10, resolution: '1080p', seed: 17 },
    ],
    [
      'fal-ai/pika/v2/turbo/text-to-video',
      { prompt: 'moon', aspect_ratio: '1:1', duration: 5, resolution: '720p', seed: 4_294_967_295 },
    ],
  ])
  expect(standIn.journal.leaks()).toEqual([])
  expect([...standIn.journal.acceptedPerIntent().values()]).toEqual(Array.from({ length: 8 }, () => 1))
  await expectNoKeyIn(place.folder)
})

const seedOf = (input: unknown): number => (input as { readonly seed: number }).seed

const urlsOf = (input: unknown): readonly string[] => {
  const { image_urls: urls, image_url: url } = input as {
    readonly image_urls?: string[]
    readonly image_url?: string
  }
  return urls ?? (url === undefined ? [] : [url])
}

const withoutUrls = (input: unknown): unknown =>
  Object.fromEntries(Object.entries(input as object).filter(([name]) => !name.startsWith('image_url')))

const expectNoKeyIn = async (folder: string) => {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true })
  const written = entries.filter((entry) => entry.isFile())
  expect(written.length).toBeGreaterThan(20)
  const holdsKey = async ({ parentPath, name }: (typeof written)[number]) =>
    (await fs.readFile(join(parentPath, name))).includes(standInKey) ? [name] : []
  expect((await Promise.all(written.map(holdsKey))).flat()).toEqual([])
}
