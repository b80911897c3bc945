import * as fs from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFalEngine } from '../../../../../electron/core/fal/engine.ts'
import type { FalTiming } from '../../../../../electron/core/fal/fetch-once.ts'
import { systemClock } from '../../../../../electron/core/clock.ts'
import type { AcceptedJob, Engine, ImageSource, Watch } from '../../../../../electron/core/jobs/engine.ts'
import { createPollSchedule } from '../../../../../electron/core/jobs/poll-schedule.ts'
import type { Job } from '../../../../../electron/core/ledger/job.ts'
import type { Ledger } from '../../../../../electron/core/ledger/ledger.ts'
import type { PlannedImage, PlannedRequest } from '../../../../../shared/domain/plan.ts'
import { succeed, type Failure } from '../../../../../shared/errors.ts'
import { replies, type Fault } from '../../../../stand-in/faults.ts'
import type { StandIn, StandInOptions } from '../../../../stand-in/server.ts'
import { silentLog } from '../../../../kit/system.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import { createHandClock, standInForTest, tinyPng } from '../../../stand-in/setting.ts'
import { assetId } from '../../../shared/domain/setting.ts'
import { ledgerForTest, newJob } from '../ledger/setting.ts'
import { serviceFor } from './setting.ts'

const never = new AbortController().signal
const clip = Buffer.from('a clip, as far as this test is concerned')
const failingLookups: Fault = { kind: 'reply', status: 502 }

interface EngineSetting {
  readonly standIn: StandIn
  readonly ledger: Ledger
  readonly engine: Engine
}

const setting = async (
  options: StandInOptions = {},
  timing: Partial<FalTiming> = {},
  uploadLifetimeMs = 60_000,
): Promise<EngineSetting> => {
  const standIn = await standInForTest({ durationMs: 0, clipFor: () => clip, ...options })
  const { ledger } = await ledgerForTest()
  const { service, addresses } = serviceFor(standIn, timing)
  const engine = createFalEngine({
    service,
    addresses,
    ledger,
    polls: createPollSchedule(systemClock, { perSecond: 200, floorMs: 5, ceilingMs: 20 }),
    files: fs,
    clock: systemClock,
    log: silentLog,
    worthOf: (_, units) => units * 200_000,
    uploadLifetimeMs,
    stallMs: 2000,
    retryMs: 1,
  })
  return { standIn, ledger, engine }
}

/** A job whose request was sent and whose answer was recorded. */
const acceptedJob = async ({ engine, ledger }: EngineSetting, number = 1): Promise<AcceptedJob> => {
  const job = sentJob(ledger, number)
  const outcome = await engine.submit(job, job.input ?? {})
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  const accepted = ledger.step(job, { to: 'queued', requestId: outcome.requestId }, Date.now())
  if (!accepted) throw new Error('not recorded')
  return { ...accepted, requestId: outcome.requestId }
}

const inputNumbered = (number: number) => ({
  prompt: `a heron lands, ${number}`,
  aspect_ratio: '16:9',
  duration: 5,
  resolution: '720p',
  seed: number,
})

/** A job at the moment of sending. */
const sentJob = (
  ledger: Ledger,
  number: number,
  input: Record<string, unknown> = inputNumbered(number),
): Job => {
  const uploading = ledger.step(newJob(ledger, number), { to: 'uploading' }, Date.now())
  const sent = uploading && ledger.step(uploading, { to: 'submitting', input }, Date.now())
  if (!sent) throw new Error('not recorded')
  return sent
}

const silentWatch: Watch = {
  onQueued: () => undefined,
  onRunning: () => undefined,
  onTrouble: () => undefined,
}

const whole = (number: number): PlannedImage => ({ assetId: assetId(number), preparation: { kind: 'whole' } })

const elementsRequest = (...numbers: number[]): PlannedRequest => ({
  kind: 'elements',
  endpoint: 'fal-ai/pika/v2.2/pikascenes',
  prompt: 'a heron',
  negativePrompt: null,
  resolution: '720p',
  images: numbers.map(whole),
  roles: numbers.map(() => 'prop'),
  ingredientsMode: 'precise',
  aspect: '16:9',
  seconds: 5,
})

