import type { Clock } from '../ports.ts'

/** A watch over a server that should be talking. */
export interface Silence {
  /** Aborts when the server has said nothing for too long, or when the caller stops. */
  readonly signal: AbortSignal
  /** True where it was the silence that aborted. */
  readonly fellSilent: () => boolean
  /** Waits for `work` (a slow disk), which is not the server's silence, and listens afresh. */
  readonly notDuring: (work: Promise<void>) => Promise<void>
  /** Stops the watch. */
  readonly end: () => void
}

/**
 * Watches over a server from now on.
 * @param stallMs longest silence, in milliseconds. @param outer the caller's own signal.
 */
export const watchSilence = (clock: Clock, stallMs: number, outer?: AbortSignal): Silence => {
  const silent = new AbortController()
  const ended = new AbortController()
  let heardMs = clock.monotonicMs()
  let busy = false
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted && !silent.signal.aborted) {
      if (busy) heardMs = clock.monotonicMs()
      const leftMs = heardMs + stallMs - clock.monotonicMs()
      if (leftMs > 0) await clock.sleep(leftMs, ended.signal)
      else silent.abort()
    }
  }
  void watch()
  return {
    signal: AbortSignal.any(outer ? [silent.signal, outer] : [silent.signal]),
    fellSilent: () => silent.signal.aborted,
    notDuring: async (work) => {
      busy = true
      await work
      busy = false
      heardMs = clock.monotonicMs()
    },
    end: () => ended.abort(),
  }
}
