/** Crashes within `windowMs` after which a window is not brought back unasked. */
const most = 3
const windowMs = 60_000

/**
 * Decides, crash by crash, whether a window comes back by itself. Hazard: a page that dies whenever it is shown would
 * otherwise come back for ever. `nowMs` never jumps.
 */
export const createCrashLimit = (): ((nowMs: number) => 'bring-back' | 'ask') => {
  let crashesMs: readonly number[] = []
  return (nowMs) => {
    crashesMs = [...crashesMs.filter((atMs) => nowMs - atMs < windowMs), nowMs]
    return crashesMs.length > most ? 'ask' : 'bring-back'
  }
}
