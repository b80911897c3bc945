import { ApiError, ValidationError } from '@fal-ai/client'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { describe, expect, test } from 'vitest'
import {
  ask,
  clipAddress,
  createHandClock,
  framesEndpoint,
  queueAddress,
  standInForTest,
  stockClient,
  submitText,
  textEndpoint,
  textInput,
  tinyPng,
  uploadPng,
} from './setting.ts'

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('It should have failed')
    },
    (error: unknown) => error,
  )

const framesInput = (urls: string[]) => ({
  image_urls: urls,
  transitions: [
    { duration: 2, prompt: 'dawn' },
    { duration: 1, prompt: 'noon' },
  ].slice(0, urls.length - 1),
  resolution: '720p' as const,
})

describe('the queue, driven by the real client', () => {
  test('takes uploads and a shot of keyframes, and gives a real clip of the planned length', async () => {
    const clock = createHandClock()
    const standIn = await standInForTest({ clock, durationMs: 1000 })
    const fal = stockClient(standIn)
    const urls = [await uploadPng(fal), await uploadPng(fal), await uploadPng(fal)]
    const uploaded = await fetch(urls[0] ?? '')
    expect(Buffer.from(await uploaded.arrayBuffer())).toEqual(tinyPng)

    const { request_id: requestId } = await fal.queue.submit(framesEndpoint, { input: framesInput(urls) })
    expect(await fal.queue.status(framesEndpoint, { requestId })).toMatchObject({ status: 'IN_PROGRESS' })
    clock.advance(1000)
    expect(await fal.queue.status(framesEndpoint, { requestId })).toMatchObject({ status: 'COMPLETED' })
    const { data, requestId: told } = await fal.queue.result(framesEndpoint, { requestId })
    expect(told).toBe(requestId)
    expect(data.video).toMatchObject({ url: clipAddress(standIn, requestId), content_type: 'video/mp4' })

    const clip = Buffer.from(await (await fetch(data.video.url)).arrayBuffer())
    expect(clip).toHaveLength(data.video.file_size ?? 0)
    const film = new Input({ source: new BufferSource(clip), formats: ALL_FORMATS })
    expect(await film.computeDuration()).toBeCloseTo(3, 3)
    expect((await film.getPrimaryVideoTrack())?.codec).toBe('avc')

    expect(standIn.journal.accepted()).toMatchObject([
      { requestId, endpoint: framesEndpoint, input: framesInput(urls) },
    ])
    expect(standIn.journal.leaks()).toEqual([])
  })

  test('runs two jobs of the account at once and lets the third wait its turn', async () => {
    const clock = createHandClock()
    const standIn = await standInForTest({ clock, durationMs: ({ ordinal }) => ordinal * 1000 })
    const fal = stockClient(standIn)
    const ids = [await submitText(standIn, 1), await submitText(standIn, 2), await submitText(standIn, 3)]
    const states = () =>
      Promise.all(ids.map(async (requestId) => (await fal.queue.status(textEndpoint, { requestId })).status))

    expect(await states()).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 'IN_QUEUE'])
    expect(await fal.queue.status(textEndpoint, { requestId: ids[2] ?? '' })).toMatchObject({
      queue_position: 0,
    })
    clock.advance(1000)
    expect(await states()).toEqual(['COMPLETED', 'IN_PROGRESS', 'IN_PROGRESS'])
    clock.advance(2999)
    expect(await states()).toEqual(['COMPLETED', 'COMPLETED', 'IN_PROGRESS'])
    clock.advance(1)
    expect(await states()).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED'])
  })

  test('refuses a request at fault with 422 in its own words, and makes no job of it', async () => {
    const standIn = await standInForTest()
    const error = await caught(
      stockClient(standIn).queue.submit(textEndpoint, { input: { prompt: 'a heron', resolution: '720p' } }),
    )
    expect(error).toBeInstanceOf(ValidationError)
    expect(error).toMatchObject({
      body: { detail: [{ loc: ['body', 'duration'], msg: 'Field required', type: 'missing' }] },
    })
    expect(standIn.journal.events).toMatchObject([{ step: 'submit', status: 422, accepted: false }])
    expect(standIn.journal.accepted()).toEqual([])
  })

  test('may also make a job of a request at fault and refuse it in the result', async () => {
    const clock = createHandClock()
    const standIn = await standInForTest({ refusals: 'in-job', clock, durationMs: 10 })
    const fal = stockClient(standIn)
    const { request_id: requestId } = await fal.queue.submit(textEndpoint, { input: { prompt: 'a heron' } })
    clock.advance(10)
    expect(await fal.queue.status(textEndpoint, { requestId })).toMatchObject({ status: 'COMPLETED' })
    expect(await caught(fal.queue.result(textEndpoint, { requestId }))).toBeInstanceOf(ValidationError)
    expect(standIn.journal.accepted()).toHaveLength(1)
  })

  test('refuses an image that was never uploaded, and one that is no image', async () => {
    const standIn = await standInForTest()
    const fal = stockClient(standIn)
    const text = await fal.storage.upload(new File(['not a picture'], 'a.png', { type: 'image/png' }))
    const good = await uploadPng(fal)
    const error = await caught(
      fal.queue.submit(framesEndpoint, { input: framesInput([good, 'https://example.com/a.png', text]) }),
    )
    expect(error).toMatchObject({
      body: {
        detail: [
          { loc: ['body', 'image_urls', 1], type: 'file_download_error' },
          { loc: ['body', 'image_urls', 2], type: 'image_load_error' },
        ],
      },
    })
  })

  test('refuses another key with 401 and counts nothing as accepted', async () => {
    const standIn = await standInForTest()
    const error = await caught(
      stockClient(standIn, 'another-key').queue.submit(textEndpoint, { input: textInput }),
    )
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 401, body: { detail: 'No user found for Key ID and Secret' } })
    expect(standIn.journal.accepted()).toEqual([])
  })

  test('shows the trap: when the first answer is lost, the stock client pays twice', async () => {
    const standIn = await standInForTest()
    const lost = standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
    await stockClient(standIn).queue.submit(textEndpoint, { input: textInput })
    expect(lost.struck()).toBe(1)
    expect(standIn.journal.accepted()).toHaveLength(2)
    expect([...standIn.journal.acceptedPerIntent().values()]).toEqual([2])
  })
})

