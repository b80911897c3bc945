import { describe, expect, test } from 'vitest'
import { createFaultScript, replies } from '../../stand-in/faults.ts'
import type { Fault } from '../../stand-in/faults.ts'
import {
  ask,
  clipAddress,
  queueAddress,
  standInForTest,
  stockClient,
  submitText,
  textEndpoint,
  textInput,
  uploadPng,
} from './setting.ts'

const clip = Buffer.from('0123456789')
const post = { method: 'POST', body: JSON.stringify(textInput) }
const submitAddress = `${queueAddress}/${textEndpoint}`

const clipServer = async (fault: Fault, nth: number | 'every' = 1) => {
  const standIn = await standInForTest({ durationMs: 0, clipFor: () => clip })
  const url = clipAddress(standIn, await submitText(standIn))
  return { scripted: standIn.script({ step: 'download', nth, fault }), url, standIn }
}

describe('the fault script', () => {
  test('strikes the request it names and no other', () => {
    const script = createFaultScript()
    const second = script.add({ step: 'status', nth: 2, times: 2, requestId: 'a', fault: replies.busy(1) })
    const always = script.add({ step: 'status', nth: 'every', endpoint: 'e', fault: replies.portal() })
    const struck = ['a', 'a', 'b', 'a', 'a'].map(
      (requestId) => script.strike({ step: 'status', requestId })?.kind,
    )
    expect(struck).toEqual([undefined, 'reply', undefined, 'reply', undefined])
    expect(second.struck()).toBe(2)
    expect(always.struck()).toBe(0)
    expect(script.strike({ step: 'status', endpoint: 'e' })).toEqual(replies.portal())
    always.remove()
    expect(script.strike({ step: 'status', endpoint: 'e' })).toBeUndefined()
  })
})

describe('a submit', () => {
  test.each<[string, Fault, string]>([
    ['a reset', { kind: 'reset', afterAccepting: true }, 'fetch failed'],
    ['a truncated answer', { kind: 'cut', atByte: 'half' }, 'terminated'],
  ])('is accepted although %s hides it from the caller', async (_name, fault, words) => {
    const standIn = await standInForTest()
    standIn.script({ step: 'submit', fault })
    await expect(ask(standIn, submitAddress, post).then((response) => response.text())).rejects.toThrow(words)
    expect(standIn.journal.accepted()).toHaveLength(1)
  })

  test.each<[string, Fault, number, string]>([
    ['503', { kind: 'reply', status: 503, body: {}, afterAccepting: true }, 503, '{}'],
    [
      'invalid JSON',
      { kind: 'reply', status: 200, body: '{"request_id": "', afterAccepting: true },
      200,
      '{"request_id": "',
    ],
    ['an empty body', { kind: 'reply', status: 200, afterAccepting: true }, 200, ''],
  ])('is accepted although the caller hears %s', async (_name, fault, status, text) => {
    const standIn = await standInForTest()
    standIn.script({ step: 'submit', fault })
    const response = await ask(standIn, submitAddress, post)
    expect([response.status, await response.text()]).toEqual([status, text])
    expect(standIn.journal.accepted()).toHaveLength(1)
  })

  test.each<[string, Fault]>([
    ['before its body was read', { kind: 'reset', beforeReading: true }],
    ['after its body was read', { kind: 'reset' }],
  ])('is not accepted when the connection is reset %s', async (_name, fault) => {
    const standIn = await standInForTest()
    standIn.script({ step: 'submit', fault })
    await expect(ask(standIn, submitAddress, post)).rejects.toThrow('fetch failed')
    expect(standIn.journal.events).toMatchObject([
      { step: 'submit', accepted: false, status: 0, fault: 'reset' },
    ])
  })

  test.each<[string, Fault, number, string]>([
    ['fal is busy', replies.busy(3), 429, 'Too many requests'],
    ['the account is locked', replies.locked(), 403, 'User is locked. Reason: Exhausted balance'],
    ['the model objects', replies.modelError('content_policy_violation'), 422, 'content_policy_violation'],
    [
      'the runner is gone',
      replies.requestError(503, 'gone', 'runner_disconnected'),
      503,
      'runner_disconnected',
    ],
    ['a portal is in the way', replies.portal(), 200, '<!doctype html>'],
  ])('is not accepted when %s', async (_name, fault, status, words) => {
    const standIn = await standInForTest()
    const scripted = standIn.script({ step: 'submit', fault })
    const response = await ask(standIn, submitAddress, post)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(words)
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '3' : null)
    expect(scripted.struck()).toBe(1)
    expect(standIn.journal.accepted()).toEqual([])
  })

  test('may never be answered, accepted or not', async () => {
    const standIn = await standInForTest()
    standIn.script({ step: 'submit', fault: { kind: 'silence' } })
    standIn.script({ step: 'submit', fault: { kind: 'silence', afterAccepting: true }, nth: 2 })
    for (const accepted of [0, 1]) {
      const stop = new AbortController()
      const call = ask(standIn, submitAddress, { ...post, signal: stop.signal })
      await standIn.waitFor((journal) => journal.count('submit') === accepted + 1, 2000)
      stop.abort()
      await expect(call).rejects.toThrow('aborted')
      expect(standIn.journal.accepted()).toHaveLength(accepted)
    }
  })
})

