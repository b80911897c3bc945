import { expect, test } from 'vitest'
import { createProgressPace, progressEveryMs } from '../../../../../electron/core/studio/progress-pace.ts'
import type { JobState } from '../../../../../shared/domain/jobs.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { jobId } from '../../../shared/domain/setting.ts'

const event = (state: JobState, fraction: number | null, number = 1) => ({
  job: { id: jobId(number), state },
  fraction,
  overdue: false,
  queuePosition: null,
  trouble: null,
})

test('of progress that comes in quickly, windows hear now and then', async () => {
  const clock = createManualClock()
  const isToBeTold = createProgressPace(clock)
  expect(isToBeTold(event('downloading', 0))).toBe(true)
  expect(isToBeTold(event('downloading', 0.1))).toBe(false)
  await clock.advance(progressEveryMs)
  expect(isToBeTold(event('downloading', 0.2))).toBe(true)
  expect(isToBeTold(event('downloading', 0.3))).toBe(false)
})

test('of everything else they hear at once: another state, trouble, another job', () => {
  const isToBeTold = createProgressPace(createManualClock())
  const trouble = { code: 'network/interrupted', message: 'No network.' } as const
  expect(isToBeTold(event('running', 0.9))).toBe(true)
  expect(isToBeTold(event('downloading', 0))).toBe(true)
  expect(isToBeTold({ ...event('downloading', 0), trouble })).toBe(true)
  expect(isToBeTold(event('downloading', 0.1))).toBe(true)
  expect(isToBeTold(event('downloading', 0, 2))).toBe(true)
  expect(isToBeTold(event('succeeded', null))).toBe(true)
})
