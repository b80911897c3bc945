import { expect, test } from 'vitest'
import { newsBetween } from '../../../../renderer/jobs/job-news.ts'
import type { JobView } from '../../../../shared/views.ts'
import { jobView } from './setting.ts'

const known = (...some: readonly JobView[]) => new Map(some.map((job) => [job.id, job]))

test('an end is news once', () => {
  const before = known(jobView(1))
  const after = known(jobView(1, { state: 'succeeded' }))
  expect(newsBetween(before, after).map(({ text }) => text)).toEqual(['Shot 10, take 1 is done.'])
  expect(newsBetween(after, known(jobView(1, { state: 'succeeded', updatedAtMs: 5 })))).toEqual([])
})

test('progress is no news', () => {
  expect(newsBetween(known(jobView(1)), known(jobView(1, { fraction: 0.5 })))).toEqual([])
})

test('a job that begins to wait for the user is news', () => {
  const waiting = jobView(1, { waitsFor: { code: 'fal/locked', message: 'Locked.' } })
  expect(newsBetween(known(jobView(1)), known(waiting)).map(({ kind }) => kind)).toEqual(['waits'])
  expect(newsBetween(known(waiting), known({ ...waiting, updatedAtMs: 9 }))).toEqual([])
})

test('jobs that are found when a project opens are no news', () => {
  expect(newsBetween(known(), known(jobView(1, { state: 'failed' })))).toEqual([])
})
