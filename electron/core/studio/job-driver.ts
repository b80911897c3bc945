import type { JobId, ProjectId } from '../../../shared/domain/ids.ts'
import { isOpen } from '../../../shared/domain/jobs.ts'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import type { JobView } from '../../../shared/views.ts'
import type { Core } from '../core.ts'
import type { JobEvent } from '../jobs/runner.ts'
import { isLedgerTrouble } from '../jobs/stages.ts'
import type { Job } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Clock, Log } from '../ports.ts'
import type { Project } from '../project/project.ts'
import { jobView, noNews, type JobNews } from './job-views.ts'
import type { OpenProjects } from './open-projects.ts'
import { createProgressPace } from './progress-pace.ts'

/** Ended jobs that a window gets with a project, newest first. */
const endedShown = 200

/** Runs the jobs of open projects, and knows what there is to tell of them. */
export interface JobDriver {
  /**
   * Runs jobs of an open project; each keeps it open to its end. Where another program holds the project, it runs them, and
   * here is told how they stand: two that drove one job would take it out of each other's hands.
   */
  readonly run: (jobs: readonly Job[], project: Project) => void
  /** Goes on with everything open in the ledger, or in one project; those whose folder is away wait and say so. */
  readonly resume: (project?: ProjectId) => Promise<number>
  /** Goes on with jobs that waited for the user: all of them, or one. Gives how many. */
  readonly resumeWaiting: (id: JobId | null) => Promise<Result<number>>
  readonly view: (job: Job) => JobView
  /** The open jobs of a project and the latest ended ones, newest first. */
  readonly ofProject: (id: ProjectId) => readonly JobView[]
  /** Failure: `input/not-found`. */
  readonly find: (id: JobId) => Result<Job>
  /** Tells windows how a job stands now, whoever changed it. */
  readonly announce: (job: Job) => void
  /** The same of a job that the user has settled: what it waited for is over. */
  readonly announceSettled: (job: Job) => void
  /** Jobs under way here, without those that wait for the user. */
  readonly running: () => number
  readonly onRunning: (listener: (running: number) => void) => () => void
  /** Watches other programs' jobs no longer. Its own are the core's to stop. */
  readonly close: () => void
}

/** How often a job that another program runs is looked at, in milliseconds. */
const watchEveryMs = 500

