import type { JobId } from '../../shared/domain/ids.ts'
import type { JobView } from '../../shared/views.ts'
import { strings } from '../strings/en/index.ts'
import { jobName } from './job-words.ts'

/** What happened to jobs between two looks at them. Pure. */
export interface JobNews {
  readonly job: JobView
  readonly kind: 'done' | 'failed' | 'expired' | 'cancelled' | 'waits'
  /** The news as a sentence. */
  readonly text: string
}

type Jobs = ReadonlyMap<JobId, JobView>

/** What has ended, or begun to wait for the user. A job that was not known before is no news: it was found so. */
export const newsBetween = (before: Jobs, now: Jobs): readonly JobNews[] => {
  const news: JobNews[] = []
  for (const job of now.values()) {
    const was = before.get(job.id)
    if (!was || was === job) continue
    const kind = kindOf(was, job)
    if (kind) news.push({ job, kind, text: strings.jobs.said[kind](jobName(job)) })
  }
  return news
}

const ends = { succeeded: 'done', failed: 'failed', expired: 'expired', cancelled: 'cancelled' } as const

const kindOf = (was: JobView, job: JobView): JobNews['kind'] | null => {
  if (job.waitsFor && !was.waitsFor) return 'waits'
  if (was.state === job.state || !(job.state in ends)) return null
  return ends[job.state as keyof typeof ends]
}
