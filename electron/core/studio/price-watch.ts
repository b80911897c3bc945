import { refreshPriceBook } from './refresh-prices.ts'
import type { StudioParts } from './studio-parts.ts'

/** How often it is looked whether the prices have grown old, in milliseconds: the program may stay open for weeks. */
const lookEveryMs = 3_600_000
/** How long fal.ai is left alone after it was asked in vain, in milliseconds. */
const askAgainMs = 6 * 3_600_000

/** Keeps the prices fresh for as long as the program is open. */
export interface PriceWatch {
  /**
   * Asks fal.ai for its prices where those in force are older than a week, fal.ai is asked for renders anyway and has
   * not just been asked in vain. In vain, the known prices hold.
   */
  readonly look: () => Promise<void>
  readonly close: () => void
}

/** Begins to look, every hour. */
export const createPriceWatch = (
  parts: Pick<StudioParts, 'core' | 'keyring' | 'prices' | 'windows' | 'clock' | 'log'>,
): PriceWatch => {
  const { core, keyring, prices, windows, clock, log } = parts
  const closing = new AbortController()
  let refusedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null

  const lookOnce = async (): Promise<void> => {
    if (!keyring.standing().inUse || core.defaultEngine() !== 'fal') return
    // Another program of this user may have asked meanwhile.
    if (await prices.catchUp()) windows.tellAll('prices.changed', { prices: prices.current() })
    if (!prices.isOld() || clock.monotonicMs() - refusedAtMs < askAgainMs) return
    const refreshed = await refreshPriceBook(parts)
    if (refreshed.ok) return
    refusedAtMs = clock.monotonicMs()
    log.warn('prices.notRefreshed', { code: refreshed.error.code })
  }
  const look = () => (looking ??= lookOnce().finally(() => (looking = null)))

  const keepLooking = async () => {
    for (;;) {
      await clock.sleep(lookEveryMs, closing.signal)
      if (closing.signal.aborted) return
      await look()
    }
  }
  void keepLooking()
  return { look, close: () => closing.abort() }
}
