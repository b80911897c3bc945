import { join } from 'node:path'
import { formatUsd, microUsdPerUsd } from '../../shared/domain/prices.ts'
import type { Failure } from '../../shared/errors.ts'
import type { RunEnd } from '../core/jobs/runner.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { Job } from '../core/ledger/job.ts'
import type { Project } from '../core/project/open-project.ts'
import type { Context } from './context.ts'
import { exitCodes, exitCodeOf, type ExitCode } from './exit-codes.ts'
import { createJobsView } from './jobs-view.ts'
import { nameOf } from './shots.ts'

/** What a command that ran jobs reports at its end. */
export interface JobsSummary {
  readonly succeeded: number
  readonly failed: number
  readonly uncertain: number
  /** Jobs that are open still, uncertain ones aside: unsent, or left running at fal.ai. */
  readonly waiting: number
  readonly spentUsd: number
  /** Paths of the clips, in the order of the jobs. */
  readonly clips: readonly string[]
}

/** Runs jobs of open projects to their ends, showing how they come on; an interruption stops it, jobs stay resumable. */
export const watchJobs = async (
  context: Context,
  runs: readonly { job: Job; project: Project }[],
): Promise<RunEnd[]> => {
  const { core, interrupted } = context
  const view = createJobsView(
    context,
    runs.map(({ job }) => job),
  )
  const stopListening = core.onJob(view.onEvent)
  const stop = () => void core.close()
  if (interrupted.aborted) stop()
  else interrupted.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.all(runs.map(({ job, project }) => core.run(job, project)))
  } finally {
    interrupted.removeEventListener('abort', stop)
    stopListening()
    view.end()
  }
}

/** Counts what came of jobs. */
export const summarise = (jobs: readonly Job[]): JobsSummary => {
  const spentMicroUsd = jobs.reduce((sum, job) => sum + (mayHaveCost(job) ? (job.priceMicroUsd ?? 0) : 0), 0)
  return {
    succeeded: jobs.filter((job) => job.state === 'succeeded').length,
    failed: jobs.filter(
      (job) => job.state === 'failed' || job.state === 'cancelled' || job.state === 'expired',
    ).length,
    uncertain: jobs.filter((job) => job.state === 'uncertain').length,
    waiting: jobs.filter((job) => isOpen(job.state) && job.state !== 'uncertain').length,
    spentUsd: spentMicroUsd / microUsdPerUsd,
    clips: jobs.flatMap((job) =>
      job.state === 'succeeded' && job.clipFile !== null
        ? [join(job.projectFolder, 'clips', job.clipFile)]
        : [],
    ),
  }
}

// Accepted, and not known to be free: what succeeded, runs, or failed with a perhaps.
const mayHaveCost = (job: Job) =>
  job.engine === 'fal' &&
  job.requestId !== null &&
  !(job.state === 'failed' && job.failure?.cost === 'nothing')

/** Says how jobs ended, and ends the command with the exit code that fits the worst of it. */
export const reportEnds = (
  context: Context,
  ends: readonly RunEnd[],
  extraClips: readonly string[] = [],
): ExitCode => {
  const { output, interrupted } = context
  const jobs = ends.map(({ job }) => job)
  for (const job of jobs)
    if (job.state === 'failed' || job.state === 'expired' || job.state === 'uncertain')
      output.failure(aboutJob(job, job.failure ?? { code: 'render/failed', message: 'It failed.' }))
  const blocked = ends.find(({ parked }) => parked && exitCodeOf(parked) === exitCodes.keyOrAccount)
  if (blocked?.parked) output.failure(blocked.parked)

  const summary = summarise(jobs)
  const clips = [...extraClips, ...summary.clips]
  for (const clip of clips) output.line(clip)
  if (summary.uncertain > 0)
    output.note(
      'To end an uncertainty: boardwright settle <job> --adopt REQUEST_ID, --send-again (may be charged a second time) or --give-up.',
    )
  if (summary.succeeded > 0)
    output.note(
      `${summary.succeeded === 1 ? '1 take' : `${summary.succeeded} takes`} made${summary.spentUsd > 0 ? `, ${formatUsd(Math.round(summary.spentUsd * microUsdPerUsd))} spent` : ''}.`,
    )
  if (summary.waiting > 0)
    output.note(
      `${summary.waiting} ${summary.waiting === 1 ? 'job is' : 'jobs are'} not done; “boardwright resume” goes on.`,
    )
  output.summary({ ...summary, clips })
  if (interrupted.aborted) return exitCodes.interrupted
  if (blocked) return exitCodes.keyOrAccount
  if (summary.uncertain > 0) return exitCodes.uncertain
  return summary.failed > 0 || summary.waiting > 0 ? exitCodes.jobFailed : exitCodes.ok
}

const aboutJob = (job: Job, failure: Failure): Failure => ({
  ...failure,
  message: `Shot ${nameOf({ label: job.shotLabel, title: job.shotTitle })}, job ${job.id}: ${failure.message}`,
})
