import type { Step } from './journal.ts'

/**
 * What can go wrong with one request. `afterAccepting` moves a fault from before to after the request has taken
 * effect: the job is made and costs money, but the caller is not told.
 */
export type Fault =
  /**
   * This answer instead of the genuine one. A body that is a string or a buffer is sent as it is, anything else as
   * JSON, and all of them claim to be JSON unless `headers` says otherwise. `''` is an empty body with that claim, no
   * body an empty one without.
   */
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string>>
      readonly afterAccepting?: boolean
    }
  /** The genuine answer with another status, with headers set, or with fields of its JSON body replaced. */
  | {
      readonly kind: 'amend'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly fields?: Readonly<Record<string, unknown>>
    }
  /** A 302 to this address; `itself` goes round in a circle. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** The connection is reset: after the body was read, unless told otherwise. */
  | { readonly kind: 'reset'; readonly beforeReading?: boolean; readonly afterAccepting?: boolean }
  /** No answer ever comes; the connection stays open. */
  | { readonly kind: 'silence'; readonly afterAccepting?: boolean }
  /** The genuine answer up to this byte of its body; then the connection closes, or hangs (`stall`). */
  | { readonly kind: 'cut'; readonly atByte: number | 'half'; readonly stall?: boolean }
  /** The genuine answer, so many bytes at a time. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /**
   * For `download` and `read-upload`: the file is another one (`bytes`), has another ETag, is served whole with 200
   * whatever range was asked for, or claims a wrong Content-Range.
   */
  | {
      readonly kind: 'file'
      readonly bytes?: Buffer
      readonly etag?: string
      readonly ignoreRange?: boolean
      readonly contentRange?: string
    }

/** When a fault strikes. */
export interface FaultRule {
  readonly step: Step
  /** The first matching request to strike, from 1 (the default); `every` strikes all of them. */
  readonly nth?: number | 'every'
  /** How many matching requests in a row to strike from the nth on: 1 unless told; `Infinity` for all the rest. */
  readonly times?: number
  /** Only requests for this endpoint, or for this request id. */
  readonly endpoint?: string
  readonly requestId?: string
  readonly fault: Fault
}

/** A rule in force. */
export interface ScriptedFault {
  /** How often it has struck: assert it, so that a test cannot pass because its fault never came. */
  readonly struck: () => number
  readonly remove: () => void
}

/** What the script needs to know of a request to find its fault. */
export interface Occurrence {
  readonly step: Step
  readonly endpoint?: string | undefined
  readonly requestId?: string | undefined
}

/** The faults in force. Of several that would strike the same request, the one scripted first does. */
export interface FaultScript {
  readonly add: (rule: FaultRule) => ScriptedFault
  /** Counts this request against every rule it matches, and gives the fault that strikes it. */
  readonly strike: (occurrence: Occurrence) => Fault | undefined
}

/** Starts an empty script. */
export const createFaultScript = (): FaultScript => {
  const entries = new Set<{ rule: FaultRule; seen: number; struck: number }>()
  return {
    add: (rule) => {
      const entry = { rule, seen: 0, struck: 0 }
      entries.add(entry)
      return { struck: () => entry.struck, remove: () => void entries.delete(entry) }
    },
    strike: (occurrence) => {
      const matching = [...entries].filter((entry) => matches(entry.rule, occurrence))
      for (const entry of matching) entry.seen += 1
      const due = matching.find((entry) => isDue(entry.rule, entry.seen))
      if (due) due.struck += 1
      return due?.rule.fault
    },
  }
}

const matches = (rule: FaultRule, { step, endpoint, requestId }: Occurrence): boolean =>
  rule.step === step &&
  (rule.endpoint === undefined || rule.endpoint === endpoint) &&
  (rule.requestId === undefined || rule.requestId === requestId)

const isDue = ({ nth = 1, times = 1 }: FaultRule, seen: number): boolean =>
  nth === 'every' || (seen >= nth && seen < nth + times)

/** fal's own unwelcome answers, ready to be scripted. Wording from its documentation and its public issue tracker. */
export const replies = {
  badKey: (): Fault => ({
    kind: 'reply',
    status: 401,
    body: { detail: 'No user found for Key ID and Secret' },
  }),
  locked: (): Fault => ({
    kind: 'reply',
    status: 403,
    body: { detail: 'User is locked. Reason: Exhausted balance' },
  }),
  busy: (retryAfterSeconds: number): Fault => ({
    kind: 'reply',
    status: 429,
    body: { detail: 'Too many requests' },
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  /** A model error of one type, such as `content_policy_violation`. */
  modelError: (
    type: string,
    msg = `Refused: ${type}`,
    loc: readonly (string | number)[] = ['body', 'prompt'],
  ): Fault => ({
    kind: 'reply',
    status: 422,
    body: { detail: [{ loc, msg, type }] },
  }),
  /** A request error: a sentence, and perhaps a type such as `runner_disconnected`. */
  requestError: (status: number, detail: string, errorType?: string): Fault => ({
    kind: 'reply',
    status,
    body: { detail, ...(errorType && { error_type: errorType }) },
  }),
  /** What a captive portal says to everything. */
  portal: (): Fault => ({
    kind: 'reply',
    status: 200,
    body: '<!doctype html><title>Sign in</title><p>Accept the terms to go online.</p>',
    headers: { 'content-type': 'text/html; charset=utf-8' },
  }),
  /** A valid JSON object of about this many bytes. */
  hugeJson: (bytes: number): Fault => ({
    kind: 'reply',
    status: 200,
    body: Buffer.concat([Buffer.from('{"padding":"'), Buffer.alloc(bytes, 'x'), Buffer.from('"}')]),
  }),
  /** A cancellation that is acknowledged and not carried out: the job completes all the same. */
  cancelInVain: (): Fault => ({ kind: 'reply', status: 202, body: { status: 'CANCELLATION_REQUESTED' } }),
  alreadyCompleted: (): Fault => ({ kind: 'reply', status: 400, body: { status: 'ALREADY_COMPLETED' } }),
  notFound: (): Fault => ({ kind: 'reply', status: 404, body: { status: 'NOT_FOUND' } }),
  /** On `status`: the job is over and has failed. */
  failedJob: (error: string, errorType: string): Fault => ({
    kind: 'amend',
    status: 200,
    fields: { status: 'COMPLETED', error, error_type: errorType },
  }),
} as const