/** Images whose content is a PNG and their number. */
const images: ImageSource = {
  prepare: (image) => {
    const data = Buffer.concat([tinyPng, Buffer.from(image.assetId)])
    const sha256 = createHash('sha256').update(data).digest('hex')
    return Promise.resolve(succeed({ data, sha256, contentType: 'image/png', width: 1, height: 1 }))
  },
}

const prepared = async (
  engine: Engine,
  ledger: Ledger,
  number: number,
  used: readonly number[],
  signal = never,
) => engine.prepare(newJob(ledger, number, { request: elementsRequest(...used) }), images, signal)

/** Fetches a job's clip into a folder of its own. */
const fetched = async (made: EngineSetting, job: AcceptedJob) => {
  const destination = join(await temporaryFolder(), 'clip.mp4')
  const outcome = await made.engine.fetchClip(
    job,
    { destination, verify: () => Promise.resolve(succeed(null)), onProgress: () => undefined },
    never,
  )
  return { destination, outcome }
}

/** Sends a job whose answer is lost. */
const lose = async (
  { standIn, engine, ledger }: EngineSetting,
  number: number,
  input?: Record<string, unknown>,
) => {
  standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
  const job = sentJob(ledger, number, input)
  const outcome = await engine.submit(job, job.input ?? {})
  if (outcome.kind !== 'uncertain') throw new Error(outcome.kind)
  const uncertain = ledger.step(job, { to: 'uncertain', failure: outcome.failure }, Date.now())
  if (!uncertain) throw new Error('not recorded')
  return uncertain
}

