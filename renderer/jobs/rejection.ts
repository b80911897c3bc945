import type { Shot } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import type { JobView } from '../../shared/views.ts'
import { useJobs } from '../state/jobs.ts'
import { strings } from '../strings/en/index.ts'

/** What fal.ai found fault with in the latest attempt at a shot. */
export interface Rejection {
  /** Path of the input field, as `Failure.field` has it. */
  readonly field: string
  readonly words: string
}

/** The rejection that is news of a shot: that of its latest job. Null where it has none, or it names no field. Pure. */
export const rejectionOf = (jobs: Iterable<JobView>, shotId: ShotId): Rejection | null => {
  let latest: JobView | null = null
  for (const job of jobs)
    if (job.shotId === shotId && (!latest || job.createdAtMs >= latest.createdAtMs)) latest = job
  const failure = latest?.state === 'failed' ? latest.failure : null
  if (!latest || failure?.code !== 'fal/rejected' || !failure.field) return null
  const said = failure.detail?.trim() || strings.errors.titles[failure.code]
  return { field: failure.field, words: strings.jobs.rejectedHere(latest.takeNumber, said) }
}

/**
 * What fal.ai said against an input field of a shot, or a part of it, in the latest attempt: to be shown where the field
 * is. Null where it said nothing against it, or several shots are meant.
 * @param field as fal.ai calls it: `prompt`, `transitions.1`, `image_urls.0`.
 */
export const useRejected = (shots: readonly Pick<Shot, 'id'>[], field: string | undefined): string | null =>
  useJobs((jobs) => {
    const [only] = shots.length === 1 ? shots : []
    const rejection = only && field !== undefined ? rejectionOf(jobs.values(), only.id) : null
    const isMeant = rejection?.field === field || rejection?.field.startsWith(`${field}.`)
    return isMeant && rejection ? rejection.words : null
  })