describe('the queue', () => {
  test('ends a cancelled job with an error on its status, and says so when it is too late', async () => {
    const clock = createHandClock()
    const standIn = await standInForTest({ clock, durationMs: 1000 })
    const requestId = await submitText(standIn)
    const job = `${queueAddress}/fal-ai/pika/requests/${requestId}`
    const cancel = () => ask(standIn, `${job}/cancel`, { method: 'PUT' })

    expect((await cancel()).status).toBe(202)
    expect(await (await ask(standIn, `${job}/status`)).json()).toMatchObject({
      status: 'COMPLETED',
      error_type: 'client_cancelled',
    })
    expect((await ask(standIn, job)).status).toBe(499)
    const late = await cancel()
    expect([late.status, await late.json()]).toEqual([400, { status: 'ALREADY_COMPLETED' }])
  })

  test('lets a running job finish where cancelling comes too late to stop it', async () => {
    const clock = createHandClock()
    const standIn = await standInForTest({ clock, durationMs: 1000, cancelStopsRunning: false })
    const job = `${queueAddress}/fal-ai/pika/requests/${await submitText(standIn)}`
    expect((await ask(standIn, `${job}/cancel`, { method: 'PUT' })).status).toBe(202)
    clock.advance(1000)
    expect((await ask(standIn, job)).status).toBe(200)
  })

  test('answers 404 for a job it does not know and 400 for the result of one still running', async () => {
    const standIn = await standInForTest({ durationMs: Infinity })
    const requestId = await submitText(standIn)
    expect((await ask(standIn, `${queueAddress}/fal-ai/pika/requests/unknown/status`)).status).toBe(404)
    expect((await ask(standIn, `${queueAddress}/fal-ai/pika/requests/${requestId}`)).status).toBe(400)
  })

  test.each([
    'https://evilfal.run/fal-ai/pika/v2.2/text-to-video',
    'http://queue.fal.run/fal-ai/pika/v2.2/text-to-video',
    'https://queue.fal.run:8443/fal-ai/pika/v2.2/text-to-video',
    'https://queue.fal.run@evil.example/x',
    'nonsense',
  ])('does not pass a request on to %s', async (target) => {
    const standIn = await standInForTest()
    const response = await ask(standIn, target, { method: 'POST', body: JSON.stringify(textInput) })
    expect(response.status).toBe(412)
    expect(standIn.journal.accepted()).toEqual([])
  })

  test('knows no endpoint but the eight, and no query that would smuggle a webhook in', async () => {
    const standIn = await standInForTest()
    for (const path of ['fal-ai/flux/dev', `${textEndpoint}?fal_webhook=https://evil.example`]) {
      const response = await ask(standIn, `${queueAddress}/${path}`, {
        method: 'POST',
        body: JSON.stringify(textInput),
      })
      expect(response.status).toBe(404)
    }
    expect(standIn.journal.accepted()).toEqual([])
  })
})
