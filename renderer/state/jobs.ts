import { createStore } from 'zustand/vanilla'
import type { JobId, ShotId } from '../../shared/domain/ids.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'
import { shallow, useSelected, type Equal } from './select.ts'

/** Jobs by their ids. */
export type Jobs = ReadonlyMap<JobId, JobView>

/** Every open job, and those of the open project that ended lately. */
export const jobsStore = createStore<{ readonly jobs: Jobs }>(() => ({ jobs: new Map() }))

/** What `select` makes of the jobs. */
export const useJobs = <T>(select: (jobs: Jobs) => T, equal?: Equal<T>): T =>
  useSelected(jobsStore, ({ jobs }) => select(jobs), equal)

/** The jobs now. */
export const jobs = (): Jobs => jobsStore.getState().jobs

/** Jobs of one shot, newest first. */
export const useJobsOfShot = (shotId: ShotId): readonly JobView[] =>
  useJobs((all) => newestFirst([...all.values()].filter((job) => job.shotId === shotId)), shallow)

/** Jobs, newest first. */
export const newestFirst = (some: Iterable<JobView>): JobView[] =>
  [...some].toSorted((a, b) => b.createdAtMs - a.createdAtMs)

/** Takes over what the core told of some jobs. What is older than what is known is left. */
export const takeJobs = (told: readonly JobView[]): void => {
  const known = new Map(jobs())
  for (const job of told) {
    const before = known.get(job.id)
    if (!before || before.updatedAtMs <= job.updatedAtMs) known.set(job.id, job)
  }
  jobsStore.setState({ jobs: known })
}

/** Whether a job goes on by itself just now: it is open and waits for nobody. */
export const isUnderWay = (job: JobView): boolean => isOpen(job.state) && job.waitsFor === null
