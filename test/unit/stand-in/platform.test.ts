import { describe, expect, test } from 'vitest'
import { ask, createHandClock, standInForTest, submitText, textEndpoint, textInput } from './setting.ts'
import type { StandIn, StandInOptions } from '../../stand-in/server.ts'

const api = 'https://api.fal.ai/v1/models'

const lookUp = async (standIn: StandIn, query: Record<string, string>) => {
  const parameters = new URLSearchParams({ endpoint_id: textEndpoint, ...query })
  const response = await ask(standIn, `${api}/requests/by-endpoint?${parameters}`)
  return { status: response.status, body: await response.json() }
}

/** Three jobs of 1, 2 and 3 s, of which the first two are done. */
const threeJobs = async (options?: StandInOptions) => {
  const clock = createHandClock()
  const standIn = await standInForTest({
    clock,
    concurrency: 3,
    durationMs: ({ ordinal }) => ordinal * 1000,
    clipFor: () => Buffer.from('clip'),
    ...options,
  })
  const ids = [await submitText(standIn, 1), await submitText(standIn, 2), await submitText(standIn, 3)]
  const startedAt = clock.now()
  clock.advance(2500)
  return { standIn, clock, ids, startedAt }
}

describe('the list of requests', () => {
  test('holds what has ended, latest first, with the input as it was accepted', async () => {
    const { standIn, ids, startedAt } = await threeJobs()
    const { body } = await lookUp(standIn, { expand: 'payloads' })
    expect(body).toMatchObject({
      has_more: false,
      next_cursor: null,
      items: [
        { request_id: ids[1], json_input: { ...textInput, seed: 2 }, status_code: 200, duration: 2 },
        {
          request_id: ids[0],
          json_input: { ...textInput, seed: 1 },
          json_output: { video: { content_type: 'video/mp4' } },
          sent_at: new Date(startedAt).toISOString(),
          ended_at: new Date(startedAt + 1000).toISOString(),
        },
      ],
    })
    expect((await lookUp(standIn, {})).body.items[0]).not.toHaveProperty('json_input')
  })

  test('holds what is still under way where it is set to', async () => {
    const { standIn, ids } = await threeJobs({ lookupShowsUnfinished: true })
    const { body } = await lookUp(standIn, { expand: 'payloads' })
    expect(body.items).toHaveLength(3)
    expect(body.items[0]).toMatchObject({ request_id: ids[2], ended_at: null, status_code: null })
  })

  test('comes in pages', async () => {
    const { standIn, ids } = await threeJobs()
    const first = (await lookUp(standIn, { limit: '1' })).body
    expect([first.items[0].request_id, first.has_more]).toEqual([ids[1], true])
    const second = (await lookUp(standIn, { limit: '1', cursor: first.next_cursor })).body
    expect([second.items[0].request_id, second.has_more, second.next_cursor]).toEqual([ids[0], false, null])
  })

  test('is limited by start and end, the end excluded, and to the last day unless told otherwise', async () => {
    const { standIn, clock, ids, startedAt } = await threeJobs()
    const iso = (ms: number) => new Date(startedAt + ms).toISOString()
    const found = async (query: Record<string, string>) =>
      (await lookUp(standIn, query)).body.items.map((item: { request_id: string }) => item.request_id)
    expect(await found({ start: iso(1001) })).toEqual([ids[1]])
    expect(await found({ end: iso(2000) })).toEqual([ids[0]])
    expect(await found({ request_id: ids[0] ?? '' })).toEqual([ids[0]])
    clock.advance(25 * 60 * 60 * 1000)
    expect(await found({})).toEqual([])
    expect(await found({ start: iso(0) })).toHaveLength(3)
  })

  test.each([
    { limit: '101' },
    { limit: '0' },
    { start: 'yesterday' },
    { endpoint_id: '' },
    { sort: 'duration' },
  ])('refuses the senseless query %o', async (query) => {
    const standIn = await standInForTest()
    expect((await lookUp(standIn, query)).status).toBe(400)
  })
})

describe('the pricing', () => {
  test('gives what it was set to, and 404 for an endpoint without a price', async () => {
    const price = { unit_price: 0.25, unit: 'videos', currency: 'USD' }
    const standIn = await standInForTest({ prices: { [textEndpoint]: price } })
    const known = await ask(standIn, `${api}/pricing?endpoint_id=${textEndpoint}`)
    expect(await known.json()).toMatchObject({ prices: [{ endpoint_id: textEndpoint, ...price }] })
    expect((await ask(standIn, `${api}/pricing?endpoint_id=fal-ai/unknown`)).status).toBe(404)
  })

  test('has a price for every endpoint by default', async () => {
    const standIn = await standInForTest()
    const response = await ask(standIn, `${api}/pricing?endpoint_id=fal-ai/pika/v2.2/pikaframes`)
    expect(await response.json()).toMatchObject({ prices: [{ unit_price: 0.04, unit: 'seconds' }] })
  })
})

describe('billing events', () => {
  test('are refused to an ordinary key', async () => {
    const standIn = await standInForTest()
    expect((await ask(standIn, `${api}/billing-events?request_id=x`)).status).toBe(403)
    expect(standIn.journal.count('billing')).toBe(1)
  })
})
