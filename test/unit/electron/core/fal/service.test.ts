import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../../stand-in/faults.ts'
import { replies } from '../../../../stand-in/faults.ts'
import { createHandClock, standInForTest, submitText, textInput, tinyPng } from '../../../stand-in/setting.ts'
import { serviceFor } from './setting.ts'

const endpoint = 'fal-ai/pika/v2.2/text-to-video'
const png = new Uint8Array(tinyPng)

/** A request that is done, and what its result says. */
const finished = async (fault?: Fault) => {
  const standIn = await standInForTest({ durationMs: 0, clipFor: () => Buffer.from('a clip') })
  const requestId = await submitText(standIn)
  if (fault) standIn.script({ step: 'result', fault })
  return {
    standIn,
    requestId,
    result: await serviceFor(standIn, { readMs: 400 }).service.result(endpoint, requestId),
  }
}

describe('a submit', () => {
  test('that is accepted has the request’s id and its place in the queue', async () => {
    const standIn = await standInForTest({ durationMs: Infinity, concurrency: 1 })
    const { service } = serviceFor(standIn)
    const first = await service.submit(endpoint, { ...textInput })
    expect(first).toEqual({
      kind: 'accepted',
      requestId: standIn.journal.accepted()[0]?.requestId,
      queuePosition: 0,
    })
    await service.submit(endpoint, { ...textInput, seed: 8 })
    expect(await service.submit(endpoint, { ...textInput, seed: 9 })).toMatchObject({
      kind: 'accepted',
      queuePosition: 1,
    })
    expect(standIn.journal.accepted().map(({ input }) => input)).toEqual(
      [7, 8, 9].map((seed) => Object.assign({}, textInput, { seed })),
    )
    expect(standIn.journal.events.every((event) => event.authorization)).toBe(true)
  })

  const lost: readonly (readonly [string, Fault])[] = [
    ['was reset', { kind: 'reset', afterAccepting: true }],
    ['was cut short', { kind: 'cut', atByte: 'half' }],
    ['hangs half-way', { kind: 'cut', atByte: 'half', stall: true }],
    ['never came', { kind: 'silence', afterAccepting: true }],
    ['is no JSON', { kind: 'reply', status: 200, body: '{"request_id": ', afterAccepting: true }],
    ['is empty', { kind: 'reply', status: 200, body: '', afterAccepting: true }],
    ['is a page', { ...replies.portal(), afterAccepting: true } as Fault],
    ['has no id', { kind: 'reply', status: 200, body: { status: 'IN_QUEUE' }, afterAccepting: true }],
    ['has an id that is a path', { kind: 'amend', fields: { request_id: '../../evil' } }],
    ['is endless', { ...replies.hugeJson(5_000_000), afterAccepting: true } as Fault],
    ['is a redirect', { kind: 'reply', status: 307, headers: { location: '/proxy' }, afterAccepting: true }],
    ['is 408', { kind: 'reply', status: 408, afterAccepting: true }],
    ['is 500', { kind: 'reply', status: 500, body: { detail: 'Oops' }, afterAccepting: true }],
    ['is 502', { kind: 'reply', status: 502, afterAccepting: true }],
    ['is 503', { kind: 'reply', status: 503, afterAccepting: true }],
    ['is 504', { kind: 'reply', status: 504, afterAccepting: true }],
  ]
  test.each(lost)(
    'whose answer %s is uncertain, may have cost something, and is not sent again',
    async (_, fault) => {
      const standIn = await standInForTest()
      const rule = standIn.script({ step: 'submit', nth: 'every', fault })
      const { service } = serviceFor(standIn, { submitMs: 400 })
      expect(await service.submit(endpoint, { ...textInput })).toMatchObject({
        kind: 'uncertain',
        failure: { code: 'render/unknown-outcome', cost: 'perhaps' },
      })
      expect(rule.struck()).toBe(1)
      expect(standIn.journal.accepted()).toHaveLength(1)
      expect(standIn.journal.count('submit')).toBe(1)
    },
  )

  test('that finds nobody never left', async () => {
    const standIn = await standInForTest()
    await standIn.pause()
    expect(await serviceFor(standIn).service.submit(endpoint, { ...textInput })).toMatchObject({
      kind: 'not-sent',
      failure: { code: 'network/unreachable', cost: 'nothing' },
      retryAfterMs: null,
    })
    await standIn.resume()
    expect(standIn.journal.events).toEqual([])
  })

  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0' }, null],
    [{ 'retry-after': '1000000' }, 3_600_000],
    [{ 'retry-after': '-1' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('that came too fast may be sent again, and is told when: %j', async (headers, retryAfterMs) => {
    const standIn = await standInForTest()
    standIn.script({
      step: 'submit',
      fault: { kind: 'reply', status: 429, body: { detail: 'Too many requests' }, headers },
    })
    expect(await serviceFor(standIn).service.submit(endpoint, { ...textInput })).toMatchObject({
      kind: 'not-sent',
      failure: { code: 'fal/busy', detail: 'Too many requests' },
      retryAfterMs,
    })
    expect(standIn.journal.count('submit')).toBe(1)
  })

  test.each<[string, Fault, object]>([
    ['the key is bad', replies.badKey(), { code: 'fal/bad-key', cost: 'nothing' }],
    [
      'the account is locked',
      replies.locked(),
      { code: 'fal/locked', detail: 'User is locked. Reason: Exhausted balance', cost: 'nothing' },
    ],
    [
      'a field is at fault',
      replies.modelError('content_policy_violation', 'Not this'),
      { code: 'fal/rejected', field: 'prompt', detail: 'Not this', cost: 'perhaps' },
    ],
    [
      'it says so in a sentence',
      replies.requestError(422, 'Prompt too long'),
      { code: 'fal/rejected', detail: 'Prompt too long', cost: 'perhaps' },
    ],
    ['it says nothing', { kind: 'reply', status: 422 }, { code: 'fal/rejected', cost: 'perhaps' }],
    [
      'it is a bad request',
      replies.requestError(400, 'Bad', 'bad_request'),
      { code: 'fal/rejected', cost: 'nothing' },
    ],
    ['the endpoint is unknown', replies.notFound(), { code: 'fal/not-found', cost: 'nothing' }],
  ])('is refused for good where %s', async (_, fault, failure) => {
    const standIn = await standInForTest()
    standIn.script({ step: 'submit', nth: 'every', fault })
    expect(await serviceFor(standIn).service.submit(endpoint, { ...textInput })).toMatchObject({
      kind: 'refused',
      failure,
    })
    expect(standIn.journal.count('submit')).toBe(1)
  })

  test('goes to no endpoint that only looks like one, and leaves no key there', async () => {
    const { service, calls } = serviceFor(
      null,
      {},
      { call: () => Promise.resolve({ kind: 'never-left', why: 'not called' }), close: () => {} },
    )
    for (const address of [
      'https://evilfal.run/x',
      'https://queue.fal.run.evil.com/x',
      'http://queue.fal.run/x',
    ]) {
      const outcome = await service.submit(address as typeof endpoint, {})
      expect(outcome.kind).toBe('not-sent')
    }
    expect(calls.filter(({ url }) => url.hostname !== 'queue.fal.run' || url.protocol !== 'https:')).toEqual(
      [],
    )
  })

  test('has a connection of its own, its own deadline, and the key', async () => {
    const { service, calls } = serviceFor(
      null,
      { submitMs: 1234 },
      { call: () => Promise.resolve({ kind: 'never-left', why: 'offline' }), close: () => {} },
    )
    await service.submit(endpoint, { ...textInput })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      method: 'POST',
      ownConnection: true,
      timeoutMs: 1234,
      headers: { authorization: 'Key a key' },
    })
    expect(calls[0]?.url.href).toBe(`https://queue.fal.run/${endpoint}`)
  })
})

