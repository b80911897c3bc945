import { join } from 'node:path'
import type { Aspect } from '../../shared/domain/endpoints.ts'
import type { BoardDocument, EngineId, Quality, Shot } from '../../shared/domain/document.ts'
import { createIdSource, type IdSource, type JobId } from '../../shared/domain/ids.ts'
import { planRender, type Plan } from '../../shared/domain/plan.ts'
import type { PriceTable } from '../../shared/domain/prices.ts'
import { fail, succeed, type Failure, type Result } from '../../shared/errors.ts'
import { addShot, type AddedShot, type ShotDraft } from './board/add-shot.ts'
import { createAddressPolicy } from './fal/addresses.ts'
import { createFalEngine } from './fal/engine.ts'
import { createHttpCaller } from './fal/http-call.ts'
import { createFalService } from './fal/service.ts'
import { orderFor, requestHashOf, type Intent } from './jobs/orders.ts'
import { createPollSchedule } from './jobs/poll-schedule.ts'
import { createJobRunner, type JobEvent, type JobRunner, type RunEnd } from './jobs/runner.ts'
import type { Job, JobStep } from './ledger/job.ts'
import { openLedger, type Ledger } from './ledger/ledger.ts'
import type { Clock, FileSystem, Log } from './ports.ts'
import { createProject, openProject, type Project, type ProjectPorts } from './project/open-project.ts'
import { createRehearsalEngine } from './rehearsal/engine.ts'
import { createRehearsalRenderer } from './rehearsal/render-in-worker.ts'
import type { Settings } from './settings.ts'

/** What the core needs of the world. */
export interface CorePorts {
  /** The program's data folder; made where it is missing. */
  readonly home: string
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
  /** Gives `count` random bytes fit for ids and seeds. */
  readonly randomBytes: (count: number) => Uint8Array
  /** The fal key, asked for at each call; null where none is known. */
  readonly key: () => string | null
  /** Address of a studio proxy, or null for fal.ai itself. */
  readonly falProxy: string | null
  readonly prices: PriceTable
  readonly settings: Settings
}

/** The headless program: everything the window, browser mode and the terminal can do. */
export interface Core {
  readonly ids: IdSource
  /** What renders where nothing else is said: as the settings say, or fal where a key is known, else the rehearsal. */
  readonly defaultEngine: () => EngineId
  readonly createProject: (
    folder: string,
    details: { title: string; aspect: Aspect },
  ) => Promise<Result<Project>>
  readonly openProject: (folder: string) => Promise<Result<Project>>
  /** Adds a shot with its images, or changes nothing. It is in the document when this resolves, and saved soon after. */
  readonly addShot: (project: Project, draft: ShotDraft) => Promise<Result<AddedShot>>
  readonly plan: (document: BoardDocument, shot: Shot, quality: Quality, engine: EngineId) => Plan
  /** The ledger. Failure: `ledger/unavailable`; nothing can be rendered then. */
  readonly ledger: () => Result<Ledger>
  /**
   * Puts agreed renders into the ledger, or finds the jobs that stand for them already. Nothing is sent before `run`.
   * Failures: `fal/no-key`, `project/read-only`, `ledger/unavailable`.
   */
  readonly order: (
    project: Project,
    intents: readonly Intent[],
  ) => Result<{ readonly job: Job; readonly added: boolean }[]>
  /**
   * For each intent the job that stands for it already: under way here or elsewhere, or just done. Null where a new
   * one would be made. Failure: `ledger/unavailable`.
   */
  readonly standing: (project: Project, intents: readonly Intent[]) => Result<(Job | null)[]>
  /** Takes a job of an open project as far as it goes. */
  readonly run: (job: Job, project: Project) => Promise<RunEnd>
  /** Cancels a job, here or in the process that runs it. */
  readonly cancel: (id: JobId) => Result<void>
  /** Ends an uncertain job's uncertainty by the user's word. Failure: `input/invalid` where the job is not uncertain. */
  readonly settle: (id: JobId, word: Settlement) => Result<Job>
  /** Asks fal.ai, or the studio proxy, about a key; costs nothing. Failures: as `FalService.checkKey`. */
  readonly checkKey: (key: string) => Promise<Result<'accepted'>>
  /** Tells `listener` of every step and progress of jobs run here. */
  readonly onJob: (listener: (event: JobEvent) => void) => () => void
  /** Ends all work in an orderly way; open jobs stay resumable. Projects are closed by who opened them, afterwards. */
  readonly close: () => Promise<void>
}