describe('preparing', () => {
  test('uploads every image once, looks whether it can be read, and names it in the order of the shot', async () => {
    const { standIn, engine, ledger } = await setting()
    const first = await prepared(engine, ledger, 1, [3, 1, 2, 3])
    if (!first.ok) throw new Error(first.error.message)
    const urls = first.value['image_urls'] as string[]
    expect(urls[0]).toBe(urls[3])
    expect(new Set(urls).size).toBe(3)
    const contents = await Promise.all(
      urls.map(async (url) =>
        Buffer.from(await (await fetch(url)).arrayBuffer())
          .subarray(tinyPng.length)
          .toString(),
      ),
    )
    expect(contents).toEqual([3, 1, 2, 3].map(assetId))
    expect(standIn.journal.count('put')).toBe(3)
    expect(standIn.journal.leaks()).toEqual([])
    expect(standIn.journal.count('submit')).toBe(0)
  })

  test('uses an upload again for as long as it lives and can be read', async () => {
    const { standIn, engine, ledger } = await setting()
    const first = await prepared(engine, ledger, 1, [1])
    expect(await prepared(engine, ledger, 2, [1])).toMatchObject({
      value: { image_urls: first.ok && first.value['image_urls'] },
    })
    expect(standIn.journal.count('put')).toBe(1)
    standIn.script({ step: 'read-upload', fault: { kind: 'reply', status: 404 } })
    const third = await prepared(engine, ledger, 3, [1])
    expect(third.ok && third.value['image_urls']).not.toEqual(first.ok && first.value['image_urls'])
    expect(standIn.journal.count('put')).toBe(2)
  })

  test('does not rely on an upload that is too old', async () => {
    const { standIn, engine, ledger } = await setting({}, {}, 0)
    await prepared(engine, ledger, 1, [1])
    await prepared(engine, ledger, 2, [1])
    expect(standIn.journal.count('put')).toBe(2)
  })

  test.each<[string, 'put' | 'initiate' | 'read-upload', Fault]>([
    ['the file host was in trouble', 'put', { kind: 'reply', status: 503 }],
    ['the connection was reset', 'put', { kind: 'reset' }],
    ['a page was in the way', 'initiate', replies.portal()],
    ['it could not be read back', 'read-upload', { kind: 'reply', status: 404 }],
  ])('tries an upload again after %s', async (_, step, fault) => {
    const { standIn, engine, ledger } = await setting()
    const rule = standIn.script({ step, fault, times: 2 })
    expect(await prepared(engine, ledger, 1, [1])).toMatchObject({ ok: true })
    expect(rule.struck()).toBe(2)
  })

  test('stops at a locked account at once, and nothing was spent', async () => {
    const { standIn, engine, ledger } = await setting()
    const rule = standIn.script({ step: 'initiate', nth: 'every', fault: replies.locked() })
    expect(await prepared(engine, ledger, 1, [1])).toMatchObject({
      ok: false,
      error: { code: 'fal/locked', cost: 'nothing' },
    })
    expect(rule.struck()).toBe(1)
  })

  test('gives up after a few times, and says what was in the way', async () => {
    const { standIn, engine, ledger } = await setting()
    const rule = standIn.script({ step: 'put', nth: 'every', fault: { kind: 'reply', status: 503 } })
    expect(await prepared(engine, ledger, 1, [1])).toMatchObject({ ok: false, error: { code: 'fal/failed' } })
    expect(rule.struck()).toBe(4)
  })

  test('gives a shot the upload that another one had begun, although that one was cancelled', async () => {
    const { standIn, engine, ledger } = await setting({}, { uploadMs: 300 })
    // Three uploads that take long, so that the fourth waits for its place.
    const slow = standIn.script({ step: 'put', fault: { kind: 'silence' }, times: 3 })
    const busy = prepared(engine, ledger, 1, [1, 2, 3])
    await standIn.waitFor(() => slow.struck() === 3, 5000)
    const cancel = new AbortController()
    const cancelled = prepared(engine, ledger, 2, [4], cancel.signal)
    const other = prepared(engine, ledger, 3, [4])
    await new Promise((resolve) => setImmediate(resolve))
    cancel.abort()
    expect(await cancelled).toMatchObject({ ok: false, error: { code: 'render/cancelled' } })
    expect(await other).toMatchObject({ ok: true })
    expect(await busy).toMatchObject({ ok: true })
  })

  test('forgets an upload that is gone, although it cannot be replaced for now', async () => {
    const { standIn, engine, ledger } = await setting()
    await prepared(engine, ledger, 1, [1])
    standIn.script({ step: 'read-upload', fault: { kind: 'reply', status: 404 } })
    standIn.script({ step: 'put', nth: 'every', fault: { kind: 'reply', status: 503 } })
    const readBefore = standIn.journal.count('read-upload')
    expect(await prepared(engine, ledger, 2, [1])).toMatchObject({ ok: false })
    expect(await prepared(engine, ledger, 3, [1])).toMatchObject({ ok: false })
    expect(standIn.journal.count('read-upload') - readBefore).toBe(1)
  })

  test('passes on what is wrong with an image', async () => {
    const { standIn, engine, ledger } = await setting()
    const error: Failure = { code: 'media/missing', message: 'It is gone.' }
    const job = newJob(ledger, 1, { request: elementsRequest(1) })
    expect(
      await engine.prepare(job, { prepare: () => Promise.resolve({ ok: false, error }) }, never),
    ).toEqual({ ok: false, error })
    expect(standIn.journal.events).toEqual([])
  })
})

describe('following', () => {
  test('tells of the queue, of running and of trouble, until the request is done', async () => {
    const clock = createHandClock()
    const made = await setting({ clock, concurrency: 1, durationMs: 1000 })
    await acceptedJob(made, 1)
    const job = await acceptedJob(made, 2)
    const trouble = made.standIn.script({
      step: 'status',
      nth: 3,
      times: 4,
      fault: { kind: 'reply', status: 502 },
    })
    const heard: string[] = []
    const watch: Watch = {
      onQueued: (position) => heard.push(`queued ${position}`),
      onRunning: () => {
        heard.push('running')
        clock.advance(1000)
      },
      onTrouble: ({ code }) => {
        heard.push(code)
        if (trouble.struck() === 4) clock.advance(1000)
      },
    }
    expect(await made.engine.follow(job, watch, never)).toEqual({ kind: 'completed' })
    const troubled = Array.from({ length: 4 }, () => 'fal/failed')
    expect(heard).toEqual(['queued 0', 'queued 0', ...troubled, 'running'])
    expect(trouble.struck()).toBe(4)
  })

  test('waits as long as it is told to', async () => {
    const made = await setting()
    const job = await acceptedJob(made)
    made.standIn.script({ step: 'status', fault: replies.busy(0.2) })
    const begun = performance.now()
    expect(await made.engine.follow(job, silentWatch, never)).toEqual({ kind: 'completed' })
    expect(performance.now() - begun).toBeGreaterThan(190)
  })

  test('ends with the failure that the request ended with, or with its being unknown', async () => {
    const made = await setting()
    const job = await acceptedJob(made)
    made.standIn.script({
      step: 'status',
      fault: replies.failedJob('The runner died', 'runner_disconnected'),
    })
    expect(await made.engine.follow(job, silentWatch, never)).toMatchObject({
      kind: 'failed',
      failure: { detail: 'The runner died' },
    })
    made.standIn.script({ step: 'status', fault: replies.notFound() })
    expect(await made.engine.follow(job, silentWatch, never)).toMatchObject({
      kind: 'expired',
      failure: { code: 'fal/expired', requestId: job.requestId, cost: 'perhaps' },
    })
  })

  test('ends without an outcome when it is told to stop', async () => {
    const made = await setting({ durationMs: Infinity })
    const job = await acceptedJob(made)
    const stop = new AbortController()
    const following = made.engine.follow(job, silentWatch, stop.signal)
    await made.standIn.waitFor((journal) => journal.count('status') > 1, 5000)
    stop.abort()
    expect(await following).toBeNull()
  })
})

