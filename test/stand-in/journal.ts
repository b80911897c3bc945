import { setTimeout as pause } from 'node:timers/promises'

/** What a request to the stand-in is about. `other` is whatever it does not play, and is refused. */
export type Step =
  | 'submit'
  | 'status'
  | 'result'
  | 'cancel'
  | 'initiate'
  | 'put'
  | 'read-upload'
  | 'download'
  | 'lookup'
  | 'pricing'
  | 'billing'
  | 'other'

/** One request, as it was answered. Written at the moment the answer is decided, before its first byte. */
export interface JournalEvent {
  /** Milliseconds on the stand-in's clock. */
  readonly at: number
  readonly step: Step
  readonly method: string
  /** HTTP status of the answer; 0 where none was given. */
  readonly status: number
  /** Whether the request carried an Authorization header. Its value is not kept. */
  readonly authorization: boolean
  /** The request's headers, without Authorization. */
  readonly headers: Readonly<Record<string, string>>
  readonly endpoint?: string | undefined
  readonly requestId?: string | undefined
  /** For a submit: whether it made a job, which is to say, whether it costs money. */
  readonly accepted?: boolean | undefined
  /** For a submit: the body, where it could be parsed. */
  readonly input?: unknown
  /** For a submit: what tells one intention to spend from another. */
  readonly intentKey?: string | undefined
  /** The kind of fault that struck, if one did. */
  readonly fault?: string | undefined
}

/** One submit that made a job. */
export interface AcceptedSubmit {
  readonly at: number
  readonly requestId: string
  readonly endpoint: string
  readonly input: unknown
  readonly intentKey: string
}

/** Everything that was asked of the stand-in, in order: the truth about money. */
export interface Journal {
  readonly events: readonly JournalEvent[]
  /** All submits that made a job, whatever became of their answers. */
  readonly accepted: () => readonly AcceptedSubmit[]
  /** Accepted submits per intention: 2 or more means that something was paid for twice. */
  readonly acceptedPerIntent: () => ReadonlyMap<string, number>
  readonly count: (step: Step) => number
  /** What carried an image or asked for a clip. Prices may be asked for besides: they grow old, and that is free. */
  readonly sent: () => readonly JournalEvent[]
  /** Requests that took the key where it must never go: to an upload or media address. */
  readonly leaks: () => readonly JournalEvent[]
  /** The most status requests within any one second of the stand-in's clock. */
  readonly statusRatePerSecond: () => number
  /** The most clip downloads (GET) that were under way at the same moment. */
  readonly peakConcurrentDownloads: number
}

/** A journal, and the two ways to write in it. */
export interface JournalKeeper {
  readonly journal: Journal
  readonly append: (event: JournalEvent) => void
  /** Marks the start of a download; the function it returns marks the end. */
  readonly beginDownload: () => () => void
}

const sendingSteps: ReadonlySet<Step> = new Set(['initiate', 'put', 'submit'])
const keylessSteps: ReadonlySet<Step> = new Set(['put', 'read-upload', 'download'])

/** Starts an empty journal. */
export const createJournal = (): JournalKeeper => {
  const events: JournalEvent[] = []
  let downloads = 0
  let peakDownloads = 0

  const accepted = () =>
    events.flatMap(({ at, accepted: made, requestId = '', endpoint = '', input, intentKey = '' }) =>
      made ? [{ at, requestId, endpoint, input, intentKey }] : [],
    )

  return {
    journal: {
      events,
      accepted,
      acceptedPerIntent: () => {
        const counts = new Map<string, number>()
        for (const { intentKey } of accepted()) counts.set(intentKey, (counts.get(intentKey) ?? 0) + 1)
        return counts
      },
      count: (step) => events.filter((event) => event.step === step).length,
      sent: () => events.filter(({ step }) => sendingSteps.has(step)),
      leaks: () => events.filter((event) => event.authorization && keylessSteps.has(event.step)),
      statusRatePerSecond: () =>
        mostWithin(
          1000,
          events.filter((event) => event.step === 'status').map((event) => event.at),
        ),
      get peakConcurrentDownloads() {
        return peakDownloads
      },
    },
    append: (event) => {
      events.push(event)
    },
    beginDownload: () => {
      downloads += 1
      peakDownloads = Math.max(peakDownloads, downloads)
      return () => {
        downloads -= 1
      }
    },
  }
}

/** Resolves once the condition holds; rejects with the journal's last lines when it has not within `timeoutMs`. */
export const waitUntil = async (
  journal: Journal,
  condition: (journal: Journal) => boolean,
  timeoutMs: number,
): Promise<void> => {
  const deadline = performance.now() + timeoutMs
  while (!condition(journal)) {
    if (performance.now() >= deadline) {
      const last = journal.events
        .slice(-8)
        .map(({ step, status, fault = '' }) => `${step} ${status} ${fault}`)
      throw new Error(`Waited ${timeoutMs} ms in vain. Last requests:\n${last.join('\n')}`)
    }
    await pause(10)
  }
}

/** The most of these moments that lie within any window of this length. */
export const mostWithin = (windowMs: number, moments: readonly number[]): number => {
  const sorted = moments.toSorted((a, b) => a - b)
  let first = 0
  let most = 0
  for (const [index, moment] of sorted.entries()) {
    while (moment - (sorted[first] ?? moment) >= windowMs) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}
