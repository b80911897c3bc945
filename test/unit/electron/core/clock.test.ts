import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../../electron/core/clock.ts'

describe('the machine’s clock', () => {
  test('tells the time of day, and a time that only goes forward', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
    const first = systemClock.monotonicMs()
    expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(first)
  })

  test('wakes after the time that was asked for', async () => {
    const begun = performance.now()
    await systemClock.sleep(20)
    // Timers may round down by a fraction of a millisecond.
    expect(performance.now() - begun).toBeGreaterThan(18)
  })

  test.each(['before', 'while'])('wakes at once when it is told to stop %s it sleeps', async (moment) => {
    const stop = new AbortController()
    if (moment === 'before') stop.abort()
    const begun = performance.now()
    const slept = systemClock.sleep(60_000, stop.signal)
    stop.abort()
    await slept
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})
