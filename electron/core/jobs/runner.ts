import type { EngineId } from '../../../shared/domain/document.ts'
import type { EndpointId } from '../../../shared/domain/endpoints.ts'
import type { JobId, TakeId } from '../../../shared/domain/ids.ts'
import type { Failure } from '../../../shared/errors.ts'
import { isOverdue, type Job, type JobStep } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import type { Project } from '../project/open-project.ts'
import type { Engine } from './engine.ts'
import { createPace } from './pace.ts'
import { createSlots, type Slots } from './slots.ts'
import { isLedgerTrouble, ledgerTrouble, stageOf, type News, type Place, type Run } from './stages.ts'

/**
 * Takes jobs from state to state until they end. One job, one line of work; what they share are places (how many at
 * once) and the pause that an account problem brings. Every step is in the ledger before anybody is told, so that a
 * process may die at any point: the next one takes the job from the state it finds.
 */
export interface JobRunner {
  /** Takes a job of an open project as far as it goes. Calling it again for a job under way gives the same promise. */
  run: (job: Job, project: Project) => Promise<RunEnd>
  /** Cancels: at once what is unsent; what is accepted is asked to stop, and its clip kept if it comes all the same. */
  cancel: (id: JobId) => void
  /** Tells the run of an uncertain job, where there is one here, that the user has said how it goes on. */
  settled: (id: JobId) => void
  /** Ends the pause that an account problem brought an engine. Jobs that it parked are to be run again. */
  goOn: (engine: EngineId) => void
  /** Tells `listener` of every step and progress, until the function that it returns is called. */
  onEvent: (listener: (event: JobEvent) => void) => () => void
  /** Stops driving. Jobs stay in their state, to be resumed. Resolves when nothing runs any more. */
  close: () => Promise<void>
}

/** How far `run` came. `parked`: the job is open still, and this says what it waits for. */
export interface RunEnd {
  readonly job: Job
  readonly parked: Failure | null
}

/** News of a job. */
export type JobEvent = {
  readonly job: Job
  /** It has been with the service for unusually long. It may still finish; cancelling is the user's decision. */
  readonly overdue: boolean
} & Required<News>

