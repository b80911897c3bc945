import { inputOf, type PlannedImage } from '../../../shared/domain/plan.ts'
import { succeed, type Failure, type Result } from '../../../shared/errors.ts'
import type { AcceptedJob, ClipOutcome, Engine, FindOutcome } from '../jobs/engine.ts'
import type { PollSchedule } from '../jobs/poll-schedule.ts'
import { createSlots } from '../jobs/slots.ts'
import type { Job } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { downloadClip } from '../media/download.ts'
import type { UploadImage } from '../media/normalise.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import type { AddressPolicy } from './addresses.ts'
import { unrepeated } from './failures.ts'
import { closestMatch } from './same-input.ts'
import type { FalService } from './service.ts'

export interface FalEngineOptions {
  readonly service: FalService
  readonly addresses: AddressPolicy
  readonly ledger: Ledger
  readonly polls: PollSchedule
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
  /** What so many billed units of a job's endpoint come to by the prices in force, in micro-dollars; null where nobody can tell. */
  readonly worthOf: (job: Job, units: number) => number | null
  /** How long an upload's address is used again, in milliseconds; fal.ai keeps files for at least 7 days. */
  readonly uploadLifetimeMs: number
  /** Longest silence while a clip is fetched, in milliseconds. */
  readonly stallMs: number
  /** First pause before something that failed is tried again, in milliseconds; later ones double. */
  readonly retryMs: number
}

const uploadAttempts = 4
const uploadsAtOnce = 3
/** How often the result of a completed job may speak of a model error with 5xx before it is believed. */
const believedAfter = 8
/** How far the service's clock and ours may be apart. */
const clockSkewMs = 26 * 3_600_000