/** How the user ends an uncertainty. `send-again` may be charged a second time. */
export type Settlement =
  | { readonly kind: 'adopt'; readonly requestId: string }
  | { readonly kind: 'send-again' }
  | { readonly kind: 'give-up' }

/** The composition root: wires all parts of the core, and is the only module that knows them all. */
export const createCore = (ports: CorePorts): Core => {
  const { files, clock, log, settings } = ports
  const ids = createIdSource(ports.randomBytes)
  const projectPorts: ProjectPorts = { files, clock, log, home: ports.home, randomBytes: ports.randomBytes }
  let opened: Result<Workshop> | null = null

  const workshop = (): Result<Workshop> => {
    if (opened?.ok) return opened
    opened = openWorkshop(ports, ids)
    return opened
  }

  return {
    ids,
    defaultEngine: () => settings.engine ?? (ports.key() === null ? 'rehearsal' : 'fal'),
    createProject: (folder, details) => createProject(folder, details, projectPorts),
    openProject: async (folder) => {
      const project = await openProject(folder, projectPorts)
      if (project.ok && project.value.access.kind === 'write' && opened?.ok)
        opened.value.ledger.relocate(project.value.document.id, project.value.folder)
      return project
    },
    addShot: (project, draft) => addShot(project, draft, { files, clock, ids }),
    plan: (document, shot, quality, engine) =>
      planRender(document, shot, { quality, engine, prices: ports.prices }),
    ledger: () => {
      const shop = workshop()
      return shop.ok ? succeed(shop.value.ledger) : shop
    },
    order: (project, intents) => {
      if (project.access.kind !== 'write')
        return fail('project/read-only', project.access.words, { cost: 'nothing' })
      if (ports.key() === null && intents.some(({ plan }) => plan.engine === 'fal')) return noKey
      const shop = workshop()
      if (!shop.ok) return shop
      const { ledger } = shop.value
      try {
        ledger.relocate(project.document.id, project.folder)
        return succeed(
          intents.map((intent) => {
            const by = { ledger, ids, randomBytes: ports.randomBytes, nowMs: clock.now() }
            const order = orderFor(intent, project.document, project.folder, by)
            return ledger.create(order, order.engine === 'fal' ? settings.timing.repeatWindowMs : 0)
          }),
        )
      } catch (error) {
        return ledgerUnavailable(error)
      }
    },
    standing: (project, intents) => {
      const shop = workshop()
      if (!shop.ok) return shop
      const { ledger } = shop.value
      const sinceMs = clock.now() - settings.timing.repeatWindowMs
      try {
        return succeed(
          intents.map(({ plan, takeIndex }) => {
            const requestHash = requestHashOf(plan)
            const { id: projectId } = project.document
            return ledger.standing({ projectId, shotId: plan.shot.id, requestHash, takeIndex }, sinceMs)
          }),
        )
      } catch (error) {
        return ledgerUnavailable(error)
      }
    },
    run: (job, project) => {
      const shop = workshop()
      if (!shop.ok) return Promise.resolve({ job, parked: shop.error })
      return shop.value.runner.run(job, project)
    },
    cancel: (id) => {
      const shop = workshop()
      if (!shop.ok) return shop
      shop.value.runner.cancel(id)
      return succeed(undefined)
    },
    settle: (id, word) => {
      const shop = workshop()
      return shop.ok ? settleJob(shop.value.ledger, id, word, clock.now()) : shop
    },
    checkKey: async (key) => {
      const caller = createHttpCaller()
      const addresses = createAddressPolicy(ports.falProxy)
      const service = createFalService({ caller, addresses, key: () => key, timing: settings.timing })
      try {
        return await service.checkKey()
      } finally {
        caller.close()
      }
    },
    onJob: (listener) => {
      const shop = workshop()
      return shop.ok ? shop.value.runner.onEvent(listener) : () => {}
    },
    close: async () => {
      const shop = opened
      if (shop?.ok) await shop.value.close()
      if (opened === shop) opened = null
    },
  }
}

