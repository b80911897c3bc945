import type { AddressPolicy } from './addresses.ts'
import type { HttpCall, HttpCaller, HttpOutcome } from './http-call.ts'

/** Limits of patience, in milliseconds. */
export interface FalTiming {
  readonly connectMs: number
  /** For the paid POST. */
  readonly submitMs: number
  /** For everything that only reads. */
  readonly readMs: number
  readonly uploadMs: number
}

/** Longest answer of the service that is read. */
export const answerLimitBytes = 4 * 1024 * 1024

/** The value of a call, or the problem that `fetchOnce` threw. */
export const attempt = async <Value>(
  call: () => Promise<Value>,
): Promise<{ value: Value } | { problem: CallProblem }> => {
  try {
    return { value: await call() }
  } catch (error) {
    if (error instanceof CallProblem) return { problem: error }
    throw error
  }
}

/** Where the proxy convention puts the real address. */
export const targetHeader = 'x-fal-target-url'

/** Anything but a good answer. Without `code` and `cause`, so that the client sees nothing that it would repeat. */
export class CallProblem extends Error {
  readonly outcome: HttpOutcome
  constructor(outcome: HttpOutcome) {
    super('the call brought no good answer')
    this.outcome = outcome
  }
}

/**
 * A `fetch` for the client: one attempt, no redirects, bounded answers, allowed addresses only, and a `Response` only
 * for a 2xx answer that is JSON where JSON is due. Everything else is thrown as a `CallProblem`.
 * @param onAnswer told of each good answer of the service, since the client passes no headers on.
 */
export const createFetchOnce =
  (
    caller: HttpCaller,
    addresses: AddressPolicy,
    timing: FalTiming,
    onAnswer: (target: URL, outcome: HttpOutcome & { readonly kind: 'answered' }) => void = () => {},
  ) =>
  async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const headers = Object.fromEntries(new Headers(init.headers))
    const method = (init.method ?? 'GET').toUpperCase() as HttpCall['method']
    const target =
      addresses.proxyUrl && url.href === addresses.proxyUrl.href
        ? URL.parse(headers[targetHeader] ?? '')
        : url
    const isApi = target !== null && addresses.allowsApi(target)
    if (!isApi) {
      // A file's address: no key, and only where files may be.
      delete headers['authorization']
      if (headers[targetHeader] !== undefined || !addresses.allowsMedia(url))
        throw new CallProblem({ kind: 'never-left', why: 'the address is not one of the service' })
    }
    const isSubmit = isApi && method === 'POST' && target.hostname === 'queue.fal.run'
    const body = await bytesOf(init.body)
    const outcome = await caller.call({
      method,
      url,
      headers,
      ...(body && { body }),
      timeoutMs: isSubmit ? timing.submitMs : method === 'PUT' && !isApi ? timing.uploadMs : timing.readMs,
      connectTimeoutMs: timing.connectMs,
      maxBytes: answerLimitBytes,
      ownConnection: isSubmit,
      ...(init.signal && { signal: init.signal }),
    })
    if (outcome.kind !== 'answered' || outcome.status < 200 || outcome.status > 299)
      throw new CallProblem(outcome)
    if (isApi && parseJson(outcome.body) === undefined) throw new CallProblem(outcome)
    if (isApi) onAnswer(target, outcome)
    return new Response(outcome.body.length > 0 ? new Uint8Array(outcome.body) : null, {
      status: outcome.status,
      headers: { 'content-type': isApi ? 'application/json' : 'text/plain' },
    })
  }

const bytesOf = async (body: RequestInit['body']): Promise<Uint8Array | null> => {
  if (body === null || body === undefined) return null
  return new Uint8Array(await new Response(body).arrayBuffer())
}

/** JSON, or undefined where the bytes are none. */
export const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
