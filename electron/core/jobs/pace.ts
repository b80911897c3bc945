import type { Clock } from '../ports.ts'
import { createTurns } from '../project/turns.ts'

/**
 * How fast requests are sent to a service that may say it is too much. While it takes them, nobody waits. Once it has
 * refused one, all wait as long as it asks, and are sent one after another then, with a pause between that grows with
 * each further refusal and shrinks with each request that is taken.
 */
export interface Pace {
  /** Waits until one more may be sent; at once where `signal` aborts. */
  readonly turn: (signal: AbortSignal) => Promise<void>
  readonly taken: () => void
  /**
   * The service has refused a request that was sent at `sentAtMs` (monotonic).
   * @param waitMs what it asks for; null where it does not say.
   */
  readonly refused: (sentAtMs: number, waitMs: number | null) => void
}

/** Makes a pace. @param limits.firstMs the first pause, `longestMs` the longest, in milliseconds. */
export const createPace = (
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>,
  { firstMs, longestMs }: { readonly firstMs: number; readonly longestMs: number },
): Pace => {
  const inTurn = createTurns()
  let pauseMs = 0
  let notBeforeMs = Number.NEGATIVE_INFINITY
  let refusedAtMs = Number.NEGATIVE_INFINITY
  return {
    turn: (signal) =>
      inTurn(async () => {
        for (;;) {
          const waitMs = notBeforeMs - clock.monotonicMs()
          if (signal.aborted || waitMs <= 0) break
          await clock.sleep(waitMs, signal)
        }
        if (!signal.aborted) notBeforeMs = clock.monotonicMs() + pauseMs
      }),
    taken: () => {
      pauseMs = pauseMs > firstMs ? pauseMs / 2 : 0
    },
    refused: (sentAtMs, waitMs) => {
      const nowMs = clock.monotonicMs()
      // Many may be on their way when the first is refused: together they are one refusal.
      if (sentAtMs >= refusedAtMs) {
        pauseMs = Math.min(Math.max(firstMs, pauseMs * 2), longestMs)
        refusedAtMs = nowMs
      }
      notBeforeMs = Math.max(notBeforeMs, nowMs + Math.max(waitMs ?? 0, pauseMs))
    },
  }
}
