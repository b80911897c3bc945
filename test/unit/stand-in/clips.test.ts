import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { expect, onTestFinished, test } from 'vitest'
import { createClipMaker, makeMp4 } from '../../stand-in/clips.ts'
import { clipAddress, standInForTest, submitText, textEndpoint, textInput } from './setting.ts'
import { isStandInEndpoint } from '../../stand-in/schemas.ts'

const fetchClip = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer())

test('a clip can be made of any even size and whole length', async () => {
  const film = new Input({
    source: new BufferSource(await makeMp4({ width: 36, height: 64, seconds: 2 })),
    formats: ALL_FORMATS,
  })
  const track = await film.getPrimaryVideoTrack()
  expect([track?.displayWidth, track?.displayHeight]).toEqual([36, 64])
  expect(await film.computeDuration()).toBeCloseTo(2, 3)
})

test('two clips of the same length begin alike and differ in their bytes', async () => {
  const clipFor = createClipMaker({ width: 64, height: 36 }, 100)
  if (!isStandInEndpoint(textEndpoint)) throw new Error('No such endpoint')
  const request = { endpoint: textEndpoint, input: textInput, seconds: 1, ordinal: 1 }
  const [one, two] = [
    await clipFor({ ...request, requestId: 'one' }),
    await clipFor({ ...request, requestId: 'two' }),
  ]
  expect(one).toHaveLength(two.length)
  expect(one.slice(0, -108)).toEqual(two.slice(0, -108))
  expect(one).not.toEqual(two)
})

test("a clip can be a file of the test's own", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'clip.mp4')
  await writeFile(path, 'my clip')
  const standIn = await standInForTest({ durationMs: 0, clipFor: () => path })
  const clip = await fetchClip(clipAddress(standIn, await submitText(standIn)))
  expect(clip.toString()).toBe('my clip')
})

test('a clip can be shorter than was asked for', async () => {
  const standIn = await standInForTest({
    durationMs: 0,
    clipFor: () => makeMp4({ width: 64, height: 36, seconds: 4 }),
  })
  const bytes = await fetchClip(clipAddress(standIn, await submitText(standIn)))
  const film = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  expect(await film.computeDuration()).toBeCloseTo(4, 3)
})
