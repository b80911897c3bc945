import type { Clock } from '../../electron/core/ports.ts'

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`, waking sleepers in the order of their times, and lets what they started run. */
  readonly advance: (ms: number) => Promise<void>
}

/** A clock that begins at `startsAt` milliseconds since 1970. */
export const createManualClock = (startsAt = Date.UTC(2026, 10, 1)): ManualClock => {
  let elapsedMs = 0
  let sleepers: { readonly at: number; readonly wake: () => void }[] = []
  return {
    now: () => startsAt + elapsedMs,
    monotonicMs: () => elapsedMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = { at: elapsedMs + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          resolve()
        })
      }),
    advance: async (ms) => {
      const end = elapsedMs + ms
      await settle()
      for (;;) {
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        sleepers = sleepers.filter((other) => other !== next)
        elapsedMs = next.at
        next.wake()
        await settle()
      }
      elapsedMs = end
    },
  }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
