import type { EngineId, Quality } from '../../../shared/domain/document.ts'
import type { PixelSize, Resolution } from '../../../shared/domain/endpoints.ts'
import type { JobState } from '../../../shared/domain/jobs.ts'
import type { IntentId, JobId, ProjectId, ShotId } from '../../../shared/domain/ids.ts'
import type { KeyProfile } from '../../../shared/domain/keys.ts'
import type { PlannedRequest } from '../../../shared/domain/plan.ts'
import type { Failure } from '../../../shared/errors.ts'

/** What a job is made of, fixed when it is created. */
export interface JobOrder {
  readonly id: JobId
  /** The click or command that asked for it. */
  readonly intentId: IntentId
  readonly projectId: ProjectId
  /** Real path of the project's folder, as far as is known. */
  readonly projectFolder: string
  readonly shotId: ShotId
  readonly shotLabel: string
  readonly shotTitle: string
  /** Which of several takes of the same request this is, from 0. */
  readonly takeIndex: number
  readonly takeNumber: number
  readonly engine: EngineId
  readonly quality: Quality
  readonly request: PlannedRequest
  readonly requestHash: string
  readonly seed: number
  readonly plannedMs: number
  readonly size: PixelSize
  readonly resolution: Resolution
  /** Agreed price; null where it was unknown and the user agreed. */
  readonly priceMicroUsd: number | null
  readonly priceSource: 'listed' | 'estimate' | 'refreshed' | 'free' | null
  readonly priceTableDate: string
  /** The table it was agreed under, as the price book keeps it (`PriceBook.kept`); null for jobs from before tables were kept so. */
  readonly priceTableName: string | null
  /** Whose key of the keychain pays; null for a key of the session or the environment, and for rehearsals. */
  readonly keyProfile: KeyProfile | null
  /** The user had it made although the gate would have refused it; see `isGated`. */
  readonly gateOverridden: boolean
  /** It stands for a request that this program did not send, or had lost sight of; `request` only describes it then. */
  readonly adopted: boolean
  /** Milliseconds since 1970. */
  readonly createdAtMs: number
}

/** A job: its order and how far it has come. */
export interface Job extends JobOrder {
  readonly state: JobState
  /** The input as sent, with the addresses of its images; null before it is sent. */
  readonly input: Readonly<Record<string, unknown>> | null
  /** When the paid request was sent (milliseconds since 1970); null before. */
  readonly sentAtMs: number | null
  /** The service's id; null until it is known that the request was accepted. */
  readonly requestId: string | null
  /** The clip's file name in `clips/`; null before the download begins. */
  readonly clipFile: string | null
  readonly clipSha256: string | null
  /** Why it is where it is, where that is not success. */
  readonly failure: Failure | null
  /** The service's answer as far as it is kept, for a job that went wrong after it was accepted. */
  readonly rawAnswer: string | null
  /** What fal.ai says it billed, in its own unit of the endpoint; null where it has not said. */
  readonly billedUnits: number | null
  /** The same in micro-dollars, by the prices that held then; null where that cannot be told. */
  readonly billedMicroUsd: number | null
  /** When the user asked to cancel; null otherwise. */
  readonly cancelRequestedAtMs: number | null
  readonly updatedAtMs: number
}

/** A step of a job, with what the new state needs. */
export type JobStep =
  | { readonly to: 'uploading' }
  | { readonly to: 'submitting'; readonly input: Readonly<Record<string, unknown>> }
  /** Back to the start: the request provably never left. */
  | { readonly to: 'created'; readonly failure: Failure | null }
  | { readonly to: 'uncertain'; readonly failure: Failure }
  /** `takeNumber`: another one, where the job had ended and its own may have been given away. */
  | { readonly to: 'queued'; readonly requestId: string; readonly takeNumber?: number }
  | { readonly to: 'running' }
  | { readonly to: 'downloading'; readonly clipFile: string }
  | { readonly to: 'succeeded'; readonly clipSha256: string }
  | { readonly to: 'failed'; readonly failure: Failure; readonly rawAnswer?: string }
  | { readonly to: 'cancelled'; readonly failure: Failure | null }
  | { readonly to: 'expired'; readonly failure: Failure }

/**
 * Whether a job has been with the service for longer than `overdueMs`: waiting in its queue, or running. A long queue is
 * not a stuck job, so nothing follows from it by itself.
 */
export const isOverdue = (job: Job, nowMs: number, overdueMs: number): boolean =>
  (job.state === 'queued' || job.state === 'running') &&
  job.sentAtMs !== null &&
  nowMs - job.sentAtMs > overdueMs

const stepsFrom: Readonly<Record<JobState, readonly JobState[]>> = {
  created: ['uploading', 'failed', 'cancelled'],
  uploading: ['submitting', 'created', 'failed', 'cancelled'],
  submitting: ['queued', 'created', 'uncertain', 'failed'],
  // Settled by the user (send again, give up) or by finding the request.
  uncertain: ['queued', 'created', 'cancelled'],
  queued: ['running', 'downloading', 'failed', 'cancelled', 'expired'],
  running: ['queued', 'downloading', 'failed', 'cancelled', 'expired'],
  downloading: ['succeeded', 'failed', 'expired', 'downloading'],
  succeeded: [],
  // Looked up again: the service has, or may still have, a clip of the accepted request.
  failed: ['queued'],
  cancelled: ['queued'],
  expired: ['queued'],
}

/** Whether a job may go from one state to another. */
export const mayStep = (from: JobState, to: JobState): boolean => stepsFrom[from].includes(to)
