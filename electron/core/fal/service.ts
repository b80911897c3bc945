import type { FalClient } from '@fal-ai/client'
import { z } from 'zod'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import type { EndpointId } from '../../../shared/domain/endpoints.ts'
import { requestIdSchema } from '../../../shared/domain/ids.ts'
import type { QuotedPrice } from '../../../shared/domain/price-refresh.ts'
import { platformUrl, uploadUrl, type AddressPolicy } from './addresses.ts'
import type { SubmitOutcome } from '../jobs/engine.ts'
import { failureOf, isModelError, unrepeated } from './failures.ts'
import {
  answerLimitBytes,
  attempt,
  createFetchOnce,
  parseJson,
  targetHeader,
  type FalTiming,
} from './fetch-once.ts'
import type { HttpCaller, HttpOutcome } from './http-call.ts'

/**
 * fal.ai, speaking our types. `@fal-ai/client` knows the addresses, headers and upload protocol; every request it
 * makes goes through `fetchOnce` below, which sends it once and turns whatever is not a good answer into an error
 * that the client does not repeat. (By itself the client repeats a paid POST up to three times; its `retry` option
 * does not reach `submit`.)
 */

/** The state of an accepted request. */
export type StatusOutcome =
  | { readonly kind: 'queued'; readonly position: number | null }
  | { readonly kind: 'running' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'unknown-request'; readonly failure: Failure }
  /** No usable answer this time; ask again. */
  | { readonly kind: 'no-answer'; readonly failure: Failure; readonly retryAfterMs: number | null }

/** The result of a completed request. `billedUnits`: as the service says in its own unit; null where it does not. */
export type ResultOutcome =
  | {
      readonly kind: 'clip'
      readonly url: string
      readonly answer: string
      readonly billedUnits: number | null
    }
  | {
      readonly kind: 'failed'
      readonly failure: Failure
      readonly answer: string
      readonly billedUnits: number | null
    }
  | { readonly kind: 'gone'; readonly failure: Failure }
  /** Read it again. `saysFailed`: the answer speaks of the job, not of the way to it; believed when it persists. */
  | {
      readonly kind: 'no-answer'
      readonly failure: Failure
      readonly retryAfterMs: number | null
      readonly saysFailed: boolean
    }

/** What came of asking to cancel. `requested`: it may still finish, and be charged. */
export type CancelOutcome = 'cancelled' | 'requested' | 'already-completed' | 'unknown-request' | 'no-answer'

/** A request as the service lists it. Times in milliseconds since 1970. */
export interface ListedRequest {
  readonly requestId: string
  readonly endpoint: EndpointId
  readonly sentAtMs: number
  /** Whether it has ended, as far as the list says. */
  readonly ended: boolean
  readonly input: unknown
  /** Address of its clip; null where it has none (yet). */
  readonly clipUrl: string | null
}

/** The service. Nothing here throws for what the service or the network does. */
export interface FalService {
  submit: (endpoint: EndpointId, input: Record<string, unknown>) => Promise<SubmitOutcome>
  status: (endpoint: EndpointId, requestId: string) => Promise<StatusOutcome>
  result: (endpoint: EndpointId, requestId: string) => Promise<ResultOutcome>
  cancel: (endpoint: EndpointId, requestId: string) => Promise<CancelOutcome>
  /** Stores a file and gives its public address. Costs nothing and may be repeated. */
  upload: (bytes: Uint8Array<ArrayBuffer>, contentType: string, name: string) => Promise<Result<string>>
  /** Whether a file (of `sizeBytes`, where that is known) can be read at its address now. */
  isReadable: (url: string, sizeBytes: number | null) => Promise<Result<boolean>>
  /**
   * Whether the key is accepted and its account open; costs nothing. Failures: `fal/bad-key`, `fal/locked`, `network/…`,
   * `fal/…` where the service is in trouble itself.
   */
  checkKey: () => Promise<Result<'accepted'>>
  /** The price that the service quotes for an endpoint; null where it quotes none. */
  price: (endpoint: EndpointId) => Promise<Result<QuotedPrice | null>>
  /**
   * Requests to an endpoint that ended between two moments (milliseconds since 1970), as far as the service lists them;
   * or the one of this id.
   */
  list: (
    endpoint: EndpointId,
    fromMs: number,
    toMs: number,
    requestId?: string,
  ) => Promise<Result<ListedRequest[]>>
}