describe('fetching the clip', () => {
  test('notes what fal.ai billed, without asking for it', async () => {
    const made = await setting()
    const job = await acceptedJob(made)
    const headers = { 'x-fal-billable-units': '2' }
    made.standIn.script({ step: 'result', fault: { kind: 'amend', headers } })
    expect((await fetched(made, job)).outcome.kind).toBe('fetched')
    expect(made.ledger.find(job.id)).toMatchObject({ billedUnits: 2, billedMicroUsd: 400_000 })
    expect(made.standIn.journal.count('result')).toBe(1)
    expect(made.standIn.journal.count('billing')).toBe(0)
  })

  test('brings it whole, and takes the key nowhere near it', async () => {
    const made = await setting()
    const { destination, outcome } = await fetched(made, await acceptedJob(made))
    expect(outcome).toEqual({
      kind: 'fetched',
      sha256: createHash('sha256').update(clip).digest('hex'),
      bytes: clip.length,
    })
    expect(await fs.readFile(destination)).toEqual(clip)
    expect(made.standIn.journal.count('download')).toBe(1)
    expect(made.standIn.journal.leaks()).toEqual([])
  })

  test.each<[string, 'result' | 'download', Fault, object]>([
    [
      'the result cannot be read now',
      'result',
      { kind: 'reply', status: 504 },
      { kind: 'not-now', retryAfterMs: null },
    ],
    ['it is asked too often', 'result', replies.busy(2), { kind: 'not-now', retryAfterMs: 2000 }],
    ['a page is in the way', 'result', replies.portal(), { kind: 'not-now' }],
    [
      'the result is gone',
      'result',
      replies.notFound(),
      { kind: 'expired', failure: { code: 'fal/expired' } },
    ],
    [
      'the result is a refusal',
      'result',
      replies.modelError('no_media_generated'),
      { kind: 'failed', failure: { cost: 'perhaps' } },
    ],
    [
      'the file is gone',
      'download',
      { kind: 'reply', status: 410 },
      { kind: 'expired', failure: { code: 'fal/expired' } },
    ],
    [
      'the clip stands at a strange address',
      'result',
      { kind: 'amend', fields: { video: { url: 'https://evil.example/a.mp4' } } },
      { kind: 'failed', failure: { code: 'media/refused-address', cost: 'perhaps' } },
    ],
  ])('says what is to be done when %s', async (_, step, fault, expected) => {
    const made = await setting()
    const job = await acceptedJob(made)
    made.standIn.script({ step, nth: 'every', fault })
    expect((await fetched(made, job)).outcome).toMatchObject(expected)
    expect(made.standIn.journal.leaks()).toEqual([])
  })

  test('believes a model’s 5xx when it has been said eight times, and a gateway’s never', async () => {
    const made = await setting()
    const job = await acceptedJob(made)
    const kinds = async (fault: Fault) => {
      const rule = made.standIn.script({ step: 'result', nth: 'every', fault })
      const heard: string[] = []
      for (let time = 0; time < 8; time++) heard.push((await fetched(made, job)).outcome.kind)
      rule.remove()
      return heard
    }
    expect(new Set(await kinds({ kind: 'reply', status: 502, body: '<html>' }))).toEqual(new Set(['not-now']))
    expect(new Set(await kinds(replies.portal()))).toEqual(new Set(['not-now']))
    const model = await kinds({
      kind: 'reply',
      status: 500,
      body: { detail: [{ type: 'internal_server_error', msg: 'Oops' }] },
    })
    expect(model).toEqual([...Array.from({ length: 7 }, () => 'not-now'), 'failed'])
  })
})

