import { describe, expect, test } from 'vitest'
import {
  createPollSchedule,
  type PolledRequest,
  type PollTiming,
} from '../../../../../electron/core/jobs/poll-schedule.ts'
import type { Clock } from '../../../../../electron/core/ports.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { mostWithin } from '../../../../stand-in/journal.ts'

const timing: PollTiming = { perSecond: 4, floorMs: 1000, ceilingMs: 30_000 }
const never = new AbortController().signal

const request = (change: Partial<PolledRequest> = {}): PolledRequest => ({
  kind: 'a',
  runningSinceMs: null,
  queuePosition: null,
  asked: 0,
  ...change,
})

/** A schedule on a clock that is moved by hand, with a record of who had a turn when. */
const setting = (change: Partial<PollTiming> = {}) => {
  const manual = createManualClock()
  let skippedMs = 0
  let sleeping = 0
  const clock: Clock = {
    ...manual,
    monotonicMs: () => manual.monotonicMs() + skippedMs,
    sleep: (ms, signal) => {
      sleeping++
      return manual.sleep(ms, signal).finally(() => sleeping--)
    },
  }
  const schedule = createPollSchedule(clock, { ...timing, ...change })
  const turns: { name: string; atMs: number; proceed: boolean }[] = []
  const ask = async (name: string, polled: PolledRequest, signal: AbortSignal = never) => {
    const proceed = await schedule.turn(polled, signal)
    turns.push({ name, atMs: Math.round(clock.monotonicMs()), proceed })
  }
  /** Asks about a request again and again, without news. */
  const follow = async (name: string, polled: PolledRequest, signal: AbortSignal) => {
    for (let asked = 0; !signal.aborted; asked++) await ask(name, { ...polled, asked }, signal)
  }
  return {
    nowMs: clock.monotonicMs,
    advance: manual.advance,
    /** Lets time pass at one stroke, as when the machine was asleep: who should have woken meanwhile has not. */
    jump: (ms: number) => {
      skippedMs += ms
    },
    sleeping: () => sleeping,
    schedule,
    turns,
    ask,
    follow,
  }
}

describe('a request that nothing is known about', () => {
  test('is asked about after the floor, then ever more rarely, up to the ceiling', async () => {
    const { advance, turns, follow } = setting()
    const stop = new AbortController()
    const following = follow('one', request(), stop.signal)
    await advance(200_000)
    stop.abort()
    await following
    const moments = turns.filter(({ proceed }) => proceed).map(({ atMs }) => atMs)
    const pauses = moments.map((at, index) => at - (moments[index - 1] ?? 0))
    expect(pauses[0]).toBe(1000)
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(pauses[index - 1] ?? 0)
      expect(pause).toBeLessThanOrEqual(30_000)
    }
    expect(pauses.at(-1)).toBe(30_000)
  })
})

