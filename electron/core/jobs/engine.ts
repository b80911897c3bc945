import type { PlannedImage } from '../../../shared/domain/plan.ts'
import type { Failure, Result } from '../../../shared/errors.ts'
import type { EngineId } from '../../../shared/domain/document.ts'
import type { Job } from '../ledger/job.ts'
import type { UploadImage } from '../media/normalise.ts'

/**
 * What renders. Both engines go through the same states and the same code; they differ only behind this interface.
 */
export interface Engine {
  readonly id: EngineId
  /**
   * Makes ready everything the request refers to (uploads) and gives the input as it will be sent. Costs nothing, may
   * be repeated.
   */
  readonly prepare: (
    job: Job,
    images: ImageSource,
    signal: AbortSignal,
  ) => Promise<Result<Readonly<Record<string, unknown>>>>
  /** Sends the request, once. Cannot be interrupted: it ends by its own deadline. */
  readonly submit: (job: Job, input: Readonly<Record<string, unknown>>) => Promise<SubmitOutcome>
  /** Waits for an accepted request to end. Resolves with null when `signal` aborts. */
  readonly follow: (job: AcceptedJob, watch: Watch, signal: AbortSignal) => Promise<EndOutcome | null>
  /** Brings the clip of a completed request to `destination`: complete, checked by `verify`, on the disk. */
  readonly fetchClip: (job: AcceptedJob, request: ClipRequest, signal: AbortSignal) => Promise<ClipOutcome>
  /** Asks to cancel. The request may finish all the same: keep following it. */
  readonly cancel: (job: AcceptedJob) => Promise<void>
  /** Looks for a request whose answer was lost. */
  readonly find: (job: Job) => Promise<FindOutcome>
}

/** A job whose request was accepted. */
export type AcceptedJob = Job & { readonly requestId: string }

/** Prepares the images of a job's project. */
export interface ImageSource {
  readonly prepare: (image: PlannedImage) => Promise<Result<UploadImage>>
}

/** What came of sending a paid request. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly requestId: string; readonly queuePosition: number | null }
  /** Refused by a complete answer, so nothing was accepted. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** It provably never left, or was turned away for now: may be sent again after `retryAfterMs`. */
  | { readonly kind: 'not-sent'; readonly failure: Failure; readonly retryAfterMs: number | null }
  /** Sent, and nobody knows. Never sent again by itself. */
  | { readonly kind: 'uncertain'; readonly failure: Failure }

/** Told while a request is followed. */
export interface Watch {
  readonly onQueued: (position: number | null) => void
  /** `fraction` from 0 to 1 where the engine knows it, else null. */
  readonly onRunning: (fraction: number | null) => void
  /** The service cannot be asked just now; the request goes on regardless. */
  readonly onTrouble: (failure: Failure) => void
}

/** How a followed request ended. */
export type EndOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The service does not know the request (any more). */
  | { readonly kind: 'expired'; readonly failure: Failure }

/** Where a clip goes, and how it is checked before it gets its name. */
export interface ClipRequest {
  readonly destination: string
  readonly verify: (path: string) => Promise<Result<unknown>>
  readonly onProgress: (fraction: number | null) => void
}

/** What came of fetching a clip. */
export type ClipOutcome =
  | { readonly kind: 'fetched'; readonly sha256: string; readonly bytes: number }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly rawAnswer?: string }
  | { readonly kind: 'expired'; readonly failure: Failure }
  /** Not now; fetch it again later. */
  | { readonly kind: 'not-now'; readonly failure: Failure; readonly retryAfterMs: number | null }

/** What came of looking for a request. `absent` is no proof: unfinished requests may not be listed. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly requestId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'no-answer'; readonly failure: Failure }
