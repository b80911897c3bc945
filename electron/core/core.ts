import type { Aspect } from '../../shared/domain/endpoints.ts'
import type { BoardDocument, EngineId, Quality, Shot } from '../../shared/domain/document.ts'
import type { IdSource, JobId } from '../../shared/domain/ids.ts'
import type { KeyProfile } from '../../shared/domain/keys.ts'
import type { Plan } from '../../shared/domain/plan.ts'
import type { QuotedPrice } from '../../shared/domain/price-refresh.ts'
import type { PriceTable } from '../../shared/domain/prices.ts'
import type { Settings } from '../../shared/domain/settings.ts'
import type { Result } from '../../shared/errors.ts'
import type { AddedShot, ShotDraft } from './board/add-shot.ts'
import type { Settlement } from './fal/settle.ts'
import type { Intent } from './jobs/orders.ts'
import type { JobEvent, RunEnd } from './jobs/runner.ts'
import type { Job } from './ledger/job.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Clock, FileSystem, Log } from './ports.ts'
import type { Project } from './project/open-project.ts'
import type { Reconciler } from './spending/reconciler.ts'

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
  /** Whose key of the keychain that is; null for any other key, and where none is known. */
  readonly keyProfile: () => KeyProfile | null
  /** Address of a studio proxy, or null for fal.ai itself. */
  readonly falProxy: string | null
  /** The prices in force. */
  readonly prices: () => PriceTable
  /** The settings as they are now. Limits and timings hold from the first render on, until the core is closed. */
  readonly settings: () => Settings
}

/** The headless program: everything the window, browser mode and the terminal can do with projects and jobs. */
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
   * Failures: `fal/no-key`, `project/read-only`, `ledger/unavailable`, `money/over-budget`, `money/price-unknown`,
   * `money/gate`.
   */
  readonly order: (
    project: Project,
    intents: readonly Intent[],
    word?: OrderWord,
  ) => Result<{ readonly job: Job; readonly added: boolean }[]>
  /**
   * For each intent the job that stands for it already: under way here or elsewhere, or just done. Null where a new
   * one would be made. Failure: `ledger/unavailable`.
   */
  readonly standing: (project: Project, intents: readonly Intent[]) => Result<(Job | null)[]>
  /** Takes a job of an open project as far as it goes. */
  readonly run: (job: Job, project: Project) => Promise<RunEnd>
  /** Lets an engine send again that an account problem had stopped; its parked jobs are to be run again. */
  readonly goOn: (engine: EngineId) => void
  /** Cancels a job, here or in the process that runs it. */
  readonly cancel: (id: JobId) => Result<void>
  /**
   * Ends an uncertain job's uncertainty by the user's word. A request is adopted only where fal.ai knows it. Failures:
   * `input/invalid` where the job is not uncertain, or another stands for the request; `input/not-found`; `network/…`
   * and `fal/…` where fal.ai cannot be asked.
   */
  readonly settle: (id: JobId, word: Settlement) => Promise<Result<Job>>
  /** What holds the ledger against fal.ai's own list. Failures: `fal/no-key`, `ledger/unavailable`. */
  readonly reconciler: () => Result<Reconciler>
  /** Asks fal.ai, or the studio proxy, about a key; costs nothing. Failures: as `FalService.checkKey`. */
  readonly checkKey: (key: string) => Promise<Result<'accepted'>>
  /** Asks fal.ai, or the studio proxy, for its prices; costs nothing. Endpoints without one are left out. Failures: `network/…`, `fal/…`. */
  readonly quotePrices: () => Promise<Result<readonly QuotedPrice[]>>
  /** Tells `listener` of every step and progress of jobs run here. */
  readonly onJob: (listener: (event: JobEvent) => void) => () => void
  /** Ends all work in an orderly way; open jobs stay resumable. Projects are closed by who opened them, afterwards. */
  readonly close: () => Promise<void>
}

/** What the user says with an order. */
export interface OrderWord {
  /** Finals are to be made although the gate of the settings stands before them. */
  readonly overrideGate: boolean
}