describe('many requests', () => {
  test('are asked about no more often in any second than the limit allows, and all of them have their turn', async () => {
    const { advance, turns, follow } = setting()
    const stop = new AbortController()
    const following = Array.from({ length: 40 }, (_, at) => follow(`job ${at}`, request(), stop.signal))
    await advance(60_000)
    const moments = turns.map(({ atMs }) => atMs)
    expect(mostWithin(1000, moments)).toBeLessThanOrEqual(4)
    expect(moments.length).toBeGreaterThan(100)
    expect(new Set(turns.map(({ name }) => name)).size).toBe(40)
    stop.abort()
    await Promise.all(following)
  })

  test.each([0.5, 3, 8])('keep to %d a second', async (perSecond) => {
    const { advance, turns, ask } = setting({ perSecond, floorMs: 10 })
    for (let at = 0; at < 20; at++) void ask(`job ${at}`, request())
    await advance(60_000)
    expect(turns).toHaveLength(20)
    const gaps = turns.slice(1).map(({ atMs }, index) => atMs - (turns[index]?.atMs ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / perSecond - 0.001)
  })

  test('are asked about one at a time after a jump of the clock, not in a burst', async () => {
    const { advance, jump, turns, ask } = setting()
    for (let at = 0; at < 20; at++) void ask(`job ${at}`, request())
    jump(86_400_000)
    await advance(1000)
    expect(turns.length).toBeGreaterThan(0)
    expect(turns.length).toBeLessThanOrEqual(4)
    await advance(20_000)
    expect(turns).toHaveLength(20)
    expect(
      mostWithin(
        1000,
        turns.map(({ atMs }) => atMs),
      ),
    ).toBeLessThanOrEqual(4)
  })
})

describe('what clips have taught', () => {
  test('lets the first question wait until the clip should be done', async () => {
    const { advance, nowMs, schedule, turns, ask } = setting()
    for (const ranMs of [9000, 12_000, 10_000]) schedule.learn('a', ranMs)
    void ask('typical', request({ runningSinceMs: nowMs() - 4000 }))
    void ask('another kind', request({ kind: 'b', runningSinceMs: nowMs() - 4000 }))
    await advance(20_000)
    expect(turns.map(({ name, atMs }) => [name, atMs])).toEqual([
      ['another kind', 1000],
      ['typical', 6000],
    ])
  })

  test('never lets a question wait longer than the ceiling', async () => {
    const { advance, nowMs, schedule, turns, ask } = setting()
    schedule.learn('a', 600_000)
    void ask('long', request({ runningSinceMs: nowMs() }))
    void ask('queued', request({ queuePosition: 12_000 }))
    await advance(31_000)
    expect(turns[0]?.atMs).toBe(30_000)
    expect(turns[1]?.atMs).toBeLessThan(30_500)
  })

  test('asks about an overdue clip at the floor, then more rarely the longer it is overdue', async () => {
    const { advance, nowMs, schedule, turns, ask } = setting()
    schedule.learn('a', 10_000)
    const pauseWhen = async (overdueMs: number) => {
      const begun = nowMs()
      void ask('overdue', request({ runningSinceMs: begun - 10_000 - overdueMs }))
      await advance(31_000)
      return (turns.at(-1)?.atMs ?? 0) - begun
    }
    expect([await pauseWhen(0), await pauseWhen(20_000), await pauseWhen(1_000_000)]).toEqual([
      1000, 5000, 30_000,
    ])
  })

  test('has a queued request wait for those before it', async () => {
    const { advance, schedule, turns, ask } = setting()
    schedule.learn('a', 4000)
    void ask('fifth', request({ queuePosition: 5 }))
    void ask('next', request({ queuePosition: 0 }))
    await advance(30_000)
    expect(turns.map(({ name, atMs }) => [name, atMs])).toEqual([
      ['next', 1000],
      ['fifth', 20_000],
    ])
  })

  test('puts those first that should be done by now', async () => {
    const { advance, jump, nowMs, schedule, turns, ask } = setting({ perSecond: 1 })
    schedule.learn('a', 2000)
    for (let at = 0; at < 4; at++) void ask('unknown', request({ kind: 'b' }))
    for (let at = 0; at < 4; at++) void ask('likely done', request({ runningSinceMs: nowMs() - 42_000 }))
    // Long asleep: all are due, those that should be done the latest, and the order is the schedule’s choice.
    jump(60_000)
    await advance(20_000)
    const names = turns.map(({ name }) => name)
    expect(names.slice(1, 4)).toEqual(['likely done', 'likely done', 'likely done'])
    expect(names.toSorted()).toEqual([
      'likely done',
      'likely done',
      'likely done',
      'likely done',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ])
  })

  test('forgets what is long ago', async () => {
    const { advance, nowMs, schedule, turns, ask } = setting()
    for (let at = 0; at < 50; at++) schedule.learn('a', 2000)
    for (let at = 0; at < 20; at++) schedule.learn('a', 8000)
    void ask('now slower', request({ runningSinceMs: nowMs() }))
    await advance(9000)
    expect(turns.map(({ atMs }) => atMs)).toEqual([8000])
  })
})

describe('a request that nobody follows any more', () => {
  test('has no turn, and holds nobody else up', async () => {
    const { advance, turns, ask } = setting()
    const stop = new AbortController()
    void ask('left', request(), stop.signal)
    void ask('stays', request())
    await advance(500)
    stop.abort()
    await advance(1000)
    expect(turns).toEqual([
      { name: 'left', atMs: 500, proceed: false },
      { name: 'stays', atMs: 1000, proceed: true },
    ])
  })

  test('is turned away at once where it was given up before', async () => {
    const { sleeping, turns, ask } = setting()
    await ask('late', request(), AbortSignal.abort())
    expect(turns).toEqual([{ name: 'late', atMs: 0, proceed: false }])
    expect(sleeping()).toBe(0)
  })

  test('leaves no timer behind once all are gone', async () => {
    const { advance, sleeping, ask } = setting()
    const stop = new AbortController()
    void ask('only', request(), stop.signal)
    stop.abort()
    await advance(2000)
    expect(sleeping()).toBe(0)
  })
})
