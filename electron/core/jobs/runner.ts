import type { EngineId } from '../../../shared/domain/document.ts'
import type { JobId, TakeId } from '../../../shared/domain/ids.ts'
import type { Failure } from '../../../shared/errors.ts'
import { isOpen, type Job, type JobStep } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import type { Project } from '../project/open-project.ts'
import { chooseClipName, collectClip } from './collect.ts'
import type { AcceptedJob, Engine } from './engine.ts'
import { projectImages } from './project-images.ts'
import { createSlots } from './slots.ts'

/**
 * Takes jobs from state to state until they end. One job, one line of work (`drive`); what they share are places
 * (how many at once) and the pause that an account problem brings. Every step is in the ledger before anybody is
 * told, so that a process may die at any point: the next one takes the job from the state it finds.
 */
export interface JobRunner {
  /** Takes a job of an open project as far as it goes. Calling it again for a job under way gives the same promise. */
  run: (job: Job, project: Project) => Promise<RunEnd>
  /** Cancels: at once what is unsent; what is accepted is asked to stop, and its clip kept if it comes all the same. */
  cancel: (id: JobId) => void
  /** Lets an engine send again after an account problem has been mended; parked jobs are then run again. */
  goOn: (engine: EngineId) => void
  /** Tells `listener` of every step and progress, until the function that it returns is called. */
  onEvent: (listener: (event: JobEvent) => void) => () => void
  /** Stops driving. Jobs stay in their state, to be resumed. Resolves when nothing runs any more. */
  close: () => Promise<void>
}

/** How far `run` came. `parked`: the job is open still, and `why` says what it waits for. */
export interface RunEnd {
  readonly job: Job
  readonly parked: Failure | null
}

/** News of a job. */
export interface JobEvent {
  readonly job: Job
  /** Part that is done of the present state, 0 to 1; null where nobody knows. */
  readonly fraction: number | null
  readonly queuePosition: number | null
  /** What is in the way just now; the job goes on by itself. */
  readonly trouble: Failure | null
}

/** How many at once, and how patient. */
export interface RunnerLimits {
  /** Requests that are sent and not done yet, by engine. */
  readonly inFlight: Readonly<Record<EngineId, number>>
  readonly downloads: number
  /** First pause before something that failed is tried again, in milliseconds; later ones double up to `retryMaxMs`. */
  readonly retryMs: number
  readonly retryMaxMs: number
  /** How long after sending an uncertain request is looked for, in milliseconds. */
  readonly lookupPatienceMs: number
}

export interface RunnerOptions {
  readonly ledger: Ledger
  readonly engines: Readonly<Record<EngineId, Engine>>
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
  readonly takeId: () => TakeId
  readonly limits: RunnerLimits
}

