import { describe, expect, test } from 'vitest'
import { createPace } from '../../../../../electron/core/jobs/pace.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'

const never = new AbortController().signal

const startPace = () => {
  const clock = createManualClock()
  const pace = createPace(clock, { firstMs: 1000, longestMs: 8000 })
  const sentAt: number[] = []
  const send = async (signal = never) => {
    await pace.turn(signal)
    if (!signal.aborted) sentAt.push(clock.monotonicMs())
  }
  return { clock, pace, send, sentAt }
}

describe('requests to a service', () => {
  test('that takes them are sent at once', async () => {
    const { send, sentAt } = startPace()
    await Promise.all(Array.from({ length: 50 }, () => send()))
    expect(sentAt).toEqual(Array.from({ length: 50 }, () => 0))
  })

  test('that has refused one all wait as long as it asks, and go one by one then', async () => {
    const { clock, pace, send, sentAt } = startPace()
    pace.refused(0, 5000)
    for (let time = 0; time < 3; time++) void send()
    await clock.advance(4999)
    expect(sentAt).toEqual([])
    await clock.advance(10_000)
    expect(sentAt).toEqual([5000, 6000, 7000])
  })

  test('that goes on refusing go ever more slowly, up to a limit', async () => {
    const { clock, pace, send, sentAt } = startPace()
    pace.refused(0, null)
    for (let time = 0; time < 6; time++) {
      const sent = send()
      await clock.advance(10_000)
      await sent
      pace.refused(sentAt.at(-1) ?? 0, null)
      await clock.advance(10_000)
    }
    const first = send()
    const second = send()
    await clock.advance(20_000)
    await Promise.all([first, second])
    expect((sentAt.at(-1) ?? 0) - (sentAt.at(-2) ?? 0)).toBe(8000)
  })

  test('that were on their way together count as one refusal', async () => {
    const { clock, pace, send, sentAt } = startPace()
    await clock.advance(100)
    for (let time = 0; time < 60; time++) pace.refused(0, null)
    void send()
    void send()
    await clock.advance(5000)
    expect(sentAt).toEqual([1100, 2100])
  })

  test('that takes them again go freely again', async () => {
    const { clock, pace, send, sentAt } = startPace()
    pace.refused(0, null)
    void send()
    await clock.advance(1000)
    pace.taken()
    await clock.advance(1000)
    await Promise.all([send(), send(), send()])
    expect(sentAt).toEqual([1000, 2000, 2000, 2000])
  })

  test('are not waited for by one that is cancelled', async () => {
    const { clock, pace, send, sentAt } = startPace()
    pace.refused(0, 60_000)
    const cancelled = new AbortController()
    const waiting = send(cancelled.signal)
    cancelled.abort()
    await waiting
    expect(sentAt).toEqual([])
    void send()
    await clock.advance(60_000)
    expect(sentAt).toEqual([60_000])
  })
})
