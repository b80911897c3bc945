import type { Take } from '../../shared/domain/document.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'

/** A line of the list: a take, or a job that is to become one, or did not. Pure. */
export type TakeRow =
  | { readonly kind: 'take'; readonly key: string; readonly number: number; readonly take: Take }
  | { readonly kind: 'job'; readonly key: string; readonly number: number; readonly job: JobView }

/**
 * The lines, latest take first. A job has the place, and the key, that its take will have, so that nothing moves when
 * it is done. Jobs that failed are shown until a later take of the shot is there.
 * @param takes those that are not binned.
 */
export const takeRows = (
  takes: readonly Take[],
  binned: readonly Take[],
  jobs: readonly JobView[],
): readonly TakeRow[] => {
  const made = new Set([...takes, ...binned].map(({ jobId }) => jobId))
  const latestMs = Math.max(0, ...takes.map(({ createdAt }) => Date.parse(createdAt)))
  const highest = Math.max(0, ...[...takes, ...binned].map(({ number }) => number))
  const isNews = ({ state, updatedAtMs, takeNumber }: JobView) =>
    isOpen(state) ||
    ((state === 'failed' || state === 'expired') && updatedAtMs > latestMs) ||
    // Its take comes with the next change of the document; until then it keeps its place.
    (state === 'succeeded' && takeNumber > highest)
  const rows: TakeRow[] = [
    ...takes.map((take) => ({ kind: 'take', key: take.jobId, number: take.number, take }) as const),
    ...jobs
      .filter((job) => !made.has(job.id) && isNews(job))
      .map((job) => ({ kind: 'job', key: job.id, number: job.takeNumber, job }) as const),
  ]
  return rows.toSorted((a, b) => b.number - a.number)
}
