import type { BoardDocument } from '../../../shared/domain/document.ts'
import type { FakeJobs } from './jobs.ts'
import { steadyIds, takeOf, type Sample } from './sample-document.ts'

const minute = 60_000

/** Shots 10 and 20 with takes, one of them stale; 10 is circled. */
export const withTakes = (document: BoardDocument, sample: Sample, nowMs: number): BoardDocument => {
  const ids = steadyIds()
  const [first, second] = Object.values(document.shots)
  if (!first || !second) return document
  const make = (shot: typeof first, number: number, quality: 'draft' | 'final', agoMs: number) =>
    takeOf(document, shot, sample.prices, ids, {
      number,
      quality,
      engine: quality === 'draft' ? 'rehearsal' : 'fal',
      jobId: ids.job(),
      createdAt: new Date(nowMs - agoMs).toISOString(),
    })
  const before = {
    ...first,
    prompt: `${first.prompt} A gull passes.`,
    frames: {
      ...first.frames,
      gaps: first.frames.gaps.map((gap, at) => (at === 1 ? { ...gap, seconds: 3 } : gap)),
    },
  }
  const takes = [
    make(before, 1, 'draft', 190 * minute),
    make(first, 2, 'final', 64 * minute),
    make(first, 3, 'final', 2 * minute),
    make({ ...second, prompt: 'An old keeper climbs.' }, 1, 'final', 1500 * minute),
  ]
  const circled = takes[2]!
  return {
    ...document,
    takes: Object.fromEntries(takes.map((take) => [take.id, take])),
    takeMarks: {
      [circled.id]: { name: 'the one', note: 'The lamp comes on at the right moment.', binned: false },
    },
    shots: {
      ...document.shots,
      [first.id]: { ...first, circledTakeId: circled.id, status: 'approved' },
      [second.id]: { ...second, status: 'review' },
    },
  }
}

/** A job of every kind that the drawer has to tell of. */
export const beginSampleJobs = (document: BoardDocument, jobs: FakeJobs, nowMs: number) => {
  const [, second, third, fourth, fifth, sixth] = Object.values(document.shots)
  const sentAtMs = nowMs - 2 * minute
  const order = { quality: 'final', engine: 'fal', takeNumber: 1, createdAtMs: sentAtMs } as const
  const requestId = '5f0d3f0e-6c1b-4f0e-9a3f-8f2c6f1d7a10'
  if (third)
    jobs.begin(document, third, { ...order, view: { state: 'running', fraction: 0.62, sentAtMs, requestId } })
  if (fourth)
    jobs.begin(document, fourth, {
      ...order,
      view: { state: 'queued', queuePosition: 3, sentAtMs, requestId },
    })
  if (fifth)
    jobs.begin(document, fifth, {
      ...order,
      view: {
        state: 'uncertain',
        sentAtMs,
        waitsFor: {
          code: 'render/unknown-outcome',
          message:
            'The request went out but no usable answer came back, so fal.ai may have accepted it. It is looked up, and not sent again by itself.',
          detail: 'ECONNRESET',
          cost: 'perhaps',
        },
      },
    })
  if (sixth)
    jobs.begin(document, sixth, {
      ...order,
      view: {
        state: 'failed',
        sentAtMs,
        requestId,
        failure: {
          code: 'fal/rejected',
          message:
            'fal.ai rejected the shot (prompt): The prompt was flagged by a content checker. Change the shot before trying again.',
          detail: 'The prompt was flagged by a content checker',
          requestId,
          field: 'prompt',
          cost: 'perhaps',
        },
      },
    })
  if (second)
    jobs.begin(document, second, {
      ...order,
      view: { state: 'succeeded', sentAtMs, requestId, clipFile: '20-take-1.mp4' },
    })
}
