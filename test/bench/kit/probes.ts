import type { Page } from 'playwright-core'

/** What a page is watched with while it is used. Everything here runs in the page, on both sides of a comparison. */

declare global {
  interface Window {
    probes?: Probes
  }
}

interface Probes {
  frames: number[]
  tasks: number[]
  latencies: number[]
}

/** Kinds of events that a page must answer with a new picture. */
const answered = ['keydown', 'pointerdown', 'pointermove', 'pointerup'] as const

/** Begins to watch: frames as they come, tasks over 50 ms, and how long after each key or pointer event the next picture is there. */
export const watch = (page: Page): Promise<void> =>
  page.evaluate((kinds) => {
    const probes: Probes = { frames: [], tasks: [], latencies: [] }
    window.probes = probes
    let last: number | null = null
    const frame = (at: number) => {
      if (last !== null) probes.frames.push(at - last)
      last = at
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) probes.tasks.push(duration)
    }).observe({ type: 'longtask' })
    for (const kind of kinds)
      window.addEventListener(
        kind,
        ({ timeStamp }) => {
          const painted = new MessageChannel()
          painted.port1.addEventListener('message', () => {
            painted.port1.close()
            probes.latencies.push(performance.now() - timeStamp)
          })
          painted.port1.start()
          requestAnimationFrame(() => painted.port2.postMessage(null))
        },
        { capture: true, passive: true },
      )
  }, answered)

/** Forgets what was seen until now. */
export const forget = (page: Page): Promise<void> =>
  page.evaluate(() => {
    if (window.probes) Object.assign(window.probes, { frames: [], tasks: [], latencies: [] })
  })

/** What was seen since. All in milliseconds. */
export const seen = (page: Page): Promise<Probes> =>
  page.evaluate(() => window.probes ?? { frames: [], tasks: [], latencies: [] })

/** The value below which this part (0 to 1) of the others lies. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(part * values.length) - 1] ?? Number.NaN