export interface FalServiceOptions {
  readonly caller: HttpCaller
  readonly addresses: AddressPolicy
  /** The key, asked for at each call and kept nowhere. */
  readonly key: () => string | null
  readonly timing: FalTiming
}

// The raw answer is kept with a job that went wrong; this much of it is enough to see why.
const keptAnswerLength = 4000

// Answers about the caller or the moment, not about the job.
const passing = new Set([401, 403, 408, 429])

const queuePositionSchema = z.int().min(0).nullish()
const acceptedSchema = z.object({
  request_id: requestIdSchema,
  queue_position: queuePositionSchema.catch(null),
})
const statusSchema = z.object({
  status: z.string(),
  queue_position: queuePositionSchema.catch(null),
  error: z.unknown().optional(),
  error_type: z.string().optional(),
})
const resultSchema = z.object({ video: z.object({ url: z.url() }) })
const pricesSchema = z.object({
  prices: z.array(
    // What is no amount, or has no unit, is a price that nobody understands: the others hold all the same.
    z.object({
      endpoint_id: z.string().catch(''),
      unit_price: z.number().catch(Number.NaN),
      unit: z.string().catch(''),
      currency: z.string().catch(''),
    }),
  ),
})
const listedSchema = z.object({
  items: z.array(
    z.object({
      request_id: requestIdSchema,
      sent_at: z.string(),
      ended_at: z.string().nullish(),
      json_input: z.unknown(),
      json_output: z.unknown(),
    }),
  ),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
})