/** What rendering needs: opened at the first render, so that everything else works where the ledger cannot be opened. */
interface Workshop {
  readonly ledger: Ledger
  readonly runner: JobRunner
  readonly close: () => Promise<void>
}

const openWorkshop = (ports: CorePorts, ids: IdSource): Result<Workshop> => {
  const { files, clock, log, settings } = ports
  const { limits, timing } = settings
  let ledger: Ledger
  try {
    ledger = openLedger(join(ports.home, 'ledger.db'))
  } catch (error) {
    return ledgerUnavailable(error)
  }
  const caller = createHttpCaller()
  const addresses = createAddressPolicy(ports.falProxy)
  const service = createFalService({ caller, addresses, key: ports.key, timing })
  const polls = createPollSchedule(clock, {
    perSecond: limits.pollsPerSecond,
    floorMs: timing.pollFloorMs,
    ceilingMs: timing.pollCeilingMs,
  })
  const renderer = createRehearsalRenderer()
  const runner = createJobRunner({
    ledger,
    engines: {
      fal: createFalEngine({
        service,
        addresses,
        ledger,
        polls,
        files,
        clock,
        log,
        uploadLifetimeMs: timing.uploadLifetimeMs,
        stallMs: timing.stallMs,
        retryMs: timing.retryMs,
      }),
      rehearsal: createRehearsalEngine({ renderer, files }),
    },
    files,
    clock,
    log,
    takeId: ids.take,
    limits: {
      inFlight: { fal: limits.fal, rehearsal: limits.rehearsals },
      downloads: limits.downloads,
      retryMs: timing.retryMs,
      retryMaxMs: timing.retryMaxMs,
      overdueMs: timing.overdueMs,
      lookupPatienceMs: timing.lookupPatienceMs,
    },
  })
  // Whoever closes, however often, waits for the same end.
  let closed: Promise<void> | null = null
  const close = async () => {
    await runner.close()
    await renderer.close()
    caller.close()
    ledger.close()
  }
  return succeed({ ledger, runner, close: () => (closed ??= close()) })
}

const settleJob = (ledger: Ledger, id: JobId, word: Settlement, nowMs: number): Result<Job> => {
  const job = ledger.find(id)
  if (!job) return fail('input/not-found', `There is no job ${id}; list the jobs to see their ids.`)
  if (job.state !== 'uncertain')
    return fail('input/invalid', `Job ${id} is ${job.state}, not uncertain; there is nothing to settle.`)
  if (word.kind === 'adopt' && ledger.holdsRequest(word.requestId))
    return fail('input/invalid', `Another job stands for request ${word.requestId} already.`)
  const step: JobStep =
    word.kind === 'adopt'
      ? { to: 'queued', requestId: word.requestId }
      : word.kind === 'send-again'
        ? { to: 'created', failure: null }
        : { to: 'cancelled', failure: job.failure }
  const settled = ledger.step(job, step, nowMs)
  return settled
    ? succeed(settled)
    : fail('input/invalid', `Job ${id} has moved on meanwhile; list the jobs to see its state.`)
}

const ledgerUnavailable = (error: unknown): { readonly ok: false; readonly error: Failure } =>
  fail(
    'ledger/unavailable',
    'The ledger, which records every paid request, cannot be opened or written, so nothing is sent. Check the disk and the data folder.',
    { detail: error instanceof Error ? error.message : String(error), cost: 'nothing' },
  )

const noKey = fail(
  'fal/no-key',
  'No fal key is known, so fal.ai cannot render. Store one (boardwright key set), or use the rehearsal engine. Set FAL_KEY to use a key once.',
  { cost: 'nothing' },
)
