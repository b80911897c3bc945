import { jobIdSchema, type JobId } from '../../../shared/domain/ids.ts'
import { formatUsd } from '../../../shared/domain/prices.ts'
import { FailureError } from '../../../shared/errors.ts'
import { isOpen } from '../../../shared/domain/jobs.ts'
import type { Job } from '../../core/ledger/job.ts'
import type { RunEnd } from '../../core/jobs/runner.ts'
import type { Project } from '../../core/project/open-project.ts'
import type { Settlement } from '../../core/fal/settle.ts'
import { need, withProject, withWritableProject, wrongUse, type Context } from '../context.ts'
import type { ExitCode } from '../exit-codes.ts'
import { exitCodes } from '../exit-codes.ts'
import { jobFields } from '../job-fields.ts'
import { columns, failureText } from '../output.ts'
import { readProject } from '../read-project.ts'
import { nameOf } from '../shots.ts'
import { reportEnds, summarise, watchJobs } from '../watch-jobs.ts'

/** `boardwright jobs`: what the ledger holds, newest first; open jobs only, or all. */
export const listJobs = async (context: Context, folder: string | undefined, all: boolean): Promise<void> => {
  const { core, output } = context
  const ledger = need(core.ledger())
  const list = (project?: Project) =>
    ledger.list({ ...(project && { projectId: project.document.id }), ended: all })
  const jobs = folder === undefined ? list() : await readProject(context, folder, (project) => list(project))
  for (const job of jobs) output.event('job', jobFields(job))
  for (const [at, row] of columns(jobs.map(rowOf)).entries()) {
    output.line(row)
    const job = jobs[at]
    const about = job?.clipFile ?? (job?.failure ? failureText(job.failure) : null)
    if (about !== null) output.line(`  ${about.replaceAll(/\s+/g, ' ')}`)
  }
  if (jobs.length === 0)
    output.note(all ? 'The ledger holds no jobs.' : 'No job is open; --all lists those that have ended.')
  output.summary({ jobs: jobs.length, ...summarise(jobs) })
}

const rowOf = (job: Job): string[] => [
  job.id,
  job.state,
  nameOf({ label: job.shotLabel, title: job.shotTitle }),
  `take ${job.takeNumber}`,
  job.engine === 'rehearsal'
    ? 'rehearsal'
    : job.priceMicroUsd === null
      ? 'price unknown'
      : formatUsd(job.priceMicroUsd),
]

/** `boardwright resume`: goes on with every open job, of one project or of all. */
export const resumeJobs = async (context: Context, folder: string | undefined): Promise<ExitCode> => {
  const { core, output } = context
  const ledger = need(core.ledger())
  const runs: { job: Job; project: Project }[] = []
  const projects: Project[] = []
  try {
    const folders =
      folder === undefined
        ? [...new Set(ledger.list({ ended: false }).map((job) => job.projectFolder))]
        : [folder]
    for (const path of folders) {
      const opened = await core.openProject(path)
      if (opened.ok) projects.push(opened.value)
      const problem = !opened.ok
        ? opened.error
        : opened.value.access.kind === 'read-only'
          ? ({ code: 'project/locked', message: opened.value.access.words } as const)
          : null
      if (problem && folder !== undefined) throw new FailureError(problem)
      // One project that is away, or busy elsewhere, does not keep the others waiting.
      if (problem) output.failure({ ...problem, message: `${path}: ${problem.message}` })
      if (problem || !opened.ok) continue
      const project = opened.value
      for (const job of ledger.list({ projectId: project.document.id, ended: false }).toReversed())
        runs.push({ job, project })
    }
    if (runs.length === 0) output.note('No job is open; there is nothing to resume.')
    return reportEnds(context, await watchJobs(context, runs))
  } finally {
    await core.close()
    for (const project of projects) need(await project.close())
  }
}

/** `boardwright cancel`: cancels a job, wherever it runs. */
export const cancelJob = async (context: Context, id: string): Promise<ExitCode> => {
  const { core, output } = context
  const job = findJob(context, id)
  if (!isOpen(job.state))
    wrongUse(`<job> ${id}: it is ${job.state} already; only an open job can be cancelled.`)
  if (job.state === 'uncertain')
    wrongUse(
      `<job> ${id}: nobody knows whether fal.ai accepted it, so it cannot be cancelled. Use “boardwright settle ${id}”.`,
    )
  need(core.cancel(job.id))
  return withProject(context, core.openProject(job.projectFolder), async (project) => {
    if (project.access.kind === 'read-only') {
      output.line('Asked to cancel; the Boardwright that runs the job will stop it.')
      output.summary({ ...summarise([job]) })
      return exitCodes.ok
    }
    const [end] = await watchJobs(context, [{ job: need(core.ledger()).find(job.id) ?? job, project }])
    return end ? reportCancel(context, end) : exitCodes.ok
  })
}

const reportCancel = ({ output }: Context, { job }: RunEnd): ExitCode => {
  output.line(
    job.state === 'succeeded'
      ? `The clip had been made already and is kept: ${job.clipFile}`
      : job.state === 'cancelled'
        ? `Cancelled${job.requestId === null ? '; nothing was sent.' : '. It may have been charged, if it had begun.'}`
        : `The job is ${job.state}.`,
  )
  output.summary({ ...summarise([job]) })
  return exitCodes.ok
}

/** `boardwright settle`: ends an uncertainty by the user's word, and goes on accordingly. */
export const settleJob = (context: Context, id: string, word: Settlement): Promise<ExitCode> => {
  const job = findJob(context, id)
  return withWritableProject(context, job.projectFolder, async (project) => {
    const settled = need(await context.core.settle(job.id, word))
    return reportEnds(context, await watchJobs(context, [{ job: settled, project }]))
  })
}

const findJob = ({ core }: Context, id: string): Job => {
  const parsed = jobIdSchema.safeParse(id)
  if (!parsed.success)
    return wrongUse(`<job> ${id}: a job id looks like job_1a2b3c4d5e6f; “boardwright jobs --all” lists them.`)
  const jobId: JobId = parsed.data
  return (
    need(core.ledger()).find(jobId) ??
    wrongUse(`<job> ${id}: the ledger has no such job; “boardwright jobs --all” lists them.`)
  )
}