describe('the status', () => {
  test('follows a request from the queue to its end', async () => {
    const clock = createHandClock()
    const standIn = await standInForTest({ clock, concurrency: 1, durationMs: 1000 })
    const { service } = serviceFor(standIn)
    await submitText(standIn, 1)
    await submitText(standIn, 2)
    const requestId = await submitText(standIn, 3)
    expect(await service.status(endpoint, requestId)).toEqual({ kind: 'queued', position: 1 })
    clock.advance(2000)
    expect(await service.status(endpoint, requestId)).toEqual({ kind: 'running' })
    clock.advance(1000)
    expect(await service.status(endpoint, requestId)).toEqual({ kind: 'completed' })
  })

  test.each<[string, Fault, object]>([
    ['a word that is new', { kind: 'amend', fields: { status: 'POLISHING' } }, { kind: 'running' }],
    [
      'a strange place in the queue',
      { kind: 'amend', fields: { status: 'IN_QUEUE', queue_position: 'first' } },
      { kind: 'queued', position: null },
    ],
    [
      'a failure',
      replies.failedJob('The runner died', 'runner_disconnected'),
      { kind: 'failed', failure: { code: 'fal/failed', detail: 'The runner died', cost: 'perhaps' } },
    ],
    [
      'a failure in an object',
      { kind: 'amend', fields: { status: 'COMPLETED', error: { why: 'x' } } },
      { kind: 'failed', failure: { detail: '{"why":"x"}' } },
    ],
    [
      'nothing known of it',
      replies.notFound(),
      { kind: 'unknown-request', failure: { code: 'fal/not-found' } },
    ],
    ['an empty body', { kind: 'reply', status: 200, body: '' }, { kind: 'no-answer' }],
    ['a page', replies.portal(), { kind: 'no-answer' }],
    [
      'a list',
      { kind: 'reply', status: 200, body: [] },
      { kind: 'no-answer', failure: { code: 'fal/unexpected' } },
    ],
    ['a bad key', replies.badKey(), { kind: 'no-answer', failure: { code: 'fal/bad-key' } }],
    [
      'too many questions',
      replies.busy(3),
      { kind: 'no-answer', failure: { code: 'fal/busy' }, retryAfterMs: 3000 },
    ],
    [
      'trouble',
      { kind: 'reply', status: 502 },
      { kind: 'no-answer', failure: { code: 'fal/failed' }, retryAfterMs: null },
    ],
    ['a reset', { kind: 'reset' }, { kind: 'no-answer', failure: { code: 'network/interrupted' } }],
    ['silence', { kind: 'silence' }, { kind: 'no-answer', failure: { code: 'network/timeout' } }],
  ])('hears %s for what it is', async (_, fault, expected) => {
    const standIn = await standInForTest({ durationMs: Infinity })
    const requestId = await submitText(standIn)
    const rule = standIn.script({ step: 'status', fault })
    expect(await serviceFor(standIn, { readMs: 400 }).service.status(endpoint, requestId)).toMatchObject(
      expected,
    )
    expect(rule.struck()).toBe(1)
    expect(standIn.journal.count('status')).toBe(1)
  })
})