/** The engine that renders with fal.ai. */
export const createFalEngine = (options: FalEngineOptions): Engine => {
  const { service, ledger, polls, clock, log } = options
  const serviceName = options.addresses.proxyUrl?.origin ?? 'fal.ai'
  const uploadSlots = createSlots(uploadsAtOnce)
  const uploading = new Map<string, Promise<Result<string>>>()
  const modelErrors = new Map<string, number>()

  const uploadOnce = async (image: UploadImage, signal: AbortSignal): Promise<Result<string>> => {
    const known = ledger.upload(image.sha256, serviceName)
    if (known && clock.now() - known.uploadedAtMs < options.uploadLifetimeMs) {
      const readable = await service.isReadable(known.url, image.data.byteLength)
      if (readable.ok && readable.value) return succeed(known.url)
    }
    if (known) ledger.forgetUpload(image.sha256, serviceName)

    const release = await uploadSlots.take(signal)
    if (!release) return cancelled
    try {
      const extension = image.contentType === 'image/png' ? 'png' : 'jpg'
      const bytes = new Uint8Array(image.data)
      for (let attempt = 1; ; attempt++) {
        const uploaded = await service.upload(
          bytes,
          image.contentType,
          `${image.sha256.slice(0, 16)}.${extension}`,
        )
        const address = uploaded.ok ? await verified(uploaded.value, bytes.byteLength) : uploaded
        if (address.ok) {
          ledger.recordUpload(image.sha256, serviceName, { url: address.value, uploadedAtMs: clock.now() })
          return address
        }
        log.warn('upload.failed', { code: address.error.code, attempt })
        if (attempt >= uploadAttempts || !mayPass(address.error) || signal.aborted) return address
        await clock.sleep(options.retryMs * 2 ** attempt, signal)
      }
    } finally {
      release()
    }
  }

  const verified = async (url: string, sizeBytes: number): Promise<Result<string>> => {
    const readable = await service.isReadable(url, sizeBytes)
    if (!readable.ok) return readable
    return readable.value ? succeed(url) : { ok: false, error: notReadable }
  }

  const uploadShared = async (image: UploadImage, signal: AbortSignal): Promise<Result<string>> => {
    for (let running = uploading.get(image.sha256); running; running = uploading.get(image.sha256)) {
      const shared = await running
      // The job that had begun it was cancelled; this one was not.
      if (shared.ok || shared.error.code !== 'render/cancelled' || signal.aborted) return shared
    }
    const upload = uploadOnce(image, signal).finally(() => uploading.delete(image.sha256))
    uploading.set(image.sha256, upload)
    return upload
  }

  return {
    id: 'fal',

    prepare: async (job, images, signal) => {
      const urls = await inOrder(job.request.images, async (image): Promise<Result<string>> => {
        const prepared = await images.prepare(image)
        return prepared.ok ? uploadShared(prepared.value, signal) : prepared
      })
      return urls.ok ? succeed(inputOf(job.request, urls.value, job.seed)) : urls
    },

    submit: (job, input) => service.submit(job.request.endpoint, { ...input }),

    follow: async (job, watch, signal) => {
      const kind = `${job.request.endpoint} ${job.resolution} ${job.plannedMs}`
      let runningSinceMs: number | null = null
      let lastQueuedMs = clock.monotonicMs()
      let queuePosition: number | null = null
      for (let asked = 0; ; asked++) {
        if (!(await polls.turn({ kind, runningSinceMs, queuePosition, asked }, signal))) return null
        const status = await service.status(job.request.endpoint, job.requestId)
        switch (status.kind) {
          case 'queued':
            lastQueuedMs = clock.monotonicMs()
            runningSinceMs = null
            if (queuePosition !== status.position) asked = 0
            queuePosition = status.position
            watch.onQueued(status.position)
            break
          case 'running':
            runningSinceMs ??= lastQueuedMs
            watch.onRunning(null)
            break
          case 'completed':
            polls.learn(kind, clock.monotonicMs() - (runningSinceMs ?? lastQueuedMs))
            return { kind: 'completed' }
          case 'failed':
            return status
          case 'unknown-request':
            return { kind: 'expired', failure: expired(job, status.failure) }
          case 'no-answer':
            watch.onTrouble(status.failure)
            if (status.retryAfterMs !== null) await clock.sleep(status.retryAfterMs, signal)
            break
        }
      }
    },

    fetchClip: async (job, request, signal): Promise<ClipOutcome> => {
      const result = await service.result(job.request.endpoint, job.requestId)
      if (result.kind === 'no-answer' && result.saysFailed) {
        const times = (modelErrors.get(job.id) ?? 0) + 1
        modelErrors.set(job.id, times)
        if (times >= believedAfter)
          return { kind: 'failed', failure: { ...result.failure, requestId: job.requestId } }
      }
      if (result.kind === 'no-answer')
        return { kind: 'not-now', failure: result.failure, retryAfterMs: result.retryAfterMs }
      if (result.kind !== 'gone' && result.billedUnits !== null)
        ledger.recordBill(job.id, {
          units: result.billedUnits,
          microUsd: options.worthOf(job, result.billedUnits),
        })
      if (result.kind === 'gone') return { kind: 'expired', failure: expired(job, result.failure) }
      if (result.kind === 'failed')
        return { kind: 'failed', failure: result.failure, rawAnswer: result.answer }

      const downloaded = await downloadClip({
        url: result.url,
        destination: request.destination,
        allows: options.addresses.allowsMedia,
        files: options.files,
        clock,
        signal,
        stallMs: options.stallMs,
        verify: request.verify,
        onProgress: ({ receivedBytes, totalBytes }) =>
          request.onProgress(totalBytes ? receivedBytes / totalBytes : null),
      })
      if (downloaded.ok)
        return { kind: 'fetched', sha256: downloaded.value.sha256, bytes: downloaded.value.bytes }
      // What the clip cost is spent; that it has not arrived costs nothing more.
      const failure: Failure = { cost: 'nothing', ...downloaded.error, requestId: job.requestId }
      switch (failure.code) {
        // A media host that refuses the address counts as gone too: the result is read once more for a fresh one.
        case 'media/gone':
        case 'fal/rejected':
          return { kind: 'expired', failure: expired(job, failure) }
        case 'media/not-a-clip':
        case 'media/too-large':
        case 'media/refused-address':
          return { kind: 'failed', failure: { ...failure, cost: 'perhaps' }, rawAnswer: result.answer }
        default:
          return { kind: 'not-now', failure, retryAfterMs: null }
      }
    },

    cancel: async (job) => {
      const outcome = await service.cancel(job.request.endpoint, job.requestId)
      log.info('job.cancelAsked', { job: job.id, outcome })
    },

    find: async (job): Promise<FindOutcome> => {
      if (job.sentAtMs === null || job.input === null) return { kind: 'absent' }
      const listed = await service.list(
        job.request.endpoint,
        job.sentAtMs - clockSkewMs,
        clock.now() + clockSkewMs,
      )
      if (!listed.ok) return { kind: 'no-answer', failure: notLookedUp(listed.error) }
      const match = closestMatch(listed.value, job, ledger.holdsRequest)
      return match ? { kind: 'found', requestId: match.requestId } : { kind: 'absent' }
    },
  }
}

/** Codes of failures that soon pass by themselves. Without a connection the job waits, and says so. */
const mayPass = ({ code }: Failure): boolean =>
  code === 'network/timeout' ||
  code === 'network/interrupted' ||
  code === 'fal/failed' ||
  code === 'fal/busy' ||
  code === 'fal/unexpected' ||
  code === 'media/missing'

const notReadable: Failure = {
  code: 'media/missing',
  message: 'An uploaded image cannot be read back from fal.ai, so nothing was submitted. Try again.',
  cost: 'nothing',
}

const cancelled: Result<string> = {
  ok: false,
  error: { code: 'render/cancelled', message: 'The shot was cancelled before it was sent.', cost: 'nothing' },
}

const expired = (job: AcceptedJob, cause: Failure): Failure => ({
  code: 'fal/expired',
  message: `fal.ai no longer has this clip; it keeps clips for about a week. Quote request ${job.requestId} to its support.`,
  requestId: job.requestId,
  cost: 'perhaps',
  ...(cause.detail && { detail: cause.detail }),
})

const notLookedUp = (failure: Failure): Failure => ({
  ...unrepeated(failure, 'nobody could see whether it has the request'),
  cost: 'perhaps',
})

const inOrder = async (
  images: readonly PlannedImage[],
  act: (image: PlannedImage) => Promise<Result<string>>,
): Promise<Result<string[]>> => {
  const results = await Promise.all(images.map(act))
  const urls: string[] = []
  for (const result of results) {
    if (!result.ok) return result
    urls.push(result.value)
  }
  return succeed(urls)
}
