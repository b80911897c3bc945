import { expect, test } from 'vitest'
import { isOpen, jobStates, openStates, type JobState } from '../../../../../shared/domain/jobs.ts'
import { mayStep } from '../../../../../electron/core/ledger/job.ts'

test('a job is open until one of the four ends', () => {
  expect(jobStates.filter((state) => !isOpen(state))).toEqual(['succeeded', 'failed', 'cancelled', 'expired'])
  expect(jobStates.filter(isOpen)).toEqual(openStates)
})

/** What the design allows, written down a second time: from each state, where to. */
const allowed: Readonly<Record<JobState, string>> = {
  created: 'uploading failed cancelled',
  uploading: 'submitting created failed cancelled',
  submitting: 'queued created uncertain failed',
  uncertain: 'queued created cancelled',
  queued: 'running downloading failed cancelled expired',
  running: 'queued downloading failed cancelled expired',
  downloading: 'succeeded failed expired downloading',
  succeeded: '',
  failed: 'queued',
  cancelled: 'queued',
  expired: 'queued',
}

test.each(jobStates)('from %s it may go where the design says, and nowhere else', (from) => {
  expect(jobStates.filter((to) => mayStep(from, to)).toSorted()).toEqual(
    allowed[from].split(' ').filter(Boolean).toSorted(),
  )
})

test('what was sent never becomes unsent, except by an answer or the user’s word', () => {
  const sent: readonly JobState[] = ['queued', 'running', 'downloading', 'succeeded', 'expired']
  for (const from of sent)
    for (const to of ['created', 'uploading', 'submitting'] as const) expect(mayStep(from, to)).toBe(false)
  expect(mayStep('uncertain', 'submitting')).toBe(false)
})