/** How many at once, and how patient. */
export interface RunnerLimits {
  /** Requests that are sent and not done yet, by engine. */
  readonly inFlight: Readonly<Record<EngineId, number>>
  /** Of them, to one endpoint of fal.ai; one that is null or not named has no limit of its own. */
  readonly ofEndpoint: Readonly<Partial<Record<EndpointId, number | null>>>
  readonly downloads: number
  /** First pause before something that failed is tried again, in milliseconds; later ones double up to `retryMaxMs`. */
  readonly retryMs: number
  readonly retryMaxMs: number
  /** How long after sending a job counts as overdue, in milliseconds. */
  readonly overdueMs: number
  /** How long an uncertain request is looked for in one run, in milliseconds. */
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

/** How often the ledger is asked for wishes to cancel that came from another process, in milliseconds. */
const wishesEveryMs = 1000

/** Makes a runner. */
export const createJobRunner = (options: RunnerOptions): JobRunner => {
  const { ledger, engines, files, clock, log, limits } = options
  const listeners = new Set<(event: JobEvent) => void>()
  const running = new Map<JobId, RunningJob>()
  const closing = new AbortController()
  const inFlight = {
    fal: createSlots(limits.inFlight.fal),
    rehearsal: createSlots(limits.inFlight.rehearsal),
  }
  const ofEndpoint = new Map(
    Object.entries(limits.ofEndpoint).flatMap(([endpoint, limit]) =>
      limit === null ? [] : [[endpoint, createSlots(limit)] as const],
    ),
  )
  /** The places a job needs, in the order in which everybody takes them. */
  const placesOf = ({ engine, request }: Job): readonly Slots[] => {
    const own = engine === 'fal' ? ofEndpoint.get(request.endpoint) : undefined
    return own ? [own, inFlight[engine]] : [inFlight[engine]]
  }
  const downloads = createSlots(limits.downloads)
  const pace = { firstMs: limits.retryMs, longestMs: limits.retryMaxMs }
  const paces = { fal: createPace(clock, pace), rehearsal: createPace(clock, pace) }
  // Set by an account problem: what is unsent of this engine stays unsent, to be resumed when it is mended.
  const paused = new Map<EngineId, Failure>()
  const pausing: Record<EngineId, AbortController> = {
    fal: new AbortController(),
    rehearsal: new AbortController(),
  }

  const tell = (job: Job, news: News = {}) => {
    const overdue = isOverdue(job, clock.now(), limits.overdueMs)
    for (const listener of listeners)
      listener({ job, overdue, fraction: null, queuePosition: null, trouble: null, ...news })
  }

  const pauseMs = (attempt: number) =>
    Math.min(limits.retryMs * 2 ** Math.min(attempt, 20), limits.retryMaxMs)

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
        await clock.sleep(pauseMs(attempt), closing.signal)
        if (closing.signal.aborted) throw new TakenOver()
      }
    }
  }

  const beginRun = (job: Job, project: Project, { cancel, word }: Pick<Run, 'cancel' | 'word'>): Run => {
    const { engine } = job
    let inVain = 0
    return {
      engine: engines[engine],
      project,
      cancel,
      word,
      closing: closing.signal,
      pausing: () => pausing[engine].signal,
      pausedBy: () => paused.get(engine),
      pauseEngine: (failure) => {
        paused.set(engine, failure)
        pausing[engine].abort()
      },
      inFlight: createPlace(placesOf(job)),
      pace: paces[engine],
      downloads,
      ledger,
      files,
      clock,
      takeId: options.takeId,
      take,
      tell,
      pause: (atLeastMs, until) => clock.sleep(Math.max(atLeastMs ?? 0, pauseMs(inVain++)), until),
      inVain: () => inVain,
      goesOn: () => {
        inVain = 0
      },
      lookupPatienceMs: limits.lookupPatienceMs,
      saidToBeGone: false,
    }
  }

  const drive = async (
    first: Job,
    project: Project,
    signals: Pick<Run, 'cancel' | 'word'>,
  ): Promise<RunEnd> => {
    const run = beginRun(first, project, signals)
    let job = first
    try {
      for (let stage = stageOf(job); stage; stage = stageOf(job)) {
        if (closing.signal.aborted) return { job, parked: job.failure ?? stopped }
        try {
          const next = await stage(job, run)
          if ('waitsFor' in next) return { job: ledger.find(job.id) ?? job, parked: next.waitsFor }
          job = next
        } catch (error) {
          if (error instanceof TakenOver) return { job: ledger.find(job.id) ?? job, parked: stopped }
          // A full or absent disk: the job is where its last step left it, and goes on when the disk does.
          if (!isDiskTrouble(error)) throw error
          job = ledger.find(job.id) ?? job
          const failure = diskFailure(error, 'The clip could not be stored')
          log.warn('job.disk', { job: job.id, code: failure.code })
          tell(job, { trouble: failure })
          await run.pause(null, closing.signal)
        }
      }
      return { job, parked: null }
    } finally {
      run.inFlight.release()
    }
  }

  // The wish to cancel may come from another process, through the ledger.
  let heeding = false
  const heedWishes = async () => {
    if (heeding) return
    heeding = true
    while (running.size > 0 && !closing.signal.aborted) {
      try {
        for (const id of ledger.cancelWishes()) running.get(id)?.cancel.abort()
      } catch (error) {
        if (!isLedgerTrouble(error)) throw error
        log.warn('ledger.unreadable', { words: error.message })
      }
      await clock.sleep(wishesEveryMs, closing.signal)
    }
    heeding = false
  }

  return {
    run: (job, project) => {
      const known = running.get(job.id)
      if (known) return known.done
      const cancel = new AbortController()
      if (job.cancelRequestedAtMs !== null) cancel.abort()
      let word = new AbortController()
      const signals = { cancel: cancel.signal, word: () => word.signal }
      const done = drive(job, project, signals).finally(() => running.delete(job.id))
      const settled = () => {
        word.abort()
        word = new AbortController()
      }
      running.set(job.id, { done, cancel, settled })
      void heedWishes()
      return done
    },
    cancel: (id) => {
      ledger.requestCancel(id, clock.now())
      running.get(id)?.cancel.abort()
    },
    settled: (id) => running.get(id)?.settled(),
    goOn: (engine) => {
      if (paused.delete(engine)) pausing[engine] = new AbortController()
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

/** A job under way here. */
interface RunningJob {
  readonly done: Promise<RunEnd>
  readonly cancel: AbortController
  readonly settled: () => void
}

/** Another process took the job on, or this one is closing: whoever holds it now says how it stands. */
class TakenOver extends Error {}

/** The disk's or the ledger's own trouble, as opposed to a mistake of ours (whose codes begin with ERR_). */
const isDiskTrouble = (error: unknown): boolean =>
  isLedgerTrouble(error) || /^E(?!RR_)[A-Z0-9]+$/.test(errnoOf(error) ?? '')

/** A place that is one in each of several; all of them are held, or none. */
const createPlace = (all: readonly Slots[]): Place => {
  let held: (() => void)[] = []
  const release = () => {
    for (const free of held) free()
    held = []
  }
  return {
    take: async (signal) => {
      if (held.length > 0) return true
      for (const slots of all) {
        const free = await slots.take(signal)
        if (free) held.push(free)
        else {
          release()
          return false
        }
      }
      return true
    },
    force: () => {
      if (held.length === 0) held = all.map((slots) => slots.force())
    },
    release,
  }
}

const stopped: Failure = {
  code: 'network/interrupted',
  message: 'Stopped before it was done. Resume to go on; nothing is paid twice.',
  cost: 'nothing',
}
