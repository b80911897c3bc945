import type { Failure, Result } from '../../../shared/errors.ts'
import type { TakeId } from '../../../shared/domain/ids.ts'
import { isOpen, type JobState } from '../../../shared/domain/jobs.ts'
import type { Job, JobStep } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Clock, FileSystem } from '../ports.ts'
import type { Project } from '../project/open-project.ts'
import { chooseClipName, collectClip } from './collect.ts'
import type { AcceptedJob, Engine } from './engine.ts'
import { projectImages } from './project-images.ts'
import type { Pace } from './pace.ts'
import type { Slots } from './slots.ts'

/**
 * What is done with a job in each of its open states. A stage gives the job in its next state, the job as it was (to
 * be tried again), or why it has to wait for somebody. Every step is in the ledger before the stage goes on.
 */
export type Stage = (job: Job, run: Run) => Promise<Job | Waiting>

/** The job stays open, and this run of it ends: it waits for a key, for the user's word, or for another process. */
export interface Waiting {
  readonly waitsFor: Failure
}

/** One run of one job: what it works with, and what it remembers between stages. */
export interface Run {
  readonly engine: Engine
  readonly project: Project
  /** Aborts when the user cancels the job. */
  readonly cancel: AbortSignal
  /** Aborts when the program ends. */
  readonly closing: AbortSignal
  /** Aborts when the user says how an uncertain job goes on. */
  readonly word: () => AbortSignal
  /** Aborts when an account problem stops everything unsent of this engine. */
  readonly pausing: () => AbortSignal
  readonly pausedBy: () => Failure | undefined
  readonly pauseEngine: (failure: Failure) => void
  readonly inFlight: Place
  /** How fast this engine's service takes requests. */
  readonly pace: Pace
  readonly downloads: Slots
  readonly ledger: Ledger
  readonly files: FileSystem
  readonly clock: Clock
  readonly takeId: () => TakeId
  /** Records a step and tells of it. Waits where the ledger cannot be written. */
  readonly take: (job: Job, step: JobStep) => Promise<Job>
  readonly tell: (job: Job, news: News) => void
  /** Waits before something is tried again, longer each time until `goesOn` is called, or until `until` aborts. */
  readonly pause: (atLeastMs: number | null, until: AbortSignal) => Promise<void>
  /** How often in a row something has been tried in vain. */
  readonly inVain: () => number
  readonly goesOn: () => void
  readonly lookupPatienceMs: number
  /** The service said once that the clip is gone; it is believed the second time. */
  saidToBeGone: boolean
}

/** A place among the requests in flight, kept over several stages. */
export interface Place {
  /** Waits for a place; false when `signal` aborts first. Does nothing where it is held already. */
  readonly take: (signal: AbortSignal) => Promise<boolean>
  /** Takes a place at once, for a request that is in flight already. */
  readonly force: () => void
  readonly release: () => void
}

/** What there is to tell of a job beyond its state. */
export interface News {
  /** Part that is done of the present state, 0 to 1; null where nobody knows. */
  readonly fraction?: number | null
  readonly queuePosition?: number | null
  /** What is in the way just now; the job goes on by itself. */
  readonly trouble?: Failure | null
}

/** Account trouble in answers to questions about an accepted request: so often it may pass by itself. */
const accountTroubleLimit = 5

/** `created`, `uploading`: makes everything ready and sends the request, once. */
const sendRequest: Stage = async (job, run) => {
  if (run.cancel.aborted) return run.take(job, { to: 'cancelled', failure: null })
  const pausedBy = run.pausedBy()
  if (pausedBy) return { waitsFor: pausedBy }
  if (!(await run.inFlight.take(AbortSignal.any([run.cancel, run.closing, run.pausing()])))) return job

  const uploading = job.state === 'created' ? await run.take(job, { to: 'uploading' }) : job
  const stop = AbortSignal.any([run.cancel, run.closing])
  const prepared = await run.engine.prepare(uploading, projectImages(run.project, run.files), stop)
  if (stop.aborted || run.pausedBy()) return uploading
  if (!prepared.ok) return unsent(uploading, { cost: 'nothing', ...prepared.error }, null, run)
  await run.pace.turn(AbortSignal.any([stop, run.pausing()]))
  if (stop.aborted || run.pausedBy()) return uploading

  const sentAtMs = run.clock.monotonicMs()
  const submitting = await run.take(uploading, { to: 'submitting', input: prepared.value })
  // From here to the answer nothing may interrupt: the request is sent once and its outcome recorded.
  const outcome = await run.engine.submit(submitting, prepared.value)
  switch (outcome.kind) {
    case 'accepted': {
      run.goesOn()
      run.pace.taken()
      const queued = await run.take(submitting, { to: 'queued', requestId: outcome.requestId })
      run.tell(queued, { queuePosition: outcome.queuePosition })
      return queued
    }
    case 'uncertain':
      return run.take(submitting, { to: 'uncertain', failure: outcome.failure })
    case 'refused':
    case 'not-sent': {
      const waitMs = outcome.kind === 'not-sent' ? outcome.retryAfterMs : null
      if (outcome.failure.code === 'fal/busy') run.pace.refused(sentAtMs, waitMs)
      return unsent(submitting, outcome.failure, waitMs, run)
    }
  }
}

