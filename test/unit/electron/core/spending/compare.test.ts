import { describe, expect, test } from 'vitest'
import { compare } from '../../../../../electron/core/spending/compare.ts'
import type { ListedRequest } from '../../../../../electron/core/fal/service.ts'
import type { Job } from '../../../../../electron/core/ledger/job.ts'
import type { JobState } from '../../../../../shared/domain/jobs.ts'
import { orderNumbered } from '../ledger/orders.ts'

const job = (number: number, state: JobState, changes: Partial<Job> = {}): Job => ({
  ...orderNumbered(number),
  state,
  input: { prompt: 'a heron', seed: number },
  sentAtMs: number * 1000,
  requestId: `request-${number}`,
  clipFile: null,
  clipSha256: null,
  failure: null,
  rawAnswer: null,
  billedUnits: null,
  billedMicroUsd: null,
  cancelRequestedAtMs: null,
  updatedAtMs: 0,
  ...changes,
})
const listed = (number: number, changes: Partial<ListedRequest> = {}): ListedRequest => ({
  requestId: `request-${number}`,
  endpoint: 'fal-ai/pika/v2.2/text-to-video',
  sentAtMs: number * 1000,
  ended: true,
  input: { prompt: 'a heron', seed: number, duration: 5 },
  clipUrl: 'https://v3.fal.media/files/clip.mp4',
  ...changes,
})

const compared = (requests: readonly ListedRequest[], jobs: readonly Job[], changes: object = {}) => {
  const { agreed, differences } = compare({
    listed: requests,
    jobs,
    jobOf: (id) => jobs.find(({ requestId }) => requestId === id) ?? null,
    isMissing: () => false,
    fromMs: 0,
    toMs: 1e9,
    nowMs: 20_000,
    ...changes,
  })
  return {
    agreed,
    found: differences.map(({ kind, request, job: of }) => [kind, request?.requestId ?? of?.id]),
  }
}

describe('the ledger held against the list', () => {
  test('agrees on what is done on both sides, and on what came to nothing on both', () => {
    const requests = [listed(1), listed(2, { clipUrl: null }), listed(3, { ended: false, clipUrl: null })]
    const jobs = [job(1, 'succeeded'), job(2, 'failed'), job(3, 'running')]
    expect(compared(requests, jobs)).toEqual({ agreed: 3, found: [] })
  })

  test.each(['failed', 'cancelled', 'expired', 'queued', 'downloading'] as const)(
    'finds a clip that was made of a job that is %s',
    (state) => {
      expect(compared([listed(1)], [job(1, state)]).found).toEqual([['not-fetched', 'request-1']])
    },
  )

  test('finds a clip that is not in its folder any more', () => {
    const { found } = compared([listed(1)], [job(1, 'succeeded')], { isMissing: () => true })
    expect(found).toEqual([['file-missing', 'request-1']])
  })

  test('finds what no job stands for, within the period alone', () => {
    expect(compared([listed(1), listed(2)], [], { fromMs: 2000, toMs: 2001 }).found).toEqual([
      ['only-fal', 'request-2'],
    ])
  })

  test('finds a lost request by its input, each for one job, and the closest first', () => {
    const lost = { requestId: null, input: { prompt: 'a heron', seed: 9 } }
    const twins = [
      listed(4, { input: { prompt: 'a heron', seed: 9 } }),
      listed(8, { input: { prompt: 'a heron', seed: 9 } }),
    ]
    const jobs = [job(8, 'uncertain', lost), job(5, 'cancelled', lost)]
    expect(compared(twins, jobs).found).toEqual([
      ['lost', 'request-4'],
      ['lost', 'request-8'],
    ])
  })

  test('finds what fal.ai does not list, once it has ended or had time to be listed', () => {
    const jobs = [job(1, 'succeeded'), job(2, 'running'), job(3, 'uncertain', { requestId: null })]
    expect(compared([], jobs).found).toEqual([
      ['only-here', jobs[0]?.id],
      ['only-here', jobs[2]?.id],
    ])
    expect(compared([], jobs, { nowMs: 4_000_000 }).found).toHaveLength(3)
  })

  test('says nothing of jobs outside the period that fal.ai lists for being near it', () => {
    const outside = job(1, 'failed')
    expect(compared([listed(1)], [], { jobOf: () => outside })).toEqual({ agreed: 0, found: [] })
  })
})
