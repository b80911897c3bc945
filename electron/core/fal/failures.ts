import { z } from 'zod'
import { requestFieldWords } from '../../../shared/domain/request-fields.ts'
import type { Failure } from '../../../shared/errors.ts'

/**
 * From the service's answers to failures of our own. The service's words are kept verbatim in `detail`; the client
 * would drop them (it shows `statusText`). Sources: fal.ai's error reference, read 2026-11.
 */

/** A non-2xx answer, or a 2xx one that reports an error. */
export interface ErrorAnswer {
  readonly status: number
  readonly body: unknown
  readonly requestId: string | null
}

const fieldErrorSchema = z.object({
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
  msg: z.string().catch(''),
  type: z.string().catch(''),
})

const bodySchema = z.object({
  detail: z
    .union([z.string(), z.array(fieldErrorSchema)])
    .optional()
    .catch(undefined),
  // Text from the queue, an object from the platform API.
  error: z
    .union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)])
    .optional()
    .catch(undefined),
  error_type: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
})

const retryableTypes = new Set([
  'internal_server_error',
  'generation_timeout',
  'downstream_service_error',
  'downstream_service_unavailable',
])

const detailLimit = 2000

/** The service's own words in an answer, bounded; '' where it has none. */
export const wordsOf = (body: unknown): string => {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) return typeof body === 'string' ? body.slice(0, detailLimit) : ''
  const { detail, error, message } = parsed.data
  const words =
    typeof detail === 'string' ? detail : (detail?.map((issue) => issue.msg || issue.type).join('; ') ?? '')
  return (words || error || message || '').slice(0, detailLimit)
}

/** Whether a failed job is worth rendering again unchanged. */
export const isWorthRepeating = (body: unknown): boolean => {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) return false
  const { detail, error_type } = parsed.data
  if (error_type !== undefined && retryableTypes.has(error_type)) return true
  return Array.isArray(detail) && detail.some((issue) => retryableTypes.has(issue.type))
}

/** Whether an answer is a model's own error (`detail` is a list), rather than trouble on the way to it. */
export const isModelError = (body: unknown): boolean => {
  const parsed = bodySchema.safeParse(body)
  return parsed.success && Array.isArray(parsed.data.detail) && parsed.data.detail.length > 0
}

/** The failure that an answer means. Never repeats the request's own text. */
export const failureOf = ({ status, body, requestId }: ErrorAnswer): Failure => {
  const words = wordsOf(body)
  const extra = { ...(words && { detail: words }), ...(requestId && { requestId }) }
  const nothing = { ...extra, cost: 'nothing' as const }
  const perhaps = { ...extra, cost: 'perhaps' as const }
  if (status === 401)
    return {
      code: 'fal/bad-key',
      message: 'fal.ai does not accept the key. Store a valid key, then go on.',
      ...nothing,
    }
  if (status === 403 && /locked|balance|exhausted/i.test(words))
    return {
      code: 'fal/locked',
      message: `fal.ai has locked the account: “${words}”. Top it up at fal.ai, then go on.`,
      ...nothing,
    }
  if (status === 403)
    return {
      code: 'fal/bad-key',
      message: 'fal.ai refuses this key. Check what the key is allowed to do, then go on.',
      ...nothing,
    }
  if (status === 404)
    return { code: 'fal/not-found', message: 'fal.ai does not know this request.', ...nothing }
  if (status === 429)
    return { code: 'fal/busy', message: 'fal.ai is busy; the shot waits its turn.', ...nothing }
  if (status === 422) {
    const field = fieldOf(body)
    return {
      code: 'fal/rejected',
      message: `fal.ai rejected the shot${field ? ` (${requestFieldWords(field)})` : ''}${ended(words)} ${
        isWorthRepeating(body) ? 'Trying again may help.' : 'Change the shot before trying again.'
      }`,
      ...(field && { field }),
      ...perhaps,
    }
  }
  if (status >= 400 && status < 500)
    return {
      code: 'fal/rejected',
      message: `fal.ai rejected the request (${status})${ended(words)}`,
      ...nothing,
    }
  // 5xx is never charged (fal.ai's billing page).
  return {
    code: 'fal/failed',
    message: `fal.ai could not make the clip${words ? ended(words) : ` (${status}).`} Try again.`,
    ...nothing,
  }
}

/**
 * A failure of what was asked once, by hand: nothing waits for a connection or for the service, as a shot would.
 * @param outcome what that comes to, as the end of a sentence: "the key was not checked".
 */
export const unrepeated = (failure: Failure, outcome: string): Failure => {
  if (failure.code === 'fal/bad-key' || failure.code === 'fal/locked') return failure
  const what = failure.code.startsWith('network/')
    ? 'fal.ai cannot be reached'
    : 'fal.ai gives no usable answer'
  return { ...failure, message: `${what}, so ${outcome}. Try again later.`, cost: 'nothing' }
}

/** The service's words as the end of a sentence, which may have its full stop already. */
const ended = (words: string): string =>
  words === '' ? '.' : /[.!?…]$/.test(words) ? `: ${words}` : `: ${words}.`

/** The input field that an answer finds fault with, as a path such as `transitions.0.duration`; '' where it names none. */
export const fieldOf = (body: unknown): string => {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success || !Array.isArray(parsed.data.detail)) return ''
  const loc = parsed.data.detail[0]?.loc ?? []
  return (loc[0] === 'body' ? loc.slice(1) : loc).join('.')
}
