import { join } from 'node:path'
import { microUsdPerUsd } from '../../shared/domain/prices.ts'
import type { Failure } from '../../shared/errors.ts'
import type { JobEvent, RunEnd } from '../core/jobs/runner.ts'
import { isOpen, type Job } from '../core/ledger/job.ts'
import type { Project } from '../core/project/open-project.ts'
import type { Context } from './context.ts'
import { exitCodes, exitCodeOf, type ExitCode } from './exit-codes.ts'
import { fit } from './output.ts'
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
export const watchJobs = async (context: Context, runs: readonly { job: Job; project: Project }[]): Promise<RunEnd[]> => {
  const { core, interrupted } = context
  const view = createJobsView(context, runs.map(({ job }) => job))
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
    failed: jobs.filter((job) => job.state === 'failed' || job.state === 'cancelled' || job.state === 'expired').length,
    uncertain: jobs.filter((job) => job.state === 'uncertain').length,
    waiting: jobs.filter((job) => isOpen(job.state) && job.state !== 'uncertain').length,
    spentUsd: spentMicroUsd / microUsdPerUsd,
    clips: jobs.flatMap((job) =>
      job.state === 'succeeded' && job.clipFile !== null ? [join(job.projectFolder, 'clips', job.clipFile)] : [],
    ),
  }
}

// Accepted, and not known to be free: what succeeded, runs, or failed with a perhaps.
const mayHaveCost = (job: Job) =>
  job.engine === 'fal' && job.requestId !== null && !(job.state === 'failed' && job.failure?.cost === 'nothing')

/** Says how jobs ended, and ends the command with the exit code that fits the worst of it. */
export const reportEnds = (context: Context, ends: readonly RunEnd[], extraClips: readonly string[] = []): ExitCode => {
  const { output, interrupted } = context
  const jobs = ends.map(({ job }) => job)
  for (const job of jobs)
    if (job.state === 'failed' || job.state === 'expired' || job.state === 'uncertain')
      output.failure(aboutJob(job, job.failure ?? { code: 'render/failed', message: 'It failed.' }))
  const blocked = ends.find(({ parked, job }) => parked && job.state === 'created' && exitCodeOf(parked) === exitCodes.keyOrAccount)
  if (blocked?.parked) output.failure(blocked.parked)

  const summary = summarise(jobs)
  const clips = [...extraClips, ...summary.clips]
  for (const clip of clips) output.line(clip)
  if (summary.uncertain > 0)
    output.note('To end an uncertainty: boardwright settle <job> --adopt REQUEST_ID, --send-again (may be charged a second time) or --give-up.')
  if (summary.waiting > 0) output.note(`${summary.waiting} ${summary.waiting === 1 ? 'job is' : 'jobs are'} not done; “boardwright resume” goes on.`)
  output.event('summary', { ...summary, clips })
  if (interrupted.aborted) return exitCodes.interrupted
  if (blocked) return exitCodes.keyOrAccount
  if (summary.uncertain > 0) return exitCodes.uncertain
  return summary.failed > 0 || summary.waiting > 0 ? exitCodes.jobFailed : exitCodes.ok
}

const aboutJob = (job: Job, failure: Failure): Failure => ({
  ...failure,
  message: `Shot ${nameOf({ label: job.shotLabel, title: job.shotTitle })}, job ${job.id}: ${failure.message}`,
})

/** A job as `--json` shows it. */
export const jobFields = (job: Job): Record<string, unknown> => ({
  job: job.id,
  shot: job.shotLabel,
  take: job.takeNumber,
  state: job.state,
  engine: job.engine,
  quality: job.quality,
  endpoint: job.request.endpoint,
  seed: job.seed,
  usd: job.priceMicroUsd === null ? null : job.priceMicroUsd / microUsdPerUsd,
  requestId: job.engine === 'fal' ? job.requestId : null,
  project: job.projectFolder,
  clip: job.state === 'succeeded' ? job.clipFile : null,
  ...(job.failure && { failure: job.failure }),
})

interface JobsView {
  readonly onEvent: (event: JobEvent) => void
  readonly end: () => void
}

const createJobsView = ({ output }: Context, jobs: readonly Job[]): JobsView => {
  const latest = new Map<string, JobEvent>()
  for (const job of jobs) latest.set(job.id, { job, fraction: null, queuePosition: null, trouble: null })
  let drawnAtMs = 0
  const draw = () => {
    if (!output.interactive) return
    drawnAtMs = performance.now()
    output.redraw(pictureOf([...latest.values()]))
  }
  draw()
  return {
    onEvent: (event) => {
      const before = latest.get(event.job.id)
      if (!before) return
      latest.set(event.job.id, event)
      const stepped = before.job.state !== event.job.state
      const newTrouble = event.trouble !== null && event.trouble.code !== before.trouble?.code
      if (stepped || newTrouble) {
        output.event('job', { ...jobFields(event.job), ...(event.trouble && { trouble: event.trouble }) })
        if (!output.interactive) output.note(lineOf(event))
      }
      if (stepped || performance.now() - drawnAtMs > 100) draw()
    },
    end: () => {
      draw()
      if (output.interactive) output.endRedraw()
    },
  }
}

const rowsShown = 16

const pictureOf = (events: readonly JobEvent[]): string[] => {
  const open = events.filter(({ job }) => isOpen(job.state))
  // What moves is shown; what is done scrolls out of a long list.
  const shown = events.length <= rowsShown ? events : [...open.filter(({ job }) => job.state !== 'created'), ...open].slice(0, rowsShown)
  const rows = [...new Set(shown)].map(lineOf)
  const done = events.length - open.length
  return events.length > rowsShown ? [...rows, `${done} of ${events.length} done`] : rows
}

const barWidth = 20

const lineOf = ({ job, fraction, queuePosition, trouble }: JobEvent): string => {
  const done = job.state === 'succeeded' ? 1 : fraction
  const bar = done === null ? ' '.repeat(barWidth) : '█'.repeat(Math.round(done * barWidth)).padEnd(barWidth, '░')
  const percent = done === null ? '    ' : `${Math.round(done * 100)} %`.padStart(5)
  const place = queuePosition ? `place ${queuePosition} in the queue` : ''
  const about = trouble ? trouble.message : (place || (job.state === 'succeeded' && job.clipFile) || '')
  return `${fit(nameOf({ label: job.shotLabel, title: job.shotTitle }), 28)} take ${String(job.takeNumber).padEnd(2)} ${fit(job.state, 11)} ${bar} ${percent}  ${about}`.trimEnd()
}
