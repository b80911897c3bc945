import { join } from 'node:path'
import { endpointIds, type EndpointId } from '../../../shared/domain/endpoints.ts'
import { isOpen } from '../../../shared/domain/jobs.ts'
import type { Shot, Take } from '../../../shared/domain/document.ts'
import type { IdSource, JobId } from '../../../shared/domain/ids.ts'
import type { KeyProfile } from '../../../shared/domain/keys.ts'
import type { PriceTable } from '../../../shared/domain/prices.ts'
import type { ReconcileEntry } from '../../../shared/domain/reconciliation.ts'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import { unrepeated } from '../fal/failures.ts'
import type { FalService, ListedRequest } from '../fal/service.ts'
import type { Job } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import type { Project } from '../project/project.ts'
import { adoptedOrder } from './adopted-order.ts'
import { compare, type Difference } from './compare.ts'
import { fetchRequest, fetchTakeAgain, type ClipFetching } from './fetch-clip.ts'

/** A difference between the ledger and fal.ai, and what fal.ai keeps of it. */
export interface Found extends Difference {
  readonly keeps: ReconcileEntry['keeps']
}

/** Holds the ledger against fal.ai's list of requests, and takes up what was paid for and never fetched. */
export interface Reconciler {
  /**
   * Compares what was sent between two moments (milliseconds since 1970; the second not included), and not longer than
   * 90 days ago. Asks, changes nothing, costs nothing. Failures: `network/…`, `fal/…`.
   */
  readonly look: (
    fromMs: number,
    toMs: number,
  ) => Promise<Result<{ readonly agreed: number; readonly found: readonly Found[] }>>
  /** The request of this id as fal.ai lists it. Failures: as `look`; `fal/not-found`. */
  readonly find: (requestId: string, endpoint: EndpointId | null) => Promise<Result<ListedRequest>>
  /**
   * Lets a job go on with a request that fal.ai has, or (`gone`) ends it as expired; both where its state allows it.
   * Gives the job as it is then. Failure: `input/invalid` where another job stands for the request, or for the take.
   */
  readonly takeUp: (
    id: JobId,
    requestId: string,
    keeps: ReconcileEntry['keeps'],
    projectFolder: string,
  ) => Result<Job>
  /** Makes a job for a request that none stands for, so that its clip becomes a take of this shot. Failure: `input/invalid`. */
  readonly adoptFor: (project: Project, shot: Shot, request: ListedRequest) => Result<Job>
  /** Fetches the clip of a request into the project's `exports/`, as no take of anything; see `fetchRequest`. */
  readonly download: (project: Project, request: ListedRequest) => Promise<Result<string>>
  /**
   * Fetches the clip of a take again that is gone from the disk; see `fetchTakeAgain`. The ledger remembers where fal.ai
   * keeps it no longer.
   */
  readonly fetchAgain: (project: Project, take: Take) => Promise<Result<unknown>>
}

/** How far fal.ai's clock and ours may be apart, and how long a request may take: its list goes by when they ended. */
const marginMs = 26 * 3_600_000
/** How far back fal.ai's list is asked for at most. */
const listedForMs = 90 * 86_400_000
const askedAtOnce = 4