/** Nothing was accepted: the job waits and is tried again, waits for the account, or has failed. */
const unsent = async (job: Job, failure: Failure, retryAfterMs: number | null, run: Run): Promise<Job> => {
  const isAccount = isAccountTrouble(failure)
  if (!isAccount && !isPassing(failure)) return run.take(job, { to: 'failed', failure })
  // A job that was about to be sent must not be found like that after a crash; one that was uploading may.
  const back = isAccount || job.state === 'submitting' ? await run.take(job, { to: 'created', failure }) : job
  if (isAccount) run.pauseEngine(failure)
  else {
    run.tell(back, { trouble: failure })
    await run.pause(retryAfterMs, AbortSignal.any([run.cancel, run.closing]))
  }
  return back
}

/** `submitting`, found at the start of a run: the process ended while sending. */
const admitUncertainty: Stage = (job, run) => run.take(job, { to: 'uncertain', failure: diedWhileSending })

/** `uncertain`: looks for the request, ever more rarely, until the user decides or patience ends. */
const lookForRequest: Stage = async (job, run) => {
  run.inFlight.release()
  const deadlineMs = run.clock.monotonicMs() + run.lookupPatienceMs
  run.goesOn()
  while (!run.closing.aborted) {
    const outcome = await run.engine.find(job)
    const now = run.ledger.find(job.id)
    if (now && now.state !== 'uncertain') return now
    if (outcome.kind === 'found') return run.take(job, { to: 'queued', requestId: outcome.requestId })
    if (outcome.kind === 'no-answer') run.tell(job, { trouble: outcome.failure })
    if (run.clock.monotonicMs() > deadlineMs)
      return { waitsFor: outcome.kind === 'no-answer' ? outcome.failure : (job.failure ?? diedWhileSending) }
    await run.pause(null, AbortSignal.any([run.closing, run.word()]))
  }
  return job
}

/** `queued`, `running`: follows the request to its end. */
const followRequest: Stage = async (job, run) => {
  run.inFlight.force()
  const { engine, cancel } = run
  const accepted = acceptedJob(job)
  let latest: Job = job
  let accountTroubles = 0
  const giveUp = new AbortController()
  const watch = {
    onQueued: (position: number | null) => {
      accountTroubles = 0
      run.tell(latest, { queuePosition: position })
    },
    onRunning: (fraction: number | null) => {
      accountTroubles = 0
      latest = noteRunning(latest, run)
      run.tell(latest, { fraction })
    },
    onTrouble: (failure: Failure) => {
      run.tell(latest, { trouble: failure })
      if (isAccountTrouble(failure) && ++accountTroubles >= accountTroubleLimit) giveUp.abort(failure)
    },
  }
  const askToStop = () => void engine.cancel(accepted)
  if (cancel.aborted) askToStop()
  else cancel.addEventListener('abort', askToStop, { once: true })
  const ended = await engine
    .follow(accepted, watch, AbortSignal.any([run.closing, giveUp.signal]))
    .finally(() => cancel.removeEventListener('abort', askToStop))

  if (!ended) return giveUp.signal.aborted ? { waitsFor: giveUp.signal.reason as Failure } : latest
  run.inFlight.release()
  if (ended.kind === 'completed') {
    const clipFile = await clipNameFor(latest, run)
    if (!clipFile.ok) {
      run.tell(latest, { trouble: clipFile.error })
      await run.pause(null, run.closing)
      return latest
    }
    run.goesOn()
    return run.take(latest, { to: 'downloading', clipFile: clipFile.value })
  }
  run.goesOn()
  // What was asked to stop and did not finish is cancelled, however the service calls it.
  if (cancel.aborted) return run.take(latest, { to: 'cancelled', failure: ended.failure })
  return run.take(latest, { to: ended.kind, failure: ended.failure })
}

