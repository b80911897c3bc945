import { expect, test } from 'vitest'
import { jobIdSchema } from '../../../../shared/domain/ids.ts'
import { isNews, newsWords, type News } from '../../../../electron/shell/job-news.ts'

const job = (given: Partial<News>): News => ({
  id: jobIdSchema.parse(`job_${'0'.repeat(12)}`),
  shotLabel: '20A',
  takeNumber: 3,
  state: 'succeeded',
  failure: null,
  waitsFor: null,
  ...given,
})
const failure = { code: 'fal/locked', message: 'The account is locked. Add credits.' } as const

test('the end of a job is news, and so is its waiting; its steps and the user’s own cancelling are not', () => {
  expect(
    ['succeeded', 'failed', 'expired'].map((state) => isNews(job({ state: state as News['state'] }))),
  ).toEqual([true, true, true])
  expect(isNews(job({ state: 'queued', waitsFor: failure }))).toBe(true)
  expect(isNews(job({ state: 'running' }))).toBe(false)
  expect(isNews(job({ state: 'cancelled' }))).toBe(false)
})

test('one job is told by its shot', () => {
  expect(newsWords([job({})])).toEqual({ title: 'Shot 20A is ready', body: 'Take 3 has been made.' })
  expect(newsWords([job({ state: 'failed', failure })])).toEqual({
    title: 'Shot 20A was not made',
    body: failure.message,
  })
  expect(newsWords([job({ state: 'queued', waitsFor: failure })]).title).toBe('Shot 20A waits for you')
})

test('many at once are told by their number', () => {
  const news = [
    job({}),
    job({}),
    job({ state: 'failed' }),
    job({ state: 'queued', waitsFor: failure }),
  ] as const
  expect(newsWords(news)).toEqual({ title: '4 shots', body: '2 ready, 1 not made, 1 waiting for you.' })
})
