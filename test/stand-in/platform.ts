import { z } from 'zod'
import type { Job, Jobs } from './jobs.ts'
import type { Media } from './media.ts'
import { answerWith } from './wire.ts'
import type { Answer, Asked, Exchange } from './wire.ts'

/** One entry of the pricing API; `unit_price` in dollars. */
export interface PriceEntry {
  readonly unit_price: number
  readonly unit: string
  readonly currency: string
}

const perVideo = (dollars: number): PriceEntry => ({ unit_price: dollars, unit: 'videos', currency: 'USD' })

/** Prices as fal's endpoint pages gave them in 2026-11, at 720p. */
export const defaultPrices: Readonly<Record<string, PriceEntry>> = {
  'fal-ai/pika/v2.2/pikaframes': { unit_price: 0.04, unit: 'seconds', currency: 'USD' },
  'fal-ai/pika/v2.2/pikascenes': perVideo(0.2),
  'fal-ai/pika/v2.2/image-to-video': perVideo(0.2),
  'fal-ai/pika/v2.2/text-to-video': perVideo(0.2),
  'fal-ai/pika/v2.1/image-to-video': perVideo(0.4),
  'fal-ai/pika/v2.1/text-to-video': perVideo(0.4),
  'fal-ai/pika/v2/turbo/image-to-video': perVideo(0.2),
  'fal-ai/pika/v2/turbo/text-to-video': perVideo(0.2),
}

const dayMs = 24 * 60 * 60 * 1000
const moment = z.iso.datetime({ offset: true }).or(z.iso.date()).transform(Date.parse)
const endpointList = z.array(z.string().min(1)).min(1).max(50)
const lookupSchema = z.strictObject({
  endpoint_id: endpointList,
  expand: z.literal('payloads').optional(),
  start: moment.optional(),
  end: moment.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.coerce.number().int().min(1).default(1),
  request_id: z.string().optional(),
})
type Lookup = z.infer<typeof lookupSchema>

/**
 * Plays api.fal.ai: prices, the list of requests, and the refusal that an ordinary key gets for billing events. A
 * parameter it does not play is refused. Times limit the list by when requests ended, as they sort it.
 * @param showUnfinished whether the list of requests holds those still under way; fal's pages do not say.
 */
export const createPlatform = (
  jobs: Jobs,
  media: Media,
  now: () => number,
  prices: Readonly<Record<string, PriceEntry>>,
  showUnfinished: boolean,
): ((asked: Asked) => Exchange) => {
  const pricing = (query: URLSearchParams): Answer => {
    const wanted = endpointList.safeParse(listed(query, 'endpoint_id'))
    if (!wanted.success) return refuse(400, 'validation_error', z.prettifyError(wanted.error))
    const unknown = wanted.data.find((id) => !Object.hasOwn(prices, id))
    if (unknown !== undefined) return refuse(404, 'not_found', `Endpoint not found: ${unknown}`)
    return answerWith(200, {
      prices: wanted.data.map((id) => Object.assign({ endpoint_id: id }, prices[id])),
      next_cursor: null,
      has_more: false,
    })
  }

  const lookup = async (query: URLSearchParams): Promise<Answer> => {
    const parsed = lookupSchema.safeParse({
      ...Object.fromEntries(query),
      endpoint_id: listed(query, 'endpoint_id'),
    })
    if (!parsed.success) return refuse(400, 'validation_error', z.prettifyError(parsed.error))
    const { cursor: page, limit, expand } = parsed.data
    const found = jobs
      .all()
      .filter((job) => (showUnfinished || job.endedAt !== undefined) && isWithin(job, parsed.data, now()))
      .toSorted((a, b) => sortMoment(b) - sortMoment(a))
    const hasMore = found.length > page * limit
    return answerWith(200, {
      items: await Promise.all(
        found
          .slice((page - 1) * limit, page * limit)
          .map(async (job) => Object.assign(entryOf(job), expand && (await payloadsOf(job)))),
      ),
      next_cursor: hasMore ? String(page + 1) : null,
      has_more: hasMore,
    })
  }

  const payloadsOf = async (job: Job) => ({
    json_input: job.input,
    json_output: job.endedAt === undefined ? null : (job.failure?.body ?? (await media.resultOf(job))),
  })

  return ({ method, url }) => {
    switch (`${method} ${url.pathname}`) {
      case 'GET /v1/models/pricing':
        return { step: 'pricing', perform: () => pricing(url.searchParams) }
      case 'GET /v1/models/requests/by-endpoint':
        return { step: 'lookup', perform: () => lookup(url.searchParams) }
      case 'GET /v1/models/billing-events':
        return {
          step: 'billing',
          perform: () => refuse(403, 'authorization_error', 'An ADMIN key is required'),
        }
      default:
        return { step: 'other', perform: () => refuse(404, 'not_found', `No ${method} ${url.pathname} here`) }
    }
  }
}

const refuse = (status: number, type: string, message: string): Answer =>
  answerWith(status, { error: { type, message } })

/** Values of a parameter that may be repeated or separated by commas. */
const listed = (query: URLSearchParams, name: string): string[] =>
  query.getAll(name).flatMap((value) => value.split(','))

const sortMoment = (job: Job): number => job.endedAt ?? Infinity

const isWithin = (job: Job, query: Lookup, now: number): boolean => {
  if (query.request_id !== undefined && query.request_id !== job.requestId) return false
  const start = query.start ?? now - (query.request_id === undefined ? 1 : 90) * dayMs
  const at = job.endedAt ?? now
  return (
    query.endpoint_id.includes(job.endpoint) && at >= start && (query.end === undefined || at < query.end)
  )
}

const entryOf = (job: Job) => ({
  request_id: job.requestId,
  endpoint_id: job.endpoint,
  sent_at: isoOf(job.sentAt),
  started_at: isoOf(job.startedAt),
  ended_at: isoOf(job.endedAt),
  status_code: job.endedAt === undefined ? null : (job.failure?.status ?? 200),
  duration: job.endedAt === undefined ? null : (job.endedAt - (job.startedAt ?? job.endedAt)) / 1000,
})

const isoOf = (ms: number | undefined): string | null =>
  ms === undefined ? null : new Date(ms).toISOString()
