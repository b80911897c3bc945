import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createClipMaker } from './clips.ts'
import { createFaultScript } from './faults.ts'
import type { Fault, FaultRule, ScriptedFault } from './faults.ts'
import { createJobs } from './jobs.ts'
import type { Job } from './jobs.ts'
import { createJournal, waitUntil } from './journal.ts'
import type { Journal } from './journal.ts'
import { createMedia } from './media.ts'
import type { ClipFor } from './media.ts'
import { createPlatform, defaultPrices } from './platform.ts'
import type { PriceEntry } from './platform.ts'
import { createQueue } from './queue.ts'
import type { QueueHabits } from './queue.ts'
import { createStorage } from './storage.ts'
import { answerWith, deliver, distort, isObject, parseJson, readBody } from './wire.ts'
import type { Answer, Asked, Exchange } from './wire.ts'

/** How a stand-in behaves. Everything has a default. */
export interface StandInOptions extends Partial<QueueHabits> {
  /** The one key that is accepted. */
  readonly key?: string
  /** Port on 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number
  /** The clock that jobs run by and the journal is dated with. Pauses within an answer are always real. */
  readonly clock?: { readonly now: () => number }
  /** How many jobs of the account run at once (2, as for a new account). */
  readonly concurrency?: number
  /** How long a job runs, in milliseconds (50); `Infinity` never ends. */
  readonly durationMs?: number | ((job: Omit<Job, 'durationMs'>) => number)
  /** The clip of a job; without it a tiny MP4 of the right length. */
  readonly clipFor?: ClipFor
  /** Whether the list of requests holds those still under way (no). */
  readonly lookupShowsUnfinished?: boolean
  /** What the pricing API answers, by endpoint id. */
  readonly prices?: Readonly<Record<string, PriceEntry>>
  /** Tells intentions apart; without it, same endpoint and same input (seed included) are one intention. */
  readonly intentKeyOf?: (submit: { readonly endpoint: string; readonly input: unknown }) => string
  /** Makes request and upload ids. */
  readonly newId?: () => string
}

/** A running stand-in. */
export interface StandIn {
  /** Base address; uploads and clips live under it. */
  readonly origin: string
  /** The address to give to fal's client as `proxyUrl`. */
  readonly proxyUrl: string
  readonly key: string
  readonly journal: Journal
  readonly script: (rule: FaultRule) => ScriptedFault
  /** Resolves once the condition holds, which is tried every 10 ms; rejects with the journal's last lines otherwise. */
  readonly waitFor: (condition: (journal: Journal) => boolean, timeoutMs: number) => Promise<void>
  /** Goes offline: open connections are cut, new ones refused. Jobs run on. */
  readonly pause: () => Promise<void>
  /** Comes back on the same port. */
  readonly resume: () => Promise<void>
  /** Ends it, open connections included. May be called twice. */
  readonly close: () => Promise<void>
}

/** A key of the shape fal gives out, and worth nothing. */
export const standInKey = '00000000-0000-4000-8000-000000000000:0123456789abcdef0123456789abcdef'