/** Makes a runner. */
export const createJobRunner = ({
  ledger,
  engines,
  files,
  clock,
  log,
  takeId,
  limits,
}: RunnerOptions): JobRunner => {
  const listeners = new Set<(event: JobEvent) => void>()
  const running = new Map<JobId, { readonly done: Promise<RunEnd>; readonly cancel: AbortController }>()
  const closing = new AbortController()
  const inFlight = {
    fal: createSlots(limits.inFlight.fal),
    rehearsal: createSlots(limits.inFlight.rehearsal),
  }
  const downloads = createSlots(limits.downloads)
  // Set by an account problem: what is unsent stays unsent, of this engine, until the program is told to go on.
  const paused = new Map<EngineId, Failure>()
  const pausing: Record<EngineId, AbortController> = {
    fal: new AbortController(),
    rehearsal: new AbortController(),
  }

  const tell = (job: Job, news: Partial<Omit<JobEvent, 'job'>> = {}) => {
    for (const listener of listeners)
      listener({ job, fraction: null, queuePosition: null, trouble: null, ...news })
  }

  const pauseFor = (attempt: number) =>
    Math.min(limits.retryMs * 2 ** Math.min(attempt, 20), limits.retryMaxMs)

  /** Records a step. Where the ledger cannot be written it waits: nothing goes on that is not on record. */
  const take = async (job: Job, step: JobStep): Promise<Job> => {
    for (let attempt = 0; ; attempt++) {
      try {
        const next = ledger.step(job, step, clock.now())
        if (!next) throw new TakenOver()
        log.info('job.step', { job: job.id, from: job.state, to: step.to })
        tell(next)
        return next
      } catch (error) {
        if (!isLedgerTrouble(error)) throw error
        tell(job, { trouble: ledgerTrouble(error) })
        await clock.sleep(pauseFor(attempt), closing.signal)
        if (closing.signal.aborted) throw new TakenOver()
      }
    }
  }

  const drive = async (first: Job, project: Project, cancel: AbortSignal): Promise<RunEnd> => {
    const engine = engines[first.engine]
    const places = inFlight[first.engine]
    // A job that was accepted before has its place already; a new one waits for one.
    let free: (() => void) | null =
      first.state === 'queued' || first.state === 'running' ? places.force() : null
    const release = () => {
      free?.()
      free = null
    }
    let job = first
    let attempt = 0
    let goneBefore = false
    try {
      for (;;) {
        if (closing.signal.aborted) return parked(job, job.failure)
        switch (job.state) {
          case 'created':
          case 'uploading': {
            if (cancel.aborted)
              return { job: await take(job, { to: 'cancelled', failure: null }), parked: null }
            const pause = paused.get(job.engine)
            if (pause) return parked(job, pause)
            free ??= await places.take(AbortSignal.any([cancel, closing.signal, pausing[job.engine].signal]))
            if (!free) break
            if (job.state === 'created') job = await take(job, { to: 'uploading' })
            const input = await engine.prepare(
              job,
              projectImages(project, files),
              AbortSignal.any([cancel, closing.signal]),
            )
            if (!input.ok) {
              if (cancel.aborted || closing.signal.aborted) break
              if (isAccountTrouble(input.error)) {
                job = await take(job, { to: 'created', failure: input.error })
                pauseEngine(job.engine, input.error)
              } else if (isPassing(input.error)) {
                tell(job, { trouble: input.error })
                await clock.sleep(pauseFor(attempt++), AbortSignal.any([cancel, closing.signal]))
              } else return { job: await take(job, { to: 'failed', failure: input.error }), parked: null }
              break
            }
            if (cancel.aborted || closing.signal.aborted || paused.has(job.engine)) break
            job = await take(job, { to: 'submitting', input: input.value })
            // From here to the answer nothing may interrupt: the request is sent once and its outcome recorded.
            const outcome = await engine.submit(job, input.value)
            switch (outcome.kind) {
              case 'accepted':
                job = await take(job, { to: 'queued', requestId: outcome.requestId })
                tell(job, { queuePosition: outcome.queuePosition })
                break
              case 'refused':
                if (!isAccountTrouble(outcome.failure))
                  return { job: await take(job, { to: 'failed', failure: outcome.failure }), parked: null }
                job = await take(job, { to: 'created', failure: outcome.failure })
                pauseEngine(job.engine, outcome.failure)
                break
              case 'not-sent':
                job = await take(job, { to: 'created', failure: outcome.failure })
                tell(job, { trouble: outcome.failure })
                await clock.sleep(
                  outcome.retryAfterMs ?? pauseFor(attempt++),
                  AbortSignal.any([cancel, closing.signal]),
                )
                break
              case 'uncertain':
                job = await take(job, { to: 'uncertain', failure: outcome.failure })
                break
            }
            break
          }

          case 'submitting':
            // Found like this at start-up: the process ended while sending.
            job = await take(job, { to: 'uncertain', failure: diedWhileSending })
            break

          case 'uncertain': {
            release()
            const found = await lookFor(job, engine)
            if (!found) return parked(job, job.failure)
            job = await take(job, { to: 'queued', requestId: found })
            free = places.force()
            break
          }

          case 'queued':
          case 'running': {
            const accepted = acceptedJob(job)
            const ended = await followed(accepted, engine, cancel)
            job = ended.job
            if (!ended.outcome) return parked(job, null)
            release()
            if (ended.outcome.kind === 'failed' && cancel.aborted)
              return {
                job: await take(job, { to: 'cancelled', failure: ended.outcome.failure }),
                parked: null,
              }
            if (ended.outcome.kind === 'failed')
              return { job: await take(job, { to: 'failed', failure: ended.outcome.failure }), parked: null }
            if (ended.outcome.kind === 'expired') {
              const { failure } = ended.outcome
              return {
                job: await take(
                  job,
                  cancel.aborted ? { to: 'cancelled', failure } : { to: 'expired', failure },
                ),
                parked: null,
              }
            }
            job = await take(job, { to: 'downloading', clipFile: await clipName(job, project) })
            break
          }

          case 'downloading': {
            const place = await downloads.take(closing.signal)
            if (!place) break
            const accepted = acceptedJob(job)
            const downloading = job
            const collected = await collectClip(accepted, {
              project,
              engine,
              files,
              clock,
              takeId,
              onProgress: (fraction) => tell(downloading, { fraction }),
              signal: closing.signal,
            }).finally(place)
            if (collected.kind === 'take')
              return {
                job: await take(job, { to: 'succeeded', clipSha256: collected.take.sha256 }),
                parked: null,
              }
            if (collected.kind === 'failed') {
              const { failure, rawAnswer } = collected
              return {
                job: await take(job, {
                  to: 'failed',
                  failure,
                  ...(rawAnswer !== undefined && { rawAnswer }),
                }),
                parked: null,
              }
            }
            if (collected.kind === 'expired' && goneBefore)
              return { job: await take(job, { to: 'expired', failure: collected.failure }), parked: null }
            // Gone is believed at the second time; everything else is tried for as long as fal.ai keeps the clip.
            goneBefore = collected.kind === 'expired'
            if (closing.signal.aborted) break
            if (project.access.kind === 'read-only') return parked(job, collected.failure)
            tell(job, { trouble: collected.failure })
            const retryAfterMs = collected.kind === 'not-now' ? collected.retryAfterMs : null
            await clock.sleep(retryAfterMs ?? pauseFor(attempt++), closing.signal)
            break
          }

          case 'succeeded':
          case 'failed':
          case 'cancelled':
          case 'expired':
            return { job, parked: null }
        }
      }
    } catch (error) {
      if (error instanceof TakenOver) return parked(ledger.find(job.id) ?? job, null)
      throw error
    } finally {
      release()
    }
  }

  const pauseEngine = (engine: EngineId, failure: Failure) => {
    paused.set(engine, failure)
    pausing[engine].abort()
  }

  const clipName = (job: Job, project: Project): Promise<string> => {
    const promised = ledger
      .list({ projectId: job.projectId, ended: false })
      .flatMap((other) => (other.clipFile !== null && other.id !== job.id ? [other.clipFile] : []))
    return chooseClipName(job, project, promised, files)
  }

  const followed = async (first: AcceptedJob, engine: Engine, cancel: AbortSignal) => {
    let job: Job = first
    const watch = {
      onQueued: (position: number | null) => tell(job, { queuePosition: position }),
      onRunning: (fraction: number | null) => {
        job = noteRunning(job)
        tell(job, { fraction })
      },
      onTrouble: (failure: Failure) => tell(job, { trouble: failure }),
    }
    const askToStop = () => void engine.cancel(first)
    if (cancel.aborted) askToStop()
    else cancel.addEventListener('abort', askToStop, { once: true })
    try {
      const outcome = await engine.follow(first, watch, closing.signal)
      return { job, outcome }
    } finally {
      cancel.removeEventListener('abort', askToStop)
    }
  }

  // Nothing depends on this step, so it is not waited for where the ledger is in trouble.
  const noteRunning = (job: Job): Job => {
    if (job.state !== 'queued') return job
    try {
      return ledger.step(job, { to: 'running' }, clock.now()) ?? job
    } catch (error) {
      if (!isLedgerTrouble(error)) throw error
      tell(job, { trouble: ledgerTrouble(error) })
      return job
    }
  }

  /** Looks for the request of an uncertain job, ever more rarely, until patience ends. */
  const lookFor = async (job: Job, engine: Engine): Promise<string | null> => {
    const deadlineMs = clock.monotonicMs() + limits.lookupPatienceMs
    for (let attempt = 0; ; attempt++) {
      const outcome = await engine.find(job)
      if (outcome.kind === 'found') return outcome.requestId
      if (outcome.kind === 'no-answer') tell(job, { trouble: outcome.failure })
      const waitMs = pauseFor(attempt)
      if (closing.signal.aborted || clock.monotonicMs() + waitMs > deadlineMs) return null
      await clock.sleep(waitMs, closing.signal)
    }
  }

  // The wish to cancel may come from another process, through the ledger.
  const heedWishes = async () => {
    while (running.size > 0 && !closing.signal.aborted) {
      for (const id of ledger.cancelWishes()) running.get(id)?.cancel.abort()
      await clock.sleep(1000, closing.signal)
    }
  }

  return {
    run: (job, project) => {
      const known = running.get(job.id)
      if (known) return known.done
      const cancel = new AbortController()
      if (job.cancelRequestedAtMs !== null) cancel.abort()
      const idle = running.size === 0
      const done = drive(job, project, cancel.signal).finally(() => running.delete(job.id))
      running.set(job.id, { done, cancel })
      if (idle) void heedWishes()
      return done
    },
    cancel: (id) => {
      ledger.requestCancel(id, clock.now())
      running.get(id)?.cancel.abort()
    },
    goOn: (engine) => {
      paused.delete(engine)
      pausing[engine] = new AbortController()
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closing.abort()
      await Promise.allSettled([...running.values()].map(({ done }) => done))
    },
  }
}

