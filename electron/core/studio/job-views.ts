import type { JobView } from '../../../shared/views.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { JobEvent } from '../jobs/runner.ts'
import type { Job } from '../ledger/job.ts'

/** What there is to tell of a job beside the ledger's record. */
export type JobNews = Omit<JobEvent, 'job'> & { readonly waitsFor: Failure | null }

/** A job of which nothing is heard just now. */
export const noNews: JobNews = {
  overdue: false,
  fraction: null,
  queuePosition: null,
  trouble: null,
  waitsFor: null,
}

/** A job as windows see it. Its request, and so its prompt and image addresses, stay in the core. */
export const jobView = (job: Job, news: JobNews = noNews): JobView => ({
  id: job.id,
  projectId: job.projectId,
  shotId: job.shotId,
  shotLabel: job.shotLabel,
  shotTitle: job.shotTitle,
  takeNumber: job.takeNumber,
  engine: job.engine,
  quality: job.quality,
  endpoint: job.request.endpoint,
  resolution: job.resolution,
  plannedMs: job.plannedMs,
  state: job.state,
  fraction: news.fraction,
  queuePosition: news.queuePosition,
  overdue: news.overdue,
  trouble: news.trouble,
  waitsFor: news.waitsFor,
  failure: job.failure,
  priceMicroUsd: job.priceMicroUsd,
  requestId: job.engine === 'rehearsal' ? null : job.requestId,
  clipFile: job.clipFile,
  cancelRequested: job.cancelRequestedAtMs !== null,
  createdAtMs: job.createdAtMs,
  sentAtMs: job.sentAtMs,
  updatedAtMs: job.updatedAtMs,
})
