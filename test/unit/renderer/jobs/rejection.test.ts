import { describe, expect, test } from 'vitest'
import { rejectionOf } from '../../../../renderer/jobs/rejection.ts'
import type { JobView } from '../../../../shared/views.ts'
import { jobView } from './setting.ts'

const rejected = (more: Partial<JobView> = {}): JobView =>
  jobView(2, {
    state: 'failed',
    failure: {
      code: 'fal/rejected',
      message: 'fal.ai rejected the shot.',
      detail: 'Too dark.',
      field: 'image_urls.1',
    },
    createdAtMs: 1000,
    ...more,
  })

describe('what fal.ai found fault with', () => {
  test('is told with its own words, by the field', () => {
    const job = rejected()
    expect(rejectionOf([job], job.shotId)).toEqual({
      field: 'image_urls.1',
      words: 'fal.ai rejected take 2 because of this: Too dark.',
    })
  })

  test('is history once there is a later attempt', () => {
    const job = rejected()
    const later = rejected({ state: 'queued', failure: null, createdAtMs: 2000 })
    expect(rejectionOf([later, job], job.shotId)).toBeNull()
    expect(rejectionOf([job, rejected({ state: 'succeeded', createdAtMs: 2000 })], job.shotId)).toBeNull()
  })

  test('is nothing where no field is named, or something else went wrong, or it is another shot', () => {
    const job = rejected()
    const other = { ...job, shotId: 'sht_000000000099' as JobView['shotId'] }
    expect(rejectionOf([other], job.shotId)).toBeNull()
    for (const failure of [
      { code: 'fal/rejected', message: 'Rejected.' },
      { code: 'fal/failed', message: 'Failed.', field: 'prompt' },
    ] as const)
      expect(rejectionOf([rejected({ failure })], job.shotId)).toBeNull()
  })
})
