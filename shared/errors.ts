/**
 * Every failure the core can report, as a literal grouped by area. A failure is a value (`Result`), because Electron
 * keeps only a thrown error's message when it crosses the process boundary. Broken invariants are thrown instead.
 */
export const failureCodes = [
  // The program itself
  'app/broken',
  'app/unreachable',
  // What was asked for makes no sense
  'input/invalid',
  'input/not-found',
  // The project folder and its document
  'project/not-found',
  'project/exists',
  'project/damaged',
  'project/too-new',
  'project/locked',
  'project/read-only',
  'project/changed-outside',
  'project/refused',
  // Images and clips
  'media/unreadable',
  'media/unsupported',
  'media/too-large',
  'media/too-small',
  'media/missing',
  'media/outside-project',
  'media/not-a-clip',
  'media/gone',
  'media/refused-address',
  // The machine
  'disk/full',
  'disk/denied',
  'disk/failed',
  'ledger/unavailable',
  // The service, or the way to it
  'network/unreachable',
  'network/timeout',
  'network/interrupted',
  'fal/no-key',
  'fal/bad-key',
  'fal/locked',
  'fal/rejected',
  'fal/failed',
  'fal/busy',
  'fal/unclear',
  'fal/unexpected',
  'fal/not-found',
  'fal/expired',
  // Money
  'money/not-agreed',
  'money/over-budget',
  'money/price-unknown',
  'money/gate',
  // Rendering
  'render/not-ready',
  'render/failed',
  'render/cancelled',
  'render/unknown-outcome',
] as const

/** The code of one failure: `area/what`. */
export type FailureCode = (typeof failureCodes)[number]

/** What the failure may have cost: `nothing` is certain, `perhaps` says that the service may have charged for it. */
export type FailureCost = 'nothing' | 'perhaps'

/**
 * One expected failure, ready to be shown.
 * - `message`: what happened, as a sentence, followed by what to do next. Never holds a key, a signed URL or a prompt.
 * - `detail`: the service's own words, or the technical cause, verbatim.
 * - `requestId`: the service's id of the request, where there is one, to quote to its support.
 * - `field`: the input at fault, as a path such as `gaps.1.seconds`.
 */
export interface Failure {
  readonly code: FailureCode
  readonly message: string
  readonly detail?: string
  readonly requestId?: string
  readonly field?: string
  readonly cost?: FailureCost
}

/** A value, or the failure that stood in its way. */
export type Result<Value, Problem = Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Problem }

/** Wraps a value as a successful result. */
export const succeed = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
})

/** Wraps a failure as a result. `extra` carries the optional members of `Failure`. */
export const fail = (
  code: FailureCode,
  message: string,
  extra: Omit<Failure, 'code' | 'message'> = {},
): { readonly ok: false; readonly error: Failure } => ({ ok: false, error: { code, message, ...extra } })

/** Thrown where a `Failure` must cross code that speaks in exceptions; `asFailure` turns it back into the value. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** Closes a tagged union: the compiler refuses a case that was forgotten, and a value from outside is named. */
export const assertNever = (value: never): never => {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`)
}