/** Starts a stand-in for fal on loopback. */
export const startStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const {
    key = standInKey,
    port = 0,
    clock = Date,
    concurrency = 2,
    durationMs = 50,
    newId = randomUUID,
  } = options
  const { intentKeyOf = intentOf, refusals = 'at-submit', cancelStopsRunning = true } = options
  const { journal, append, beginDownload } = createJournal()
  const faults = createFaultScript()
  const now = () => clock.now()

  const server = createServer((request, response) => {
    void handle(request, response)
  })
  // Longer than any client keeps an idle connection: a race between the two would look like a scripted reset.
  server.keepAliveTimeout = 120_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port')
  const bound = address.port
  const origin = `http://127.0.0.1:${bound}`

  const jobs = createJobs(now, concurrency, typeof durationMs === 'function' ? durationMs : () => durationMs)
  const media = createMedia(origin, jobs, options.clipFor ?? createClipMaker())
  const storage = createStorage(origin, newId)
  const queue = createQueue(jobs, storage, media, newId, { refusals, cancelStopsRunning })
  const prices = options.prices ?? defaultPrices
  const platform = createPlatform(jobs, media, now, prices, options.lookupShowsUnfinished ?? false)
  const apis = new Map([
    ['https://queue.fal.run', queue],
    ['https://rest.fal.ai', storage.routeApi],
    ['https://api.fal.ai', platform],
  ])

  const route = (asked: Asked): Exchange => {
    if (asked.url.pathname !== '/proxy') {
      return storage.routeFiles(asked) ?? media.route(asked) ?? refusing(404, 'There is nothing here')
    }
    const url = URL.parse(asked.headers['x-fal-target-url'] ?? '')
    const api = url && apis.get(url.origin)
    if (!api) return refusing(412, 'The header x-fal-target-url must name a host of fal')
    const exchange = api({ ...asked, url })
    if (asked.headers['authorization'] === `Key ${key}`) return exchange
    return { ...exchange, perform: () => answerWith(401, { detail: 'No user found for Key ID and Secret' }) }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked: Asked = {
      method: request.method ?? '',
      url: URL.parse(request.url ?? '/', origin) ?? new URL(origin),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
    }
    const exchange = route(asked)
    const { step, endpoint } = exchange
    const fault = faults.strike(exchange)
    if (step === 'download' && asked.method === 'GET') response.once('close', beginDownload())

    const early = fault?.kind === 'reset' && fault.beforeReading
    const body = early ? undefined : await readBody(request)
    const genuine =
      body && takesEffect(fault)
        ? await Promise.resolve(exchange.perform(body, fault)).catch((cause: unknown) =>
            answerWith(500, String(cause)),
          )
        : unanswered
    const answer = distort(genuine, fault, asked.url.href)
    const isMute = !body || fault?.kind === 'reset' || fault?.kind === 'silence'

    const { authorization, ...headers } = asked.headers
    const input = step === 'submit' && body ? parseJson(body) : undefined
    append({
      at: now(),
      step,
      method: asked.method,
      status: isMute ? 0 : answer.status,
      authorization: authorization !== undefined,
      headers,
      endpoint,
      requestId: exchange.requestId ?? genuine.requestId,
      fault: fault?.kind,
      ...(step === 'submit' && {
        accepted: genuine.accepted ?? false,
        input,
        intentKey: intentKeyOf({ endpoint: endpoint ?? '', input }),
      }),
    })
    if (fault?.kind === 'reset') request.socket.resetAndDestroy()
    else if (!isMute) deliver(response, answer, fault)
  }

  const stop = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  return {
    origin,
    proxyUrl: `${origin}/proxy`,
    key,
    journal,
    script: faults.add,
    waitFor: (condition, timeoutMs) => waitUntil(journal, condition, timeoutMs),
    pause: stop,
    resume: async () => {
      if (server.listening) return
      server.listen(bound, '127.0.0.1')
      await once(server, 'listening')
    },
    close: stop,
  }
}

/** Stands for an answer that was never worked out. */
const unanswered: Answer = answerWith(0)

const refusing = (status: number, detail: string): Exchange => ({
  step: 'other',
  perform: () => answerWith(status, { detail }),
})

/** Whether a request struck by this fault is carried out all the same. */
const takesEffect = (fault: Fault | undefined): boolean => {
  if (fault?.kind === 'reply' || fault?.kind === 'reset' || fault?.kind === 'silence') {
    return fault.afterAccepting ?? false
  }
  return fault?.kind !== 'redirect'
}

const intentOf = ({ endpoint, input }: { readonly endpoint: string; readonly input: unknown }): string => {
  const inOrder = JSON.stringify(input, (_key, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(`${endpoint}\n${inOrder}`).digest('hex').slice(0, 16)
}
