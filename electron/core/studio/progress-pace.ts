import { isOpen } from '../../../shared/domain/jobs.ts'
import type { JobId } from '../../../shared/domain/ids.ts'
import type { JobEvent } from '../jobs/runner.ts'
import type { Job } from '../ledger/job.ts'
import type { Clock } from '../ports.ts'

/**
 * How often windows hear of the progress of one job, in milliseconds. A download tells of every piece that comes in; a
 * board that is fetched at once would bury a window in thousands of events, and it would fall minutes behind.
 */
export const progressEveryMs = 250

type Told = Omit<JobEvent, 'job'> & { readonly job: Pick<Job, 'id' | 'state'> }

/**
 * Says whether windows are to hear of an event now: of everything that changes more than a fraction, and of a fraction
 * where the last was told at least `progressEveryMs` ago. What is left out is part of the next that is told.
 */
export const createProgressPace = (clock: Pick<Clock, 'monotonicMs'>): ((event: Told) => boolean) => {
  const told = new Map<JobId, { readonly standing: string; readonly atMs: number }>()
  return ({ job, fraction, ...rest }) => {
    const standing = JSON.stringify([job.state, fraction === null, rest])
    const atMs = clock.monotonicMs()
    const last = told.get(job.id)
    if (last?.standing === standing && atMs - last.atMs < progressEveryMs) return false
    if (isOpen(job.state)) told.set(job.id, { standing, atMs })
    else told.delete(job.id)
    return true
  }
}