describe('the result', () => {
  test('names the clip, and is kept as it came', async () => {
    const { standIn, requestId, result } = await finished()
    const url = `${standIn.origin}/clips/${requestId}/output.mp4`
    expect(result).toMatchObject({ kind: 'clip', url, answer: expect.stringContaining(url) as string })
  })

  test.each([
    ['1', 1],
    ['0', 0],
    ['5.5', 5.5],
    ['many', null],
    ['-1', null],
    ['', null],
  ])('tells the units that were billed where it says %j', async (said, billedUnits) => {
    const headers = { 'x-fal-billable-units': said }
    expect((await finished({ kind: 'amend', headers })).result).toMatchObject({ kind: 'clip', billedUnits })
    const refusal: Fault = { kind: 'reply', status: 422, body: { detail: 'No' }, headers }
    expect((await finished(refusal)).result).toMatchObject({ kind: 'failed', billedUnits })
  })

  test('says nothing of units where the service does not', async () => {
    expect((await finished()).result).toMatchObject({ kind: 'clip', billedUnits: null })
  })

  test.each<[string, Fault, object]>([
    [
      'a model error',
      replies.modelError('no_media_generated', 'No video'),
      {
        kind: 'failed',
        failure: { code: 'fal/rejected', detail: 'No video', cost: 'perhaps' },
        answer: expect.stringContaining('no_media_generated') as string,
      },
    ],
    [
      'a cancellation',
      replies.requestError(499, 'Cancelled', 'client_cancelled'),
      { kind: 'failed', failure: { detail: 'Cancelled' } },
    ],
    [
      'no clip',
      { kind: 'reply', status: 200, body: { images: [] } },
      { kind: 'failed', failure: { code: 'fal/unexpected', cost: 'perhaps' }, answer: '{"images":[]}' },
    ],
    [
      'a clip at no address',
      { kind: 'reply', status: 200, body: { video: { url: 'output.mp4' } } },
      { kind: 'failed', failure: { code: 'fal/unexpected' } },
    ],
    ['nothing any more', replies.notFound(), { kind: 'gone', failure: { code: 'fal/not-found' } }],
    ['504', { kind: 'reply', status: 504 }, { kind: 'no-answer', saysFailed: false }],
    [
      'a model error with 500',
      { kind: 'reply', status: 500, body: { detail: [{ type: 'internal_server_error' }] } },
      { kind: 'no-answer', saysFailed: true },
    ],
    [
      'a bad key',
      replies.badKey(),
      { kind: 'no-answer', saysFailed: false, failure: { code: 'fal/bad-key' } },
    ],
    [
      'a locked account',
      replies.locked(),
      { kind: 'no-answer', saysFailed: false, failure: { code: 'fal/locked' } },
    ],
    ['too many questions', replies.busy(2), { kind: 'no-answer', saysFailed: false, retryAfterMs: 2000 }],
    [
      '400',
      replies.requestError(400, 'Request is still in progress'),
      { kind: 'no-answer', saysFailed: true },
    ],
    ['a page', replies.portal(), { kind: 'no-answer', saysFailed: false }],
    [
      'a redirect',
      { kind: 'redirect', to: 'https://portal.example/' },
      { kind: 'no-answer', saysFailed: false },
    ],
    [
      'a page with 407',
      { kind: 'reply', status: 407, body: '<html>' },
      { kind: 'no-answer', saysFailed: false },
    ],
    ['50 MB of JSON', replies.hugeJson(50_000_000), { kind: 'no-answer', saysFailed: false }],
    ['an answer cut short', { kind: 'cut', atByte: 'half' }, { kind: 'no-answer', saysFailed: false }],
  ])('hears %s for what it is', async (_, fault, expected) => {
    const { result, standIn } = await finished(fault)
    expect(result).toMatchObject(expected)
    expect(standIn.journal.count('result')).toBe(1)
  })

  test('keeps no more of a strange answer than shows what it was', async () => {
    const { result } = await finished({ kind: 'reply', status: 200, body: { padding: 'x'.repeat(100_000) } })
    expect(result).toMatchObject({ kind: 'failed' })
    expect(JSON.stringify(result).length).toBeLessThan(5000)
  })
})

