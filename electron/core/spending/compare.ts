import { isOpen } from '../../../shared/domain/jobs.ts'
import type { ReconcileEntry } from '../../../shared/domain/reconciliation.ts'
import { closestMatch } from '../fal/same-input.ts'
import type { ListedRequest } from '../fal/service.ts'
import type { Job } from '../ledger/job.ts'

/** One thing that is not as it should be, with both sides as they were read. */
export interface Difference {
  readonly kind: ReconcileEntry['kind']
  readonly request: ListedRequest | null
  readonly job: Job | null
}

/** How long a request that is not listed may yet turn up, in milliseconds: lists may leave out what has not ended. */
const listedLaterMs = 3_600_000

/**
 * Holds requests that fal.ai lists against the jobs of the ledger.
 * @param options.listed what fal.ai lists, of a longer period than is compared: its clock is not ours.
 * @param options.jobs jobs sent in the period; `jobOf` finds any other by its request.
 * @param options.isMissing whether the clip of a succeeded job is not in its folder any more.
 */
export const compare = (options: {
  readonly listed: readonly ListedRequest[]
  readonly jobs: readonly Job[]
  readonly jobOf: (requestId: string) => Job | null
  readonly isMissing: (job: Job) => boolean
  readonly fromMs: number
  readonly toMs: number
  readonly nowMs: number
}): { readonly agreed: number; readonly differences: readonly Difference[] } => {
  const { listed, jobs, jobOf, isMissing, fromMs, toMs, nowMs } = options
  const differences: Difference[] = []
  let agreed = 0
  const adopted = new Map<string, Job>()
  for (const job of jobs.filter(isLost)) {
    const request = closestMatch(listed, job, (id) => adopted.has(id) || jobOf(id) !== null)
    if (request) adopted.set(request.requestId, job)
    differences.push({ kind: request ? 'lost' : 'only-here', request, job })
  }

  const here = new Set(jobs.map(({ id }) => id))
  for (const request of listed) {
    if (adopted.has(request.requestId)) continue
    const job = jobOf(request.requestId)
    if (!job) {
      if (request.sentAtMs >= fromMs && request.sentAtMs < toMs)
        differences.push({ kind: 'only-fal', request, job: null })
      continue
    }
    if (!here.has(job.id)) continue
    if (job.state === 'succeeded' && isMissing(job)) differences.push({ kind: 'file-missing', request, job })
    else if (job.state !== 'succeeded' && request.clipUrl !== null)
      differences.push({ kind: 'not-fetched', request, job })
    else agreed++
  }

  const known = new Set(listed.map(({ requestId }) => requestId))
  for (const job of jobs) {
    if (job.requestId === null || known.has(job.requestId)) continue
    if (job.state === 'succeeded' && isMissing(job))
      differences.push({ kind: 'file-missing', request: null, job })
    else if (!isOpen(job.state) || nowMs - (job.sentAtMs ?? nowMs) > listedLaterMs)
      differences.push({ kind: 'only-here', request: null, job })
  }
  const momentOf = ({ request, job }: Difference) => job?.sentAtMs ?? request?.sentAtMs ?? 0
  return { agreed, differences: differences.toSorted((a, b) => momentOf(a) - momentOf(b)) }
}

/** Sent, and nobody knows what became of it: uncertain still, or given up by the user. */
const isLost = (job: Job): boolean =>
  job.requestId === null && job.input !== null && (job.state === 'uncertain' || job.state === 'cancelled')