export const createReconciler = (
  options: ClipFetching & {
    readonly service: Pick<FalService, 'list' | 'isReadable' | 'result'>
    readonly ledger: Ledger
    readonly ids: IdSource
    readonly prices: () => PriceTable
    readonly keyProfile: () => KeyProfile | null
  },
): Reconciler => {
  const { service, ledger, files, clock } = options

  const listAll = async (fromMs: number, toMs: number): Promise<Result<ListedRequest[]>> => {
    const all: ListedRequest[] = []
    for (const endpoint of endpointIds) {
      const listed = await service.list(endpoint, fromMs - marginMs, toMs + marginMs)
      if (!listed.ok) return { ok: false, error: notCompared(listed.error) }
      all.push(...listed.value)
    }
    return succeed(all)
  }

  const keepsOf = async ({ request, job }: Difference): Promise<ReconcileEntry['keeps']> => {
    if (!request) return job?.state === 'expired' ? 'gone' : 'unknown'
    if (request.clipUrl === null) return request.ended ? 'none' : 'under-way'
    const readable = await service.isReadable(request.clipUrl, null)
    return readable.ok ? (readable.value ? 'clip' : 'gone') : 'unknown'
  }

  return {
    look: async (fromMs, toMs) => {
      const nowMs = clock.now()
      const end = Math.min(toMs, nowMs + marginMs)
      const start = Math.max(fromMs, nowMs - listedForMs)
      const listed = await listAll(start, end)
      if (!listed.ok) return listed
      const jobs = ledger.sentBetween(start, end)
      const missing = await missingClips(jobs, files)
      const { agreed, differences } = compare({
        listed: listed.value,
        jobs,
        jobOf: ledger.ofRequest,
        isMissing: ({ id }) => missing.has(id),
        fromMs: start,
        toMs: end,
        nowMs,
      })
      const found: Found[] = []
      for (let at = 0; at < differences.length; at += askedAtOnce)
        found.push(
          ...(await Promise.all(
            differences
              .slice(at, at + askedAtOnce)
              .map(async (difference) => Object.assign({ keeps: await keepsOf(difference) }, difference)),
          )),
        )
      return succeed({ agreed, found })
    },

    find: async (requestId, endpoint) => {
      for (const asked of endpoint === null ? endpointIds : [endpoint]) {
        // By id, fal.ai looks 90 days back; the period would only narrow that.
        const nowMs = clock.now()
        const listed = await service.list(asked, nowMs - listedForMs, nowMs + marginMs, requestId)
        if (!listed.ok) return { ok: false, error: notCompared(listed.error) }
        const request = listed.value.find((one) => one.requestId === requestId)
        if (request) return succeed(request)
      }
      return fail(
        'fal/not-found',
        `fal.ai lists no request ${requestId} of this account. Check the id and whose key is in use.`,
        { requestId, cost: 'nothing' },
      )
    },

    takeUp: (id, requestId, keeps, projectFolder) => {
      const job = ledger.find(id)
      if (!job) return fail('input/not-found', 'The ledger has no such job.', { cost: 'nothing' })
      const nowMs = clock.now()
      if (keeps === 'gone') {
        if (job.state !== 'queued' && job.state !== 'running' && job.state !== 'downloading')
          return succeed(job)
        return moved(ledger.step(job, { to: 'expired', failure: noLongerKept(requestId) }, nowMs))
      }
      if (isOpen(job.state) && job.state !== 'uncertain') return succeed(job)
      if (job.state === 'succeeded') return succeed(job)
      // A take that ended as nothing gave its number back, and another may have it by now.
      const takeNumber =
        job.state === 'uncertain' ? {} : { takeNumber: ledger.nextTakeNumber(job.projectId, job.shotId) }
      const taken = moved(ledger.step(job, { to: 'queued', requestId, ...takeNumber }, nowMs))
      if (!taken.ok) return taken
      // An ended job is left behind when its project moves.
      ledger.relocate(job.projectId, projectFolder)
      return moved(ledger.find(id))
    },

    adoptFor: (project, shot, request) => {
      const { ids } = options
      const by = { ledger, ids, prices: options.prices(), keyProfile: options.keyProfile() }
      const order = adoptedOrder(request, shot, project.document, project.folder, by)
      const input = typeof request.input === 'object' && request.input ? { ...request.input } : {}
      return moved(ledger.adopt(order, { ...request, input }))
    },
    download: (project, request) => fetchRequest(project, request, options),
    fetchAgain: async (project, take) => {
      const fetched = await fetchTakeAgain(project, take, options)
      if (take.requestId !== null && (fetched.ok || fetched.error.code === 'fal/expired'))
        ledger.recordGone(take.requestId, fetched.ok ? null : fetched.error)
      return fetched
    },
  }
}

const moved = (job: Job | null): Result<Job> =>
  job
    ? succeed(job)
    : fail(
        'input/invalid',
        'Another job stands for this request, or for this take of the shot. Let that one end, and try again.',
        { cost: 'nothing' },
      )

/** Jobs whose clip was here: their project's folder is where it was, and the clip is not in it. */
const missingClips = async (jobs: readonly Job[], files: Pick<FileSystem, 'lstat'>): Promise<Set<JobId>> => {
  const isThere = async (path: string): Promise<boolean> => {
    try {
      await files.lstat(path)
      return true
    } catch (error) {
      if (errnoOf(error) === undefined) throw error
      return false
    }
  }
  const missing = new Set<JobId>()
  for (const { id, state, projectFolder, clipFile } of jobs)
    if (state === 'succeeded' && clipFile !== null) {
      const clips = join(projectFolder, 'clips')
      if ((await isThere(clips)) && !(await isThere(join(clips, clipFile)))) missing.add(id)
    }
  return missing
}

const notCompared = (failure: Failure): Failure => unrepeated(failure, 'the ledger was not compared')

const noLongerKept = (requestId: string): Failure => ({
  code: 'fal/expired',
  message: `fal.ai no longer has this clip; it keeps clips for about a week. Quote request ${requestId} to its support.`,
  requestId,
  cost: 'perhaps',
})
