import type { Clock } from '../core/ports.ts'

/** What decides when the program may end. */
export interface Watched {
  readonly pages: { readonly count: () => number; readonly onCount: (listener: () => void) => () => void }
  readonly jobsRunning: () => number
  readonly onJobsRunning: (listener: () => void) => () => void
  readonly clock: Pick<Clock, 'sleep'>
  /** Told once each time the pages are gone and jobs still run. */
  readonly onWaiting: (jobs: number) => void
}

/**
 * How long no page must be there, as a number of looks half a second apart: a page that is loaded anew is away for less.
 * Looks are counted because a clock may jump, and after a suspension the pages get all of the looks that are left.
 */
export const graceLooks = 10
export const lookMs = 500

/** Resolves when there were pages, the last of them has gone for good, and no job runs any more; or when `signal` aborts. */
export const lastPageClosed = async (watched: Watched, signal: AbortSignal): Promise<void> => {
  const { pages, clock, jobsRunning } = watched
  await untilNext(pages.onCount, () => pages.count() > 0, signal)
  let hasSaidSo = false
  for (let looks = 0; looks < graceLooks && !signal.aborted;) {
    await clock.sleep(lookMs, signal)
    if (pages.count() > 0) {
      looks = 0
      hasSaidSo = false
      await untilNext(pages.onCount, () => pages.count() === 0, signal)
    } else if (looks + 1 < graceLooks) looks += 1
    else if (jobsRunning() === 0) return
    else {
      if (!hasSaidSo) watched.onWaiting(jobsRunning())
      hasSaidSo = true
      await untilNext(
        (listener) => {
          const ends = [pages.onCount(listener), watched.onJobsRunning(listener)]
          return () => ends.forEach((end) => end())
        },
        () => pages.count() > 0 || jobsRunning() === 0,
        signal,
      )
    }
  }
}

/** Resolves once `isSo`, looking whenever `listen` tells of a change; or when `signal` aborts. */
const untilNext = (
  listen: (listener: () => void) => () => void,
  isSo: () => boolean,
  signal: AbortSignal,
): Promise<void> =>
  new Promise((resolve) => {
    if (isSo() || signal.aborted) return resolve()
    const end = () => {
      stop()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const stop = listen(() => {
      if (isSo()) end()
    })
    signal.addEventListener('abort', end, { once: true })
  })
