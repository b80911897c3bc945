import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'

/** Jobs in the order in which they matter: those that need the user, those under way, those that have ended. Pure. */
export interface JobGroups {
  readonly waiting: readonly JobView[]
  readonly open: readonly JobView[]
  readonly ended: readonly JobView[]
}

const needsUser = (job: JobView) => isOpen(job.state) && job.waitsFor !== null

/** @param all newest first. Those under way are told oldest first, which is the order in which they will be done. */
export const jobGroups = (all: readonly JobView[]): JobGroups => {
  return {
    waiting: all.filter(needsUser),
    open: all.filter((job) => isOpen(job.state) && job.waitsFor === null).toReversed(),
    ended: all.filter((job) => !isOpen(job.state)),
  }
}

/** What some jobs come to: agreed prices in micro-dollars. `unknown` counts those without a price. */
export const agreedSum = (some: readonly JobView[]): { microUsd: number; unknown: number } => ({
  microUsd: some.reduce((sum, { priceMicroUsd }) => sum + (priceMicroUsd ?? 0), 0),
  unknown: some.filter(({ priceMicroUsd }) => priceMicroUsd === null).length,
})
