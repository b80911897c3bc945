import { plannedSeconds } from '../../../shared/domain/board.ts'
import type { BoardDocument, EngineId, Quality, Shot, Take } from '../../../shared/domain/document.ts'
import type { IdSource, JobId } from '../../../shared/domain/ids.ts'
import { isOpen, type JobState } from '../../../shared/domain/jobs.ts'
import { requestFor } from '../../../shared/domain/plan.ts'
import { priceOf, type PriceTable } from '../../../shared/domain/prices.ts'
import type { JobView } from '../../../shared/views.ts'
import type { FakeEvents } from './events.ts'

/** Jobs that go through their states by a clock of their own. */
export interface FakeJobs {
  readonly all: () => readonly JobView[]
  readonly find: (id: JobId) => JobView | undefined
  readonly begin: (document: BoardDocument, shot: Shot, order: JobOrder) => JobView
  /** Puts a job into a state by hand, and tells of it. */
  readonly change: (id: JobId, patch: Partial<JobView>) => JobView | undefined
  /** Lets jobs go on, or holds them where they are. */
  readonly setRunning: (runs: boolean) => void
}

interface JobOrder {
  readonly quality: Quality
  readonly engine: EngineId
  readonly takeNumber: number
  readonly createdAtMs?: number
  readonly view?: Partial<JobView>
}

/** Milliseconds of one step of every job. */
const stepMs = 350
const order: readonly JobState[] = ['created', 'uploading', 'submitting', 'queued', 'running', 'downloading']
/** Part of a state that one step does. */
const pace: Partial<Record<JobState, number>> = { uploading: 0.34, running: 0.07, downloading: 0.25 }

export const createFakeJobs = (
  events: FakeEvents,
  ids: IdSource,
  prices: PriceTable,
  now: () => number,
  onFinished: (job: JobView, engine: Take['engine']) => void,
): FakeJobs => {
  const jobs = new Map<JobId, JobView>()
  let runs = true

  const change = (id: JobId, patch: Partial<JobView>) => {
    const before = jobs.get(id)
    if (!before) return undefined
    const job = { ...before, ...patch, updatedAtMs: now() }
    jobs.set(id, job)
    events.emit('job.changed', { job })
    return job
  }

  const goOn = (job: JobView) => {
    const part = pace[job.state] ?? 1
    const fraction = (job.fraction ?? 0) + part
    if (fraction < 1) return change(job.id, { fraction })
    const next = order[order.indexOf(job.state) + 1]
    if (next)
      return change(job.id, {
        state: next,
        fraction: pace[next] === undefined ? null : 0,
        queuePosition: next === 'queued' ? 2 : null,
        ...(next === 'queued' && { requestId: `req-${job.id.slice(4)}`, sentAtMs: now() }),
      })
    onFinished(job, job.engine)
    return change(job.id, {
      state: 'succeeded',
      fraction: null,
      clipFile: `${job.shotLabel}-take-${job.takeNumber}.mp4`,
    })
  }

  setInterval(() => {
    if (!runs) return
    for (const job of jobs.values())
      if (isOpen(job.state) && job.state !== 'uncertain' && !job.waitsFor) {
        if (job.cancelRequested) change(job.id, { state: 'cancelled', fraction: null })
        else goOn(job)
      }
  }, stepMs)

  return {
    all: () => [...jobs.values()],
    find: (id) => jobs.get(id),
    change,
    setRunning: (next) => {
      runs = next
    },
    begin: (document, shot, { quality, engine, takeNumber, createdAtMs = now(), view = {} }) => {
      const { endpoint, resolution } = requestFor(document, shot, quality)
      const seconds = plannedSeconds(shot)
      const price = priceOf(prices, endpoint, resolution, seconds)
      const job: JobView = {
        id: ids.job(),
        projectId: document.id,
        shotId: shot.id,
        shotLabel: shot.label,
        shotTitle: shot.title,
        takeNumber,
        engine,
        quality,
        endpoint,
        resolution,
        plannedMs: seconds * 1000,
        state: 'created',
        fraction: null,
        queuePosition: null,
        overdue: false,
        trouble: null,
        waitsFor: null,
        failure: null,
        priceMicroUsd: engine === 'rehearsal' ? 0 : price.known ? price.microUsd : null,
        requestId: null,
        clipFile: null,
        cancelRequested: false,
        createdAtMs,
        sentAtMs: null,
        updatedAtMs: createdAtMs,
        ...view,
      }
      jobs.set(job.id, job)
      events.emit('job.changed', { job })
      return job
    },
  }
}
