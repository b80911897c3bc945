import type { Clock } from '../ports.ts'

/**
 * When to ask for the state of which request. One schedule serves all jobs: it keeps the number of questions a second
 * within a limit, asks first about requests that should be done by now, and learns from each clip how long the next
 * of its kind will take.
 */
export interface PollSchedule {
  /** Waits until it is this request's turn; false when `signal` aborts first. */
  turn: (request: PolledRequest, signal: AbortSignal) => Promise<boolean>
  /** Tells how long a request of this kind ran, from its start (as far as it was seen) to its end. */
  learn: (kind: string, ranMs: number) => void
}

/** A request to be asked about. Times are the clock's monotonic milliseconds. */
export interface PolledRequest {
  /** Requests of one kind take about the same time: endpoint, resolution and length. */
  readonly kind: string
  /** When it began to run, as far as was seen; null while it waits in the service's queue. */
  readonly runningSinceMs: number | null
  readonly queuePosition: number | null
  /** Questions asked so far without news. */
  readonly asked: number
}

/** Limits of asking. */
export interface PollTiming {
  /** Questions a second, over all requests. */
  readonly perSecond: number
  /** Shortest time between two questions about one request, in milliseconds. */
  readonly floorMs: number
  /** Longest time between two questions about one request, in milliseconds. */
  readonly ceilingMs: number
}

interface Waiting {
  readonly request: PolledRequest
  readonly dueMs: number
  /** Should be done by now: such requests are asked about first. */
  readonly likelyDone: boolean
  readonly go: (proceed: boolean) => void
}

const remembered = 20

/** Makes a schedule. */
export const createPollSchedule = (clock: Clock, timing: PollTiming): PollSchedule => {
  // A little wider than the limit asks: on the way to the service questions draw closer together.
  const spacingMs = 1100 / timing.perSecond
  const runs = new Map<string, number[]>()
  const waiting = new Set<Waiting>()
  let nextFreeMs = 0
  let ticking = false

  const typicalMs = (kind: string): number | null => {
    const known = runs.get(kind)
    if (!known || known.length === 0) return null
    const sorted = known.toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? null
  }

  const delayFor = (request: PolledRequest): { delayMs: number; likelyDone: boolean } => {
    // Under load every request has its share of the questions; with few requests the floor decides.
    const shareMs = Math.max(timing.floorMs, 2 * waiting.size * spacingMs)
    const clamp = (ms: number) => Math.min(Math.max(ms, timing.floorMs), timing.ceilingMs)
    const typical = typicalMs(request.kind)
    if (request.runningSinceMs !== null && typical !== null) {
      const remainingMs = request.runningSinceMs + typical - clock.monotonicMs()
      if (remainingMs > timing.floorMs) return { delayMs: clamp(remainingMs), likelyDone: true }
      return { delayMs: clamp(Math.max(timing.floorMs, -remainingMs / 4)), likelyDone: true }
    }
    if (request.queuePosition !== null && request.queuePosition > 0 && typical !== null) {
      const runningNow = [...waiting].filter((entry) => entry.request.runningSinceMs !== null).length
      return {
        delayMs: clamp(Math.max(shareMs, (request.queuePosition * typical) / Math.max(1, runningNow))),
        likelyDone: false,
      }
    }
    return {
      delayMs: clamp(Math.max(shareMs, timing.floorMs * 1.4 ** Math.min(request.asked, 20))),
      likelyDone: false,
    }
  }

  const next = (): Waiting | null => {
    const now = clock.monotonicMs()
    let best: Waiting | null = null
    for (const entry of waiting) {
      if (best === null) best = entry
      else if (entry.dueMs <= now && best.dueMs <= now) {
        if (entry.likelyDone !== best.likelyDone ? entry.likelyDone : entry.dueMs < best.dueMs) best = entry
      } else if (entry.dueMs < best.dueMs) best = entry
    }
    return best
  }

  // One loop for all requests, alive only while somebody waits. It wakes for the earliest due request, and at least
  // every floor, because a request may join that is due sooner.
  const tick = async () => {
    if (ticking) return
    ticking = true
    for (let entry = next(); entry !== null; entry = next()) {
      const atMs = Math.max(entry.dueMs, nextFreeMs)
      const waitMs = atMs - clock.monotonicMs()
      if (waitMs > 0) {
        await clock.sleep(Math.min(waitMs, timing.floorMs))
        continue
      }
      waiting.delete(entry)
      // Spaced from now, not from the due time: after a pause of the machine there is no burst to catch up.
      nextFreeMs = clock.monotonicMs() + spacingMs
      entry.go(true)
    }
    ticking = false
  }

  return {
    learn: (kind, ranMs) => {
      runs.set(kind, [...(runs.get(kind) ?? []), ranMs].slice(-remembered))
    },
    turn: (request, signal) => {
      if (signal.aborted) return Promise.resolve(false)
      return new Promise((resolve) => {
        const { delayMs, likelyDone } = delayFor(request)
        const entry: Waiting = {
          request,
          dueMs: clock.monotonicMs() + delayMs,
          likelyDone,
          go: (proceed) => {
            signal.removeEventListener('abort', onAbort)
            resolve(proceed)
          },
        }
        const onAbort = () => {
          waiting.delete(entry)
          entry.go(false)
        }
        waiting.add(entry)
        signal.addEventListener('abort', onAbort, { once: true })
        void tick()
      })
    },
  }
}