export const createJobDriver = (options: {
  readonly core: Core
  readonly projects: () => OpenProjects
  readonly tell: (job: JobView) => void
  readonly onEnd: (job: Job) => void
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
  readonly log: Log
}): JobDriver => {
  const { core, tell, log, clock } = options
  const news = new Map<JobId, JobNews>()
  const underWay = new Set<JobId>()
  const watched = new Set<JobId>()
  const closing = new AbortController()
  const listeners = new Set<(running: number) => void>()
  let isListening = false

  const view = (job: Job) => jobView(job, news.get(job.id))
  const counted = () => {
    for (const listener of listeners) listener(underWay.size)
  }

  const isToBeTold = createProgressPace(clock)
  const onEvent = (event: JobEvent) => {
    const { job, ...told } = event
    news.set(job.id, { ...told, waitsFor: null })
    if (isToBeTold(event)) tell(view(job))
  }
  const listen = () => {
    if (isListening) return
    isListening = true
    core.onJob(onEvent)
  }

  const drive = async (job: Job, project: Project): Promise<void> => {
    const holder = `job ${job.id}`
    const { id: projectId } = project.document
    underWay.add(job.id)
    news.set(job.id, noNews)
    counted()
    options.projects().hold(projectId, holder)
    try {
      const { job: ended, parked } = await core.run(job, project)
      if (isOpen(ended.state)) news.set(ended.id, { ...noNews, waitsFor: parked })
      else news.delete(ended.id)
      tell(view(ended))
      options.onEnd(ended)
    } catch (error) {
      // A mistake of ours ends this run of one job, not the program: the job is in the ledger, where it was.
      log.warn('job.broken', { job: job.id, kind: error instanceof Error ? error.name : typeof error })
      news.set(job.id, { ...noNews, waitsFor: broken })
      const now = ledgerOrNull(core)?.find(job.id)
      if (now) tell(view(now))
    } finally {
      underWay.delete(job.id)
      counted()
      await options.projects().release(projectId, holder)
    }
  }

  /** How a job stands in the ledger; null while that cannot be read. */
  const standing = (id: JobId): Job | null => {
    try {
      return ledgerOrNull(core)?.find(id) ?? null
    } catch (error) {
      if (!isLedgerTrouble(error)) throw error
      log.warn('ledger.unreadable', { words: error.message })
      return null
    }
  }

  /** Tells how a job comes on that another program runs, until it ends, or is run here, or no window shows its project. */
  const watch = async (job: Job): Promise<void> => {
    if (watched.has(job.id)) return
    watched.add(job.id)
    let last = job
    const isWatched = () =>
      isOpen(last.state) && !underWay.has(job.id) && options.projects().find(job.projectId).ok
    while (isWatched()) {
      await clock.sleep(watchEveryMs, closing.signal)
      if (closing.signal.aborted || underWay.has(job.id)) break
      const now = standing(job.id) ?? last
      if (now.state === last.state) continue
      last = now
      if (!isOpen(now.state)) news.delete(now.id)
      tell(view(now))
    }
    watched.delete(job.id)
    if (!isOpen(last.state)) options.onEnd(last)
  }

  const run = (jobs: readonly Job[], project: Project) => {
    listen()
    for (const job of jobs) {
      if (!isOpen(job.state) || underWay.has(job.id)) continue
      void (project.access.kind === 'write' ? drive(job, project) : watch(job))
    }
  }

  const openJobs = (projectId?: ProjectId): Job[] =>
    ledgerOrNull(core)
      ?.list({ ended: false, ...(projectId && { projectId }) })
      .toReversed() ?? []

  const runInFolder = async (folder: string, jobs: readonly Job[]): Promise<number> => {
    const holder = `resume ${folder}`
    const opened = await options.projects().open(folder, holder)
    if (!opened.ok || opened.value.access.kind === 'read-only') {
      const why: Failure =
        opened.ok && opened.value.access.kind === 'read-only'
          ? { code: 'project/locked', message: opened.value.access.words, cost: 'nothing' }
          : opened.ok
            ? broken
            : opened.error
      for (const job of jobs) {
        news.set(job.id, { ...noNews, waitsFor: why })
        tell(view(job))
        if (why.code === 'project/locked') void watch(job)
      }
      if (opened.ok) await options.projects().release(opened.value.document.id, holder)
      return 0
    }
    const project = opened.value
    // The folder may have been copied: jobs belong to the project they were ordered for.
    const own = jobs.filter(({ projectId }) => projectId === project.document.id)
    run(own, project)
    await options.projects().release(project.document.id, holder)
    return own.length
  }

  const resume: JobDriver['resume'] = async (projectId) => {
    const waiting = openJobs(projectId).filter(({ id }) => !underWay.has(id))
    let resumed = 0
    for (const [folder, jobs] of Map.groupBy(waiting, (job) => job.projectFolder))
      resumed += await runInFolder(folder, jobs)
    return resumed
  }

  return {
    run,
    resume,
    resumeWaiting: async (id) => {
      const all = openJobs().filter((job) => !underWay.has(job.id) && (id === null || job.id === id))
      if (id !== null && all.length === 0)
        return fail('input/not-found', 'That job does not wait for anything; it has ended or is under way.', {
          cost: 'nothing',
        })
      core.goOn('fal')
      let resumed = 0
      for (const [folder, jobs] of Map.groupBy(all, (job) => job.projectFolder))
        resumed += await runInFolder(folder, jobs)
      return succeed(resumed)
    },
    view,
    ofProject: (projectId) => {
      const ledger = ledgerOrNull(core)
      if (!ledger) return []
      const open = ledger.list({ projectId, ended: false })
      const latest = ledger.list({ projectId, ended: true, limit: endedShown })
      const known = new Set(open.map(({ id }) => id))
      return [...open, ...latest.filter(({ id }) => !known.has(id))].map(view)
    },
    find: (id) => {
      const ledger = core.ledger()
      if (!ledger.ok) return ledger
      const job = ledger.value.find(id)
      return job ? succeed(job) : fail('input/not-found', 'The ledger has no such job.', { cost: 'nothing' })
    },
    announce: (job) => tell(view(job)),
    announceSettled: (job) => {
      news.delete(job.id)
      tell(view(job))
    },
    running: () => underWay.size,
    onRunning: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => closing.abort(),
  }
}

const ledgerOrNull = (core: Core): Ledger | null => {
  const ledger = core.ledger()
  return ledger.ok ? ledger.value : null
}

const broken: Failure = {
  code: 'app/broken',
  message:
    'The work on this job stopped because of a mistake of Boardwright’s own. Nothing was lost; go on with it, or restart Boardwright.',
}