describe('a status', () => {
  test.each<[string, Fault, object]>([
    [
      'a failed job',
      replies.failedJob('No media', 'no_media_generated'),
      { status: 'COMPLETED', error: 'No media' },
    ],
    ['an unknown word', { kind: 'amend', fields: { status: 'PONDERING' } }, { status: 'PONDERING' }],
    [
      'a very long queue',
      { kind: 'amend', fields: { status: 'IN_QUEUE', queue_position: 12_000 } },
      { status: 'IN_QUEUE', queue_position: 12_000 },
    ],
  ])('can be made to tell of %s', async (_name, fault, words) => {
    const standIn = await standInForTest({ durationMs: Infinity })
    const requestId = await submitText(standIn)
    standIn.script({ step: 'status', requestId, fault })
    const status = await stockClient(standIn).queue.status(textEndpoint, { requestId })
    expect(status).toMatchObject({ request_id: requestId, ...words })
  })
})

describe('a result', () => {
  test('can be made to lack the address of the clip, or to be huge', async () => {
    const standIn = await standInForTest({ durationMs: 0, clipFor: () => clip })
    const job = `${queueAddress}/fal-ai/pika/requests/${await submitText(standIn)}`
    standIn.script({ step: 'result', fault: { kind: 'amend', fields: { video: {} } } })
    standIn.script({ step: 'result', nth: 2, fault: replies.hugeJson(2_000_000) })
    expect(await (await ask(standIn, job)).json()).toMatchObject({ video: {} })
    const huge = await (await ask(standIn, job)).text()
    expect(huge.length).toBeGreaterThan(2_000_000)
    expect(() => JSON.parse(huge) as unknown).not.toThrow()
  })
})

describe('a download', () => {
  test('can stop half-way, after the bytes before have arrived', async () => {
    const { url } = await clipServer({ kind: 'cut', atByte: 4 })
    const reader = (await fetch(url)).body?.getReader()
    const first = await reader?.read()
    expect(Buffer.from(first?.value ?? []).toString()).toBe('0123')
    await expect(reader?.read()).rejects.toThrow('terminated')
  })

  test('can stop before its first byte', async () => {
    const { url } = await clipServer({ kind: 'cut', atByte: 0 })
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow('terminated')
  })

  test('can drip, and is complete in the end', async () => {
    const { url } = await clipServer({ kind: 'drip', bytes: 3, everyMs: 5 })
    expect(await (await fetch(url)).text()).toBe('0123456789')
  })

  test('can lead elsewhere, or round in a circle', async () => {
    const { url, standIn, scripted } = await clipServer({
      kind: 'redirect',
      to: 'http://evil.example/clip.mp4',
    })
    const elsewhere = await fetch(url, { redirect: 'manual' })
    expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([
      302,
      'http://evil.example/clip.mp4',
    ])
    expect(scripted.struck()).toBe(1)
    standIn.script({ step: 'download', nth: 'every', fault: { kind: 'redirect', to: 'itself' } })
    await expect(fetch(url)).rejects.toThrow('fetch failed')
    expect(standIn.journal.count('download')).toBeGreaterThan(10)
  })

  test('can be nothing at all, or something else than a clip', async () => {
    const { url, standIn } = await clipServer({ kind: 'reply', status: 200 })
    expect(await (await fetch(url)).text()).toBe('')
    standIn.script({ step: 'download', fault: { kind: 'reply', status: 200, body: Buffer.from('PNG') } })
    expect(await (await fetch(url)).text()).toBe('PNG')
  })
})

describe('an upload', () => {
  test('can be refused when it is announced, and lost when it is sent', async () => {
    const standIn = await standInForTest()
    const fal = stockClient(standIn)
    standIn.script({ step: 'initiate', fault: replies.locked() })
    await expect(uploadPng(fal)).rejects.toMatchObject({ status: 403 })
    standIn.script({ step: 'put', fault: { kind: 'reset' } })
    await expect(uploadPng(fal)).rejects.toThrow('fetch failed')
    standIn.script({ step: 'put', fault: { kind: 'reply', status: 503 }, nth: 2 })
    expect((await fetch(await uploadPng(fal))).status).toBe(200)
    await expect(uploadPng(fal)).rejects.toMatchObject({ status: 503 })
  })

  test('can vanish after it was taken', async () => {
    const standIn = await standInForTest()
    standIn.script({ step: 'read-upload', fault: { kind: 'reply', status: 404 } })
    expect((await fetch(await uploadPng(stockClient(standIn)), { method: 'HEAD' })).status).toBe(404)
  })

  test('is not taken when it needs more than one part', async () => {
    const standIn = await standInForTest()
    const large = new File([Buffer.alloc(91 * 1024 * 1024)], 'large.png', { type: 'image/png' })
    await expect(stockClient(standIn).storage.upload(large)).rejects.toMatchObject({ status: 501 })
  })
})

describe('the connection', () => {
  test('can be lost and come back on the same port, while the jobs run on', async () => {
    const standIn = await standInForTest({ durationMs: 0, clipFor: () => clip })
    const requestId = await submitText(standIn)
    await standIn.pause()
    await expect(fetch(standIn.origin)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await standIn.resume()
    expect(await (await fetch(clipAddress(standIn, requestId))).text()).toBe('0123456789')
  })

  test('ends with the stand-in, even where an answer is still owed', async () => {
    const standIn = await standInForTest()
    standIn.script({ step: 'submit', fault: { kind: 'silence' } })
    const outcome = ask(standIn, submitAddress, post).then(
      () => 'answered',
      () => 'cut off',
    )
    await standIn.waitFor((journal) => journal.count('submit') === 1, 2000)
    await standIn.close()
    await standIn.close()
    expect(await outcome).toBe('cut off')
  })
})