describe('finding a request whose answer was lost', () => {
  test('finds the one with its own input among others', async () => {
    const made = await setting()
    await acceptedJob(made, 1)
    const job = await lose(made, 2)
    await acceptedJob(made, 3)
    const wanted = made.standIn.journal.accepted()[1]?.requestId
    expect(await made.engine.find(job)).toEqual({ kind: 'found', requestId: wanted })
    expect(made.standIn.journal.accepted()).toHaveLength(3)
  })

  test('never takes one that another job stands for', async () => {
    const made = await setting()
    const input = inputNumbered(1)
    const holder = await acceptedJob(made, 1)
    const job = await lose(made, 2, input)
    const [theirs, ours] = made.standIn.journal.accepted().map(({ requestId }) => requestId)
    expect(holder.requestId).toBe(theirs)
    expect(await made.engine.find(job)).toEqual({ kind: 'found', requestId: ours })
    made.ledger.step(job, { to: 'queued', requestId: ours ?? '' }, Date.now())
    const late = await made.engine.find({ ...job, id: sentJob(made.ledger, 3, input).id })
    expect(late).toEqual({ kind: 'absent' })
  })

  test.each([
    ['another seed', { seed: 8 }],
    ['another prompt', { prompt: 'a crane' }],
    ['another length', { duration: 10 }],
  ])('does not take one with %s for its own', async (_, change) => {
    const made = await setting()
    const job = await lose(made, 7)
    expect(await made.engine.find({ ...job, input: { ...job.input, ...change } })).toEqual({ kind: 'absent' })
  })

  test('finds nothing for a job that was never sent, and asks nobody', async () => {
    const { standIn, ledger, engine } = await setting()
    expect(await engine.find(newJob(ledger, 1))).toEqual({ kind: 'absent' })
    expect(standIn.journal.events).toEqual([])
  })

  test('takes no answer for no answer, not for absence', async () => {
    const made = await setting()
    const job = await lose(made, 1)
    made.standIn.script({ step: 'lookup', fault: failingLookups })
    expect(await made.engine.find(job)).toMatchObject({ kind: 'no-answer', failure: { code: 'fal/failed' } })
  })

  test('does not see what is still under way, which is no proof that it is not there', async () => {
    const made = await setting({ durationMs: Infinity })
    expect(await made.engine.find(await lose(made, 1))).toEqual({ kind: 'absent' })
  })

  test('takes the one that was sent closest to its own moment', async () => {
    const made = await setting()
    const input = inputNumbered(1)
    const first = await lose(made, 1, input)
    const [early] = made.standIn.journal.accepted()
    await made.standIn.waitFor(() => Date.now() > (early?.at ?? 0) + 5, 5000)
    const second = await lose(made, 2, input)
    const [, late] = made.standIn.journal.accepted()
    expect(await made.engine.find({ ...first, sentAtMs: early?.at ?? 0 })).toEqual({
      kind: 'found',
      requestId: early?.requestId,
    })
    expect(await made.engine.find({ ...second, sentAtMs: late?.at ?? 0 })).toEqual({
      kind: 'found',
      requestId: late?.requestId,
    })
  })
})

test('cancelling asks the service, and trouble on the way is no failure', async () => {
  const made = await setting({ durationMs: Infinity })
  const job = await acceptedJob(made)
  made.standIn.script({ step: 'cancel', fault: { kind: 'reset' } })
  await made.engine.cancel(job)
  await made.engine.cancel(job)
  expect(made.standIn.journal.count('cancel')).toBe(2)
  expect(await made.engine.follow(job, silentWatch, never)).toMatchObject({ kind: 'failed' })
})