/** Connects the service. */
export const createFalService = ({ caller, addresses, key, timing }: FalServiceOptions): FalService => {
  // By request id, from the answer to the result's reading until it is understood.
  const billed = new Map<string, number | null>()
  const fetchOnce = createFetchOnce(caller, addresses, timing, (target, outcome) => {
    const [, requestId] = /\/requests\/([^/]+)$/.exec(target.pathname) ?? []
    if (requestId !== undefined) billed.set(requestId, billedUnitsOf(outcome))
  })
  // Loaded with the first request: the start of the program needs none.
  let connected: Promise<FalClient> | null = null
  const connect = async (): Promise<FalClient> => {
    const { createFalClient } = await import('@fal-ai/client')
    return createFalClient({
      // The key that the client would otherwise read from the environment is never used.
      credentials: () => key() ?? undefined,
      suppressLocalCredentialsWarning: true,
      fetch: fetchOnce,
      ...(addresses.proxyUrl && { proxyUrl: { url: addresses.proxyUrl.href, when: 'always' as const } }),
    })
  }
  const withClient = <Value>(call: (client: FalClient) => Promise<Value>) =>
    attempt(async () => call(await (connected ??= connect())))

  // For the calls that the client does not know. A body makes it a POST.
  const callApi = (url: URL, body?: unknown) => {
    const credentials = key()
    return attempt(() =>
      fetchOnce(addresses.proxyUrl ?? url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(credentials && { authorization: `Key ${credentials}` }),
          ...(addresses.proxyUrl && { [targetHeader]: url.href }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  }

  return {
    submit: async (endpoint, input) => {
      const answer = await withClient((client) => client.queue.submit(endpoint, { input }))
      if ('value' in answer) {
        const accepted = acceptedSchema.safeParse(answer.value)
        return accepted.success
          ? {
              kind: 'accepted',
              requestId: accepted.data.request_id,
              queuePosition: accepted.data.queue_position ?? null,
            }
          : { kind: 'uncertain', failure: lostAnswer('it holds no request id') }
      }
      return submitProblem(answer.problem.outcome)
    },

    status: async (endpoint, requestId) => {
      const answer = await withClient(
        (client) => client.queue.status(endpoint, { requestId }) as Promise<unknown>,
      )
      if ('problem' in answer) {
        const { outcome } = answer.problem
        if (outcome.kind === 'answered' && outcome.status === 404)
          return { kind: 'unknown-request', failure: failureOf(errorAnswer(outcome)) }
        return { kind: 'no-answer', ...noAnswer(outcome) }
      }
      const status = statusSchema.safeParse(answer.value)
      if (!status.success)
        return { kind: 'no-answer', failure: unexpected('its status is not understood'), retryAfterMs: null }
      if (status.data.error) {
        const body = { error: wordsOfError(status.data.error), error_type: status.data.error_type }
        return {
          kind: 'failed',
          failure: { ...failureOf({ status: 500, body, requestId }), cost: 'perhaps' },
        }
      }
      if (status.data.status === 'COMPLETED') return { kind: 'completed' }
      if (status.data.status === 'IN_QUEUE')
        return { kind: 'queued', position: status.data.queue_position ?? null }
      // A state this program does not know yet is still a job under way.
      return { kind: 'running' }
    },

    result: async (endpoint, requestId) => {
      const answer = await withClient(
        (client) => client.queue.result(endpoint, { requestId }) as Promise<{ data: unknown }>,
      )
      if ('problem' in answer) {
        const { outcome } = answer.problem
        if (outcome.kind === 'answered' && outcome.status === 404)
          return { kind: 'gone', failure: { ...failureOf(errorAnswer(outcome)), requestId } }
        // A failed job shows here as 422, a cancelled one as 499. Anything else is read again first: 5xx mostly, and
        // 401, 403 and 429 always, say nothing about the job.
        if (outcome.kind === 'answered' && (outcome.status === 422 || outcome.status === 499))
          return {
            kind: 'failed',
            failure: { ...failureOf(errorAnswer(outcome)), requestId },
            answer: kept(outcome.body),
            billedUnits: billedUnitsOf(outcome),
          }
        const body = outcome.kind === 'answered' ? parseJson(outcome.body) : undefined
        const saysFailed =
          outcome.kind === 'answered' &&
          outcome.status >= 400 &&
          !passing.has(outcome.status) &&
          // A page, or a redirect to one, is somebody else's answer: a hotel's, a company's.
          (outcome.status < 500 ? body !== undefined : isModelError(body))
        const { failure, retryAfterMs: waitMs } = noAnswer(outcome)
        return {
          kind: 'no-answer',
          failure: saysFailed ? failureOf(errorAnswer(outcome)) : failure,
          retryAfterMs: waitMs,
          saysFailed,
        }
      }
      const billedUnits = billed.get(requestId) ?? null
      billed.delete(requestId)
      const raw = JSON.stringify(answer.value.data) ?? ''
      const result = resultSchema.safeParse(answer.value.data)
      if (result.success)
        return {
          kind: 'clip',
          url: result.data.video.url,
          answer: raw.slice(0, keptAnswerLength),
          billedUnits,
        }
      const failure: Failure = {
        code: 'fal/unexpected',
        message: 'fal.ai says the clip is done but names no clip. Quote the request id to its support.',
        requestId,
        cost: 'perhaps',
      }
      return { kind: 'failed', failure, answer: raw.slice(0, keptAnswerLength), billedUnits }
    },

    cancel: async (endpoint, requestId) => {
      const answer = await withClient((client) => client.queue.cancel(endpoint, { requestId }))
      if ('value' in answer) return 'requested'
      const { outcome } = answer.problem
      if (outcome.kind !== 'answered') return 'no-answer'
      if (outcome.status === 400) return 'already-completed'
      if (outcome.status === 404) return 'unknown-request'
      return 'no-answer'
    },

    upload: async (bytes, contentType, name) => {
      const answer = await withClient((client) =>
        client.storage.upload(new File([bytes], name, { type: contentType })),
      )
      if ('problem' in answer) {
        return { ok: false, error: noAnswer(answer.problem.outcome).failure }
      }
      const url = URL.parse(answer.value)
      return url && addresses.allowsMedia(url)
        ? succeed(url.href)
        : fail(
            'media/refused-address',
            'fal.ai named a strange address for the uploaded image; nothing was sent.',
            { cost: 'nothing' },
          )
    },

    isReadable: async (address, sizeBytes) => {
      const url = URL.parse(address)
      if (!url || !addresses.allowsMedia(url)) return succeed(false)
      const outcome = await caller.call({
        method: 'HEAD',
        url,
        headers: {},
        timeoutMs: timing.readMs,
        connectTimeoutMs: timing.connectMs,
        maxBytes: answerLimitBytes,
        ownConnection: false,
      })
      if (outcome.kind !== 'answered' || outcome.status >= 500 || outcome.status === 429)
        return { ok: false, error: noAnswer(outcome).failure }
      const length = outcome.headers['content-length']
      const isOfSize = sizeBytes === null || length === undefined || Number(length) === sizeBytes
      return succeed(outcome.status === 200 && isOfSize)
    },

    list: async (endpoint, fromMs, toMs, requestId) => {
      const listed: ListedRequest[] = []
      let cursor: string | null = null
      do {
        const url = new URL(`${platformUrl}/models/requests/by-endpoint`)
        url.search = new URLSearchParams({
          endpoint_id: endpoint,
          expand: 'payloads',
          start: new Date(fromMs).toISOString(),
          end: new Date(toMs).toISOString(),
          limit: '100',
          ...(cursor && { cursor }),
          ...(requestId !== undefined && { request_id: requestId }),
        }).toString()
        const answer = await callApi(url)
        if ('problem' in answer) {
          return { ok: false, error: noAnswer(answer.problem.outcome).failure }
        }
        const page = listedSchema.safeParse(await answer.value.json())
        if (!page.success) return { ok: false, error: unexpected('its list of requests is not understood') }
        for (const item of page.data.items)
          listed.push({
            requestId: item.request_id,
            endpoint,
            ended: typeof item.ended_at === 'string',
            clipUrl: resultSchema.safeParse(item.json_output).data?.video.url ?? null,
            sentAtMs: Date.parse(item.sent_at),
            input: item.json_input,
          })
        cursor = page.data.has_more ? (page.data.next_cursor ?? null) : null
      } while (cursor !== null && listed.length < 10_000)
      return succeed(listed)
    },

    price: async (endpoint) => {
      const answer = await callApi(pricingUrl(endpoint))
      if ('problem' in answer) {
        const { outcome } = answer.problem
        if (outcome.kind === 'answered' && outcome.status === 404) return succeed(null)
        return { ok: false, error: unrepeated(noAnswer(outcome).failure, 'its prices stay as they were') }
      }
      const quoted = pricesSchema.safeParse(await answer.value.json())
      if (!quoted.success) return { ok: false, error: unexpected('its prices are not understood') }
      const price = quoted.data.prices.find(({ endpoint_id: id }) => id === endpoint)
      if (!price) return succeed(null)
      return succeed({ endpoint, unitPrice: price.unit_price, unit: price.unit, currency: price.currency })
    },

    checkKey: async () => {
      const known = await callApi(pricingUrl('fal-ai/pika/v2.2/text-to-video'))
      if ('problem' in known) return { ok: false, error: notChecked(known.problem.outcome) }
      // Prices may be read by a locked account; the right to upload is refused to it. Nothing is uploaded.
      const open = await callApi(new URL(uploadUrl), { content_type: 'image/png', file_name: 'check.png' })
      return 'problem' in open
        ? { ok: false, error: notChecked(open.problem.outcome) }
        : succeed('accepted' as const)
    },
  }
}

const pricingUrl = (endpoint: EndpointId): URL => {
  const url = new URL(`${platformUrl}/models/pricing`)
  url.searchParams.set('endpoint_id', endpoint)
  return url
}

type Answered = HttpOutcome & { kind: 'answered' }

const errorAnswer = (outcome: Answered) => ({
  status: outcome.status,
  body: parseJson(outcome.body),
  requestId: headerOf(outcome, 'x-fal-request-id'),
})

/** `X-Fal-Billable-Units`, where it is a number that can be meant. */
const billedUnitsOf = (outcome: Answered): number | null => {
  const units = Number(headerOf(outcome, 'x-fal-billable-units')?.trim() || Number.NaN)
  return units >= 0 && units <= 1_000_000 ? units : null
}

const headerOf = (outcome: Answered, name: string): string | null => {
  const value = outcome.headers[name]
  return typeof value === 'string' ? value : null
}

const retryAfterMs = (outcome: HttpOutcome): number | null => {
  if (outcome.kind !== 'answered') return null
  const value = headerOf(outcome, 'retry-after')
  if (value === null) return null
  const seconds = Number(value)
  // 0 asks for no pause, and none would hammer: our own holds then.
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : null
}

const lostAnswer = (why: string): Failure => ({
  code: 'render/unknown-outcome',
  message:
    'The request went out but no usable answer came back, so fal.ai may have accepted it. It is looked up, and not sent again by itself.',
  detail: why,
  cost: 'perhaps',
})

const unreachable = (why: string): Failure => ({
  code: 'network/unreachable',
  message: 'fal.ai cannot be reached. The shot waits and goes on by itself once there is a connection.',
  detail: why,
  cost: 'nothing',
})

const notChecked = (outcome: HttpOutcome): Failure =>
  unrepeated(noAnswer(outcome).failure, 'the key was not checked')

const unexpected = (why: string): Failure => ({
  code: 'fal/unexpected',
  message: 'fal.ai gave an answer that is not understood. It is asked again by itself.',
  detail: why,
  cost: 'nothing',
})

const submitProblem = (outcome: HttpOutcome): SubmitOutcome => {
  if (outcome.kind === 'never-left')
    return { kind: 'not-sent', failure: unreachable(outcome.why), retryAfterMs: null }
  if (outcome.kind === 'lost') return { kind: 'uncertain', failure: lostAnswer(outcome.why) }
  if (outcome.status === 429)
    return { kind: 'not-sent', failure: failureOf(errorAnswer(outcome)), retryAfterMs: retryAfterMs(outcome) }
  // Only a 4xx is the service's own word that it did not take the request: whatever stands between may make the rest.
  if (outcome.status >= 400 && outcome.status < 500 && outcome.status !== 408)
    return { kind: 'refused', failure: failureOf(errorAnswer(outcome)) }
  return {
    kind: 'uncertain',
    failure: lostAnswer(`answer ${outcome.status} of ${outcome.body.length} bytes`),
  }
}

const noAnswer = (outcome: HttpOutcome): { failure: Failure; retryAfterMs: number | null } => {
  if (outcome.kind === 'never-left') return { failure: unreachable(outcome.why), retryAfterMs: null }
  if (outcome.kind === 'lost') {
    const code = outcome.timedOut ? 'network/timeout' : 'network/interrupted'
    return { failure: { ...unreachable(outcome.why), code }, retryAfterMs: null }
  }
  return { failure: failureOfAnswer(outcome), retryAfterMs: retryAfterMs(outcome) }
}

const failureOfAnswer = (outcome: Answered): Failure => {
  if (outcome.status < 400) return unexpected(`answer ${outcome.status}`)
  const failure = failureOf(errorAnswer(outcome))
  // It says nothing of a clip: what was asked for is asked for again.
  return outcome.status >= 500
    ? {
        ...failure,
        message: `fal.ai has trouble of its own just now (${outcome.status}). It is asked again by itself.`,
      }
    : failure
}

const wordsOfError = (error: unknown): string =>
  typeof error === 'string' ? error : (JSON.stringify(error) ?? '')

const kept = (body: Buffer) => body.subarray(0, keptAnswerLength).toString('utf8')