describe('a cancellation', () => {
  test.each<[string, Fault | null, string]>([
    ['is taken', null, 'requested'],
    ['is taken in vain', replies.cancelInVain(), 'requested'],
    ['comes too late', replies.alreadyCompleted(), 'already-completed'],
    ['names nothing known', replies.notFound(), 'unknown-request'],
    ['meets trouble', { kind: 'reply', status: 500 }, 'no-answer'],
    ['is lost', { kind: 'reset' }, 'no-answer'],
  ])('that %s is told so', async (_, fault, expected) => {
    const standIn = await standInForTest({ durationMs: Infinity })
    const requestId = await submitText(standIn)
    if (fault) standIn.script({ step: 'cancel', fault })
    expect(await serviceFor(standIn).service.cancel(endpoint, requestId)).toBe(expected)
  })
})

describe('an upload', () => {
  test('is put where the service says, without the key, and can be read there', async () => {
    const standIn = await standInForTest()
    const { service, calls } = serviceFor(standIn)
    const uploaded = await service.upload(png, 'image/png', 'a b.png')
    if (!uploaded.ok) throw new Error(uploaded.error.message)
    expect(uploaded.value).toMatch(new RegExp(`^${standIn.origin}/files/`))
    expect(Buffer.from(await (await fetch(uploaded.value)).arrayBuffer())).toEqual(tinyPng)
    expect(await service.isReadable(uploaded.value, png.byteLength)).toEqual({ ok: true, value: true })
    expect(await service.isReadable(uploaded.value, png.byteLength + 1)).toEqual({ ok: true, value: false })
    expect(standIn.journal.leaks()).toEqual([])
    expect(calls.filter(({ headers }) => 'authorization' in headers).map(({ method }) => method)).toEqual([
      'POST',
    ])
  })

  test.each<[string, 'initiate' | 'put', Fault, object]>([
    ['the account is locked', 'initiate', replies.locked(), { code: 'fal/locked', cost: 'nothing' }],
    ['the key is bad', 'initiate', replies.badKey(), { code: 'fal/bad-key' }],
    ['the file host is in trouble', 'put', { kind: 'reply', status: 503 }, { code: 'fal/failed' }],
    ['the way to it breaks', 'put', { kind: 'reset' }, { code: 'network/interrupted', cost: 'nothing' }],
    ['a page answers', 'initiate', replies.portal(), { code: 'fal/unexpected' }],
    [
      'the file would come from elsewhere',
      'initiate',
      { kind: 'amend', fields: { file_url: 'https://evil.example/a.png' } },
      { code: 'media/refused-address', cost: 'nothing' },
    ],
    [
      'the file would go elsewhere',
      'initiate',
      { kind: 'amend', fields: { upload_url: 'https://evil.example/a.png' } },
      { code: 'network/unreachable' },
    ],
  ])('fails where %s, and costs nothing', async (_, step, fault, error) => {
    const standIn = await standInForTest()
    standIn.script({ step, nth: 'every', fault })
    const { service } = serviceFor(standIn)
    expect(await service.upload(png, 'image/png', 'a.png')).toMatchObject({ ok: false, error })
    expect(standIn.journal.leaks()).toEqual([])
  })

  test.each<[string, Fault | null, object]>([
    ['is there', null, { ok: true, value: true }],
    ['is gone', { kind: 'reply', status: 404 }, { ok: true, value: false }],
    ['cannot be asked for now', { kind: 'reply', status: 503 }, { ok: false, error: { code: 'fal/failed' } }],
    ['cannot be asked for so often', replies.busy(1), { ok: false, error: { code: 'fal/busy' } }],
    ['is out of reach', { kind: 'reset' }, { ok: false, error: { code: 'network/interrupted' } }],
  ])('that %s is known to be', async (_, fault, expected) => {
    const standIn = await standInForTest()
    const { service } = serviceFor(standIn)
    const uploaded = await service.upload(png, 'image/png', 'a.png')
    if (fault) standIn.script({ step: 'read-upload', fault })
    expect(await service.isReadable(uploaded.ok ? uploaded.value : '', png.byteLength)).toMatchObject(
      expected,
    )
  })

  test('at a strange address is not even asked for', async () => {
    const { service, calls } = serviceFor(null)
    for (const address of ['https://evil.example/a.png', 'http://127.0.0.1:1/a.png', 'nonsense', ''])
      expect(await service.isReadable(address, 5)).toEqual({ ok: true, value: false })
    expect(calls).toEqual([])
  })
})