const parked = (job: Job, why: Failure | null): RunEnd => ({ job, parked: why ?? stopped })

/** Another process took the job on, or this one is closing: whoever holds it now says how it stands. */
class TakenOver extends Error {}

const acceptedJob = (job: Job): AcceptedJob & { readonly clipFile: string } => {
  if (job.requestId === null) throw new Error(`a job that is ${job.state} has no request id`)
  return { ...job, requestId: job.requestId, clipFile: job.clipFile ?? '' }
}

const isAccountTrouble = ({ code }: Failure): boolean =>
  code === 'fal/bad-key' || code === 'fal/locked' || code === 'fal/no-key'

const isPassing = ({ code }: Failure): boolean =>
  code.startsWith('network/') ||
  code === 'fal/failed' ||
  code === 'fal/busy' ||
  code === 'fal/unexpected' ||
  code === 'disk/full'

const isLedgerTrouble = (error: unknown): error is Error =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_SQLITE_ERROR'

const ledgerTrouble = (error: Error): Failure => ({
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

const stopped: Failure = {
  code: 'network/interrupted',
  message: 'Stopped before it was done. Resume to go on; nothing is paid twice.',
  cost: 'nothing',
}

/** Whether a job that was run still has something to do. */
export const isParked = (end: RunEnd): boolean => end.parked !== null && isOpen(end.job.state)
