import { describe, expect, test } from 'vitest'
import { graceLooks, lastPageClosed, lookMs } from '../../../../electron/browser/last-page.ts'
import { createManualClock } from '../../../kit/manual-clock.ts'

const graceMs = graceLooks * lookMs
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Pages and jobs that a test moves. */
const begin = (jobs = 0) => {
  const clock = createManualClock()
  const listeners = new Set<() => void>()
  const stop = new AbortController()
  const said: number[] = []
  const now = { pages: 0, jobs }
  const change = (what: Partial<typeof now>) => {
    Object.assign(now, what)
    for (const listener of listeners) listener()
  }
  const listen = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  let isOver = false
  const watch = async () => {
    await lastPageClosed(
      {
        pages: { count: () => now.pages, onCount: listen },
        jobsRunning: () => now.jobs,
        onJobsRunning: listen,
        clock,
        onWaiting: (running) => said.push(running),
      },
      stop.signal,
    )
    isOver = true
  }
  const over = watch()
  return { clock, change, said, stop, over, isOver: () => isOver, listeners }
}

describe('the program ends', () => {
  test('five seconds after the last page is closed', async () => {
    const { clock, change, isOver } = begin()
    change({ pages: 2 })
    await clock.advance(60_000)
    change({ pages: 1 })
    await clock.advance(60_000)
    change({ pages: 0 })
    await clock.advance(graceMs - lookMs)
    expect(isOver()).toBe(false)
    await clock.advance(lookMs)
    expect(isOver()).toBe(true)
  })

  test('when the jobs are done, if the last page was closed while they ran', async () => {
    const { clock, change, said, isOver } = begin(2)
    change({ pages: 1 })
    await clock.advance(lookMs)
    change({ pages: 0 })
    await clock.advance(60_000)
    expect([isOver(), said]).toEqual([false, [2]])
    change({ jobs: 1 })
    await clock.advance(60_000)
    expect([isOver(), said]).toEqual([false, [2]])
    change({ jobs: 0 })
    await clock.advance(lookMs)
    expect(isOver()).toBe(true)
  })

  test('where it is stopped, whatever it waits for', async () => {
    const before = begin()
    before.stop.abort()
    await before.over
    const during = begin(1)
    during.change({ pages: 1 })
    await during.clock.advance(lookMs)
    during.change({ pages: 0 })
    await during.clock.advance(60_000)
    during.stop.abort()
    await during.over
    expect(during.listeners.size).toBe(0)
  })
})

describe('the program goes on', () => {
  test('as long as no page has come yet', async () => {
    const { clock, isOver } = begin()
    await clock.advance(3_600_000)
    expect(isOver()).toBe(false)
  })

  test('where a page is only loaded anew, however often', async () => {
    const { clock, change, isOver } = begin()
    for (let times = 0; times < 5; times += 1) {
      change({ pages: 1 })
      await clock.advance(lookMs)
      change({ pages: 0 })
      await clock.advance(graceMs - lookMs)
    }
    expect(isOver()).toBe(false)
  })

  test('where a page comes back while jobs run, and says again what it waits for when that one is closed', async () => {
    const { clock, change, said, isOver } = begin(1)
    change({ pages: 1 })
    await clock.advance(lookMs)
    change({ pages: 0 })
    await clock.advance(60_000)
    change({ pages: 1 })
    await clock.advance(lookMs)
    change({ jobs: 0 })
    await clock.advance(60_000)
    expect(isOver()).toBe(false)
    change({ jobs: 3 })
    change({ pages: 0 })
    await clock.advance(60_000)
    expect(said).toEqual([1, 3])
  })

  test('after a suspension that was longer than its patience: the pages get their time to come back', async () => {
    const looks: (() => void)[] = []
    const clock = { sleep: () => new Promise<void>((resolve) => looks.push(resolve)) }
    let pages = 1
    let isOver = false
    const watch = async () => {
      await lastPageClosed(
        {
          pages: { count: () => pages, onCount: () => () => undefined },
          jobsRunning: () => 0,
          onJobsRunning: () => () => undefined,
          clock,
          onWaiting: () => undefined,
        },
        new AbortController().signal,
      )
      isOver = true
    }
    void watch()
    await settle()
    pages = 0
    // An hour may lie within one look: it counts as one.
    for (let look = 0; look < graceLooks - 1; look += 1) {
      looks.shift()?.()
      await settle()
    }
    expect(isOver).toBe(false)
    pages = 1
    looks.shift()?.()
    await settle()
    expect(isOver).toBe(false)
  })
})