/** Nothing depends on this step, so it is left out where the ledger cannot be written just now. */
const noteRunning = (job: Job, run: Run): Job => {
  if (job.state !== 'queued') return job
  try {
    return run.ledger.step(job, { to: 'running' }, run.clock.now()) ?? job
  } catch (error) {
    if (!isLedgerTrouble(error)) throw error
    run.tell(job, { trouble: ledgerTrouble(error) })
    return job
  }
}

const clipNameFor = (job: Job, { ledger, project, files }: Run): Promise<Result<string>> => {
  const promised = ledger
    .list({ projectId: job.projectId, ended: false })
    .flatMap((other) => (other.clipFile !== null && other.id !== job.id ? [other.clipFile] : []))
  return chooseClipName(job, project, promised, files)
}

/** `downloading`: fetches the clip and makes the take of it, for as long as the service keeps it. */
const collect: Stage = async (job, run) => {
  const free = await run.downloads.take(run.closing)
  if (!free) return job
  const collected = await collectClip(acceptedJob(job), {
    project: run.project,
    engine: run.engine,
    files: run.files,
    clock: run.clock,
    takeId: run.takeId,
    onProgress: (fraction) => run.tell(job, { fraction }),
    signal: run.closing,
  }).finally(free)
  switch (collected.kind) {
    case 'take':
      return run.take(job, { to: 'succeeded', clipSha256: collected.take.sha256 })
    case 'failed': {
      const { failure, rawAnswer } = collected
      return run.take(job, { to: 'failed', failure, ...(rawAnswer !== undefined && { rawAnswer }) })
    }
    case 'expired':
      if (run.saidToBeGone) return run.take(job, { to: 'expired', failure: collected.failure })
      run.saidToBeGone = true
      break
    case 'not-now':
      if (run.project.access.kind === 'read-only') return { waitsFor: collected.failure }
      if (isAccountTrouble(collected.failure) && run.inVain() >= accountTroubleLimit)
        return { waitsFor: collected.failure }
      break
  }
  run.tell(job, { trouble: collected.failure })
  await run.pause(collected.kind === 'not-now' ? collected.retryAfterMs : null, run.closing)
  return job
}

/** The stage for each open state. */
export const stages: Readonly<
  Record<Exclude<JobState, 'succeeded' | 'failed' | 'cancelled' | 'expired'>, Stage>
> = {
  created: sendRequest,
  uploading: sendRequest,
  submitting: admitUncertainty,
  uncertain: lookForRequest,
  queued: followRequest,
  running: followRequest,
  downloading: collect,
}

/** The stage for a job; undefined where it has ended. */
export const stageOf = ({ state }: Job): Stage | undefined =>
  isOpen(state) ? stages[state as keyof typeof stages] : undefined

const acceptedJob = (job: Job): AcceptedJob & { readonly clipFile: string } => {
  if (job.requestId === null) throw new Error(`a job that is ${job.state} has no request id`)
  return { ...job, requestId: job.requestId, clipFile: job.clipFile ?? '' }
}

/** Trouble that only the user can end; what is unsent waits for it. */
const isAccountTrouble = ({ code }: Failure): boolean =>
  code === 'fal/bad-key' || code === 'fal/locked' || code === 'fal/no-key'

/** Trouble that passes by itself. */
const isPassing = ({ code }: Failure): boolean =>
  code.startsWith('network/') ||
  code === 'fal/failed' ||
  code === 'fal/busy' ||
  code === 'fal/unexpected' ||
  code === 'disk/full'

/** Whether an error is the ledger's: it cannot be read or written just now. */
export const isLedgerTrouble = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'

/** The failure to show while the ledger cannot be written. */
export const ledgerTrouble = (error: Error): Failure => ({
  code: 'ledger/unavailable',
  message:
    'The ledger cannot be written, so nothing more is sent. Make space on the disk; the work goes on by itself.',
  detail: error.message,
  cost: 'nothing',
})

const diedWhileSending: Failure = {
  code: 'render/unknown-outcome',
  message:
    'The program ended while the request was being sent, so fal.ai may have accepted it. It is looked up, and not sent again by itself.',
  cost: 'perhaps',
}
