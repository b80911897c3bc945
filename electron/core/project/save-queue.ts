import { succeed, type Failure, type Result } from '../../../shared/errors.ts'
import type { Clock } from '../ports.ts'

/** How long saving waits, in milliseconds. */
export interface SaveDelays {
  /** After the last change. */
  readonly quietMs: number
  /** After the first unsaved change, however many follow. */
  readonly atMostMs: number
  /** After a failed save; doubled with every further failure, up to `retryAtMostMs`. */
  readonly retryMs: number
  readonly retryAtMostMs: number
}

const defaultDelays: SaveDelays = { quietMs: 300, atMostMs: 2000, retryMs: 1000, retryAtMostMs: 30_000 }

/** Says when to save: soon after a change, never twice at once, again after a failure. */
export interface SaveQueue {
  /** `failed` from a failed save until one succeeds, while it is tried again as well. */
  readonly state: 'idle' | 'waiting' | 'running' | { readonly failed: Failure }
  /** Something changed and is to be saved. */
  readonly touch: () => void
  /** Saves now what is unsaved. Resolves when everything touched before the call is saved, or a save failed. */
  readonly flush: () => Promise<Result<void>>
  /** Waits for a running save; nothing is saved by itself any more. */
  readonly stop: () => Promise<void>
}

/**
 * @param save saves everything as it is when called. Never rejects.
 * @param retries whether a failure may go away by itself.
 * @param onState called whenever `state` may have changed.
 */
export const createSaveQueue = (options: {
  readonly clock: Clock
  readonly save: () => Promise<Result<void>>
  readonly retries: (failure: Failure) => boolean
  readonly onState: () => void
  readonly delays?: SaveDelays
}): SaveQueue => {
  const { clock, save, retries, onState, delays = defaultDelays } = options
  let isDirty = false
  let isStopped = false
  let dirtySince = 0
  let running: Promise<Result<void>> | null = null
  let failed: { readonly failed: Failure } | null = null
  let failures = 0
  let wait = new AbortController()

  const saveAfter = (delayMs: number) => {
    wait.abort()
    if (isStopped) return
    const own = new AbortController()
    wait = own
    void (async () => {
      await clock.sleep(delayMs, own.signal)
      if (!own.signal.aborted && !running) await run()
    })()
  }

  const afterwards = async (attempt: Promise<Result<void>>): Promise<Result<void>> => {
    const result = await attempt
    running = null
    if (result.ok) {
      failed = null
      failures = 0
      if (isDirty) saveAfter(delays.quietMs)
    } else {
      if (!isDirty) dirtySince = clock.monotonicMs()
      isDirty = true
      failed = { failed: result.error }
      failures++
      if (retries(result.error))
        saveAfter(Math.min(delays.retryMs * 2 ** (failures - 1), delays.retryAtMostMs))
    }
    onState()
    return result
  }

  const run = (): Promise<Result<void>> => {
    wait.abort()
    isDirty = false
    const attempt = afterwards(save())
    running = attempt
    onState()
    return attempt
  }

  const flush = async (): Promise<Result<void>> => {
    if (!running) return isDirty ? run() : succeed(undefined)
    // What is being saved may lack the latest change.
    await running
    return flush()
  }

  return {
    get state() {
      if (failed) return failed
      if (running) return 'running'
      return isDirty ? 'waiting' : 'idle'
    },
    touch: () => {
      const now = clock.monotonicMs()
      if (!isDirty) dirtySince = now
      isDirty = true
      if (!running) saveAfter(Math.max(0, Math.min(delays.quietMs, dirtySince + delays.atMostMs - now)))
      onState()
    },
    flush,
    stop: async () => {
      isStopped = true
      wait.abort()
      await running
    },
  }
}
