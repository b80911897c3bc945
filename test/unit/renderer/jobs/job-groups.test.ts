import { expect, test } from 'vitest'
import { agreedSum, jobGroups } from '../../../../renderer/jobs/job-groups.ts'
import { jobView } from './setting.ts'

const waitsFor = { code: 'fal/locked', message: 'Locked.' } as const

test('jobs that need the user come first, those under way in the order in which they will be done', () => {
  const groups = jobGroups([
    jobView(4, { state: 'failed' }),
    jobView(3),
    jobView(2, { state: 'created', waitsFor }),
    jobView(1),
  ])
  expect(groups.waiting.map(({ takeNumber }) => takeNumber)).toEqual([2])
  expect(groups.open.map(({ takeNumber }) => takeNumber)).toEqual([1, 3])
  expect(groups.ended.map(({ takeNumber }) => takeNumber)).toEqual([4])
})

test('a job that has ended does not need the user, whatever it waited for', () => {
  expect(jobGroups([jobView(1, { state: 'cancelled', waitsFor })]).ended).toHaveLength(1)
})

test('a sum of agreed prices counts those that were unknown', () => {
  expect(agreedSum([jobView(1), jobView(2), jobView(3, { priceMicroUsd: null })])).toEqual({
    microUsd: 400_000,
    unknown: 1,
  })
})
