import type { Intent } from '../core/jobs/orders.ts'
import type { RunEnd } from '../core/jobs/runner.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import { systemClock } from '../core/clock.ts'
import type { Project } from '../core/project/open-project.ts'
import { need, type Context } from './context.ts'
import { jobFields } from './job-fields.ts'
import { createJobsView } from './jobs-view.ts'

/** How long another program that has just locked the project is given to put its jobs into the ledger. */
const patienceMs = 5000
const lookMs = 250

/**
 * Watches jobs that another program is running for the same intents, to their end. Null where it is not running them:
 * then the project is simply locked.
 */
export const joinJobs = async (
  context: Context,
  project: Project,
  intents: readonly Intent[],
): Promise<RunEnd[] | null> => {
  const { core, output, interrupted } = context
  const ledger = need(core.ledger())
  let found = need(core.standing(project, intents))
  for (
    let waitedMs = 0;
    found.includes(null) && waitedMs < patienceMs && !interrupted.aborted;
    waitedMs += lookMs
  ) {
    await systemClock.sleep(lookMs, interrupted)
    found = need(core.standing(project, intents))
  }
  let jobs = found.flatMap((job) => job ?? [])
  if (jobs.length < intents.length) return null

  output.note('Another Boardwright is making these takes; watching it.')
  const view = createJobsView(context, jobs)
  for (const job of jobs) output.event('job', jobFields(job))
  while (jobs.some((job) => isOpen(job.state) && job.state !== 'uncertain') && !interrupted.aborted) {
    await systemClock.sleep(lookMs, interrupted)
    jobs = jobs.map((job) => {
      const now = ledger.find(job.id) ?? job
      if (now.state !== job.state)
        view.onEvent({ job: now, overdue: false, fraction: null, queuePosition: null, trouble: null })
      return now
    })
  }
  view.end()
  return jobs.map((job) => ({ job, parked: job.failure }))
}
