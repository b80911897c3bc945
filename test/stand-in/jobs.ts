import type { AcceptedInput, StandInEndpoint } from './schemas.ts'

/** One job of the account. */
export interface Job extends AcceptedInput {
  readonly requestId: string
  readonly endpoint: StandInEndpoint
  /** Place among all accepted submits, from 1. */
  readonly ordinal: number
  readonly sentAt: number
  readonly durationMs: number
  startedAt?: number
  endedAt?: number
  /** What the result address answers instead of a clip once the job has ended. */
  failure?: { readonly status: number; readonly body: Readonly<Record<string, unknown>> }
}

/** Where a job stands. fal has no state for failure: a failed job is completed too. */
export type JobState =
  | { readonly status: 'IN_QUEUE'; readonly position: number }
  | { readonly status: 'IN_PROGRESS' }
  | { readonly status: 'COMPLETED' }

/** The account's jobs on their timeline. */
export interface Jobs {
  readonly add: (job: Omit<Job, 'ordinal' | 'sentAt' | 'durationMs'>) => Job
  readonly find: (requestId: string) => Job | undefined
  readonly state: (job: Job) => JobState
  /** Ends a job that has not ended yet, with fal's error for a cancelled one. */
  readonly stop: (job: Job) => void
  /** All jobs, settled as of now. */
  readonly all: () => readonly Job[]
}

/**
 * Plays a queue without timers: whenever it is looked at, everything that should have happened by now has happened,
 * at the moment it should have.
 * @param now milliseconds on the stand-in's clock.
 * @param concurrency how many jobs run at once; the rest waits in order.
 */
export const createJobs = (
  now: () => number,
  concurrency: number,
  durationOf: (job: Omit<Job, 'durationMs'>) => number,
): Jobs => {
  const jobs = new Map<string, Job>()
  let waiting: Job[] = []
  let running: Job[] = []

  const fill = (at: number) => {
    while (running.length < concurrency) {
      const next = waiting.shift()
      if (!next) return
      next.startedAt = at
      running.push(next)
    }
  }
  const endOf = (job: Job) => (job.startedAt ?? Infinity) + job.durationMs
  const settle = () => {
    for (;;) {
      const next = running.toSorted((a, b) => endOf(a) - endOf(b))[0]
      if (!next || endOf(next) > now()) return
      next.endedAt = endOf(next)
      running = running.filter((job) => job !== next)
      fill(next.endedAt)
    }
  }

  return {
    add: (given) => {
      settle()
      const sent = { ...given, ordinal: jobs.size + 1, sentAt: now() }
      const job: Job = { ...sent, durationMs: durationOf(sent) }
      jobs.set(job.requestId, job)
      waiting.push(job)
      fill(job.sentAt)
      return job
    },
    find: (requestId) => jobs.get(requestId),
    state: (job) => {
      settle()
      if (job.endedAt !== undefined) return { status: 'COMPLETED' }
      if (job.startedAt !== undefined) return { status: 'IN_PROGRESS' }
      return { status: 'IN_QUEUE', position: waiting.indexOf(job) }
    },
    stop: (job) => {
      settle()
      if (job.endedAt !== undefined) return
      job.endedAt = now()
      job.failure = {
        status: 499,
        body: { detail: 'Request was cancelled by the client', error_type: 'client_cancelled' },
      }
      waiting = waiting.filter((other) => other !== job)
      running = running.filter((other) => other !== job)
      fill(job.endedAt)
    },
    all: () => {
      settle()
      return [...jobs.values()]
    },
  }
}
