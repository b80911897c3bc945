import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { probeWithFfprobe } from './kit/ffprobe.ts'
import { photograph, writeSideways } from './kit/photographs.ts'
import { makePlace } from './kit/place.ts'

test('real photographs of every kind become clips of exactly the planned size and length', async () => {
  const place = await makePlace()
  const { must, json, path } = place
  await writeSideways('garden', path('sideways.jpg'))
  const sideways = await sharp(path('sideways.jpg')).metadata()
  expect(sideways).toMatchObject({ width: 1600, height: 1067, orientation: 6 })

  await must('new', 'film', '--title', 'Out of doors')
  const frames = ['frames', path('sideways.jpg'), await photograph('elephants'), await photograph('boards')]
  const elements = [`${await photograph('ladyBird')}=character`, `${await photograph('silk')}=wardrobe`]
  const upright = ['image', await photograph('storm'), '--prompt', 'the storm passes', '--title', '嵐 🌩']
  const labels = [
    await must('add', 'film', ...frames, '--gap', '1:grass grows', '--gap', '2', '--fit', 'contain'),
    await must('add', 'film', 'elements', ...elements, '--prompt', 'she lands', '--aspect', '4:5'),
    await must('add', 'film', ...upright, '--model', '2.1'),
    await must('add', 'film', 'text', '--prompt', 'rain on a tin roof', '--aspect', '1:1'),
  ]
  expect(labels).toEqual(['10', '20', '30', '40'])
  expect(await must('list', 'film')).toContain('Out of doors · 16:9 · 4 shots · 18 s')
  // 720p: 5 s at least of keyframes at $0.04 a second, elements $0.20, image 2.1 $0.40, text $0.20.
  expect((await json('estimate', 'film')).summary).toMatchObject({
    totalUsd: 1,
    unknownPrices: 0,
    notReady: [],
  })

  const { code, summary } = await json('render', 'film')
  expect(code).toBe(0)
  expect(summary).toMatchObject({ succeeded: 4, failed: 0, uncertain: 0, waiting: 0, spentUsd: 0 })
  const clips = summary['clips'] as string[]
  expect(clips.map((clip) => clip.slice(join(place.folder, 'film', 'clips').length + 1))).toEqual([
    '010_take01.mp4',
    '020_take01.mp4',
    '030_嵐_take01.mp4',
    '040_take01.mp4',
  ])
  const expected = [
    { width: 1280, height: 720, seconds: 3 },
    { width: 720, height: 900, seconds: 5 },
    { width: 1280, height: 720, seconds: 5 },
    { width: 720, height: 720, seconds: 5 },
  ]
  for (const [at, { width, height, seconds }] of expected.entries())
    expect(await probeWithFfprobe(clips[at] ?? '')).toEqual({
      codec_name: 'h264',
      pix_fmt: 'yuv420p',
      width,
      height,
      r_frame_rate: '24/1',
      nb_read_frames: seconds * 24,
      duration: seconds,
    })

  const again = await json('render', 'film')
  expect(again.summary).toMatchObject({ succeeded: 0, clips })
})

test('an upright board at 1080p is rehearsed at full size', async () => {
  const { must, json } = await makePlace()
  await must('new', 'film', '--aspect', '9:16')
  const pictures = [await photograph('dune'), await photograph('stripes')]
  await must('add', 'film', 'frames', ...pictures, '--gap', '2', '--resolution', '1080p')
  const { summary } = await json('render', 'film')
  const [clip = ''] = summary['clips'] as string[]
  expect(await probeWithFfprobe(clip)).toMatchObject({
    codec_name: 'h264',
    width: 1080,
    height: 1920,
    r_frame_rate: '24/1',
    nb_read_frames: 48,
    duration: 2,
  })
})

test('the sample board comes with the program and can be rehearsed shot by shot', async () => {
  const { must, json } = await makePlace()
  expect(await must('new', 'sample', '--sample', '--title', 'Mine')).toContain('Made “Mine” (16:9, 6 shots)')
  const { summary } = await json('render', 'sample', '--shot', '40', '--quality', 'draft')
  expect(summary).toMatchObject({ succeeded: 1 })
})
