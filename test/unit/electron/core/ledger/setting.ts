import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { IntentId, JobId, ProjectId, ShotId } from '../../../../../shared/domain/ids.ts'
import type { Failure } from '../../../../../shared/errors.ts'
import type { JobState } from '../../../../../shared/domain/jobs.ts'
import type { Job, JobOrder, JobStep } from '../../../../../electron/core/ledger/job.ts'
import { openLedger, type Ledger } from '../../../../../electron/core/ledger/ledger.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import { orderNumbered } from './orders.ts'

/** A ledger in a folder of its own, closed when the test is over. */
export const ledgerForTest = async (): Promise<{ ledger: Ledger; file: string }> => {
  const file = join(await temporaryFolder(), 'ledger.db')
  return { ledger: openForTest(file), file }
}

/** Another connection to the same ledger. */
export const openForTest = (file: string): Ledger => {
  const ledger = openLedger(file)
  onTestFinished(() => ledger.close())
  return ledger
}

/** A job that is new in the ledger. */
export const newJob = (ledger: Ledger, number: number, changes: Partial<JobOrder> = {}): Job =>
  ledger.create({ ...orderNumbered(number), ...changes }, 0).job

export const jobId = (text: string) => text as JobId
export const shotId = (text: string) => text as ShotId
export const projectId = (text: string) => text as ProjectId
export const intentId = (text: string) => text as IntentId

export const failure: Failure = { code: 'fal/busy', message: 'fal.ai is busy.', cost: 'nothing' }

/** A step to this state, for the job of this number. */
export const stepTo = (state: JobState, number = 1): JobStep => {
  switch (state) {
    case 'created':
    case 'cancelled':
      return { to: state, failure: null }
    case 'uploading':
    case 'running':
      return { to: state }
    case 'submitting':
      return { to: state, input: { prompt: 'a heron', seed: number } }
    case 'uncertain':
    case 'expired':
      return { to: state, failure }
    case 'queued':
      return { to: state, requestId: `request-${number}` }
    case 'downloading':
      return { to: state, clipFile: `clip-${number}.mp4` }
    case 'succeeded':
      return { to: state, clipSha256: 'c'.repeat(64) }
    case 'failed':
      return { to: state, failure, rawAnswer: '{"detail":"busy"}' }
  }
}

/** The states on the way from `created` to each state. */
export const wayTo: Readonly<Record<JobState, readonly JobState[]>> = {
  created: [],
  uploading: ['uploading'],
  submitting: ['uploading', 'submitting'],
  uncertain: ['uploading', 'submitting', 'uncertain'],
  queued: ['uploading', 'submitting', 'queued'],
  running: ['uploading', 'submitting', 'queued', 'running'],
  downloading: ['uploading', 'submitting', 'queued', 'running', 'downloading'],
  succeeded: ['uploading', 'submitting', 'queued', 'running', 'downloading', 'succeeded'],
  failed: ['failed'],
  cancelled: ['cancelled'],
  expired: ['uploading', 'submitting', 'queued', 'expired'],
}

/** Takes a new job to a state. */
export const jobIn = (
  ledger: Ledger,
  state: JobState,
  number: number,
  changes: Partial<JobOrder> = {},
): Job =>
  wayTo[state].reduce(
    (job, next) => {
      const moved = ledger.step(job, stepTo(next, number), job.updatedAtMs + 1)
      if (!moved) throw new Error(`job ${number} did not go to ${next}`)
      return moved
    },
    newJob(ledger, number, changes),
  )