describe('the list of requests', () => {
  const allTime = [0, Date.now() + 1e9] as const

  test('has every page of it', async () => {
    const standIn = await standInForTest({ durationMs: 0, concurrency: 500 })
    const ids = await Promise.all(Array.from({ length: 205 }, (_, seed) => submitText(standIn, seed)))
    const { service } = serviceFor(standIn)
    const listed = await service.list(endpoint, ...allTime)
    if (!listed.ok) throw new Error(listed.error.message)
    expect(new Set(listed.value.map(({ requestId }) => requestId))).toEqual(new Set(ids))
    expect(listed.value).toHaveLength(205)
    expect(listed.value[0]).toMatchObject({
      input: { prompt: textInput.prompt },
      sentAtMs: expect.any(Number) as number,
    })
    expect(standIn.journal.count('lookup')).toBe(3)
    expect(await service.list('fal-ai/pika/v2.2/pikaframes', ...allTime)).toEqual({ ok: true, value: [] })
    expect(await service.list(endpoint, 0, 1000)).toEqual({ ok: true, value: [] })
  })

  test.each<[string, Fault, object]>([
    ['is not understood', { kind: 'reply', status: 200, body: { items: 5 } }, { code: 'fal/unexpected' }],
    [
      'is refused',
      {
        kind: 'reply',
        status: 403,
        body: { error: { type: 'authorization_error', message: 'An ADMIN key is required' } },
      },
      { code: 'fal/bad-key', detail: 'An ADMIN key is required' },
    ],
    ['meets trouble', { kind: 'reply', status: 502 }, { code: 'fal/failed' }],
    ['is lost', { kind: 'reset' }, { code: 'network/interrupted' }],
  ])('that %s is no list, not an empty one', async (_, fault, error) => {
    const standIn = await standInForTest()
    standIn.script({ step: 'lookup', fault })
    expect(await serviceFor(standIn).service.list(endpoint, ...allTime)).toMatchObject({ ok: false, error })
  })

  test('is asked of the service itself where there is no proxy', async () => {
    const { service, calls } = serviceFor(
      null,
      {},
      { call: () => Promise.resolve({ kind: 'never-left', why: 'offline' }), close: () => {} },
    )
    await service.list(endpoint, 0, 1000)
    expect(calls[0]?.url.href).toMatch(
      /^https:\/\/api\.fal\.ai\/v1\/models\/requests\/by-endpoint\?endpoint_id=fal-ai%2Fpika/,
    )
    expect(calls[0]?.headers).toMatchObject({ authorization: 'Key a key' })
  })
})
