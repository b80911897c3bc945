import { describe, expect, test } from 'vitest'
import {
  elapsedWords,
  jobDeeds,
  jobPrice,
  jobStateWords,
  jobTone,
  wrongOf,
} from '../../../../renderer/jobs/job-words.ts'
import { jobStates } from '../../../../shared/domain/jobs.ts'
import type { JobView } from '../../../../shared/views.ts'
import { jobView } from './setting.ts'

const locked: JobView['waitsFor'] = {
  code: 'fal/locked',
  message: 'fal.ai has locked the account.',
  detail: 'User is locked. Reason: Exhausted balance',
}

describe('the state of a job in words', () => {
  test('tells how far it is, where that is known', () => {
    expect(jobStateWords(jobView(1, { state: 'running', fraction: 0.624 }))).toBe('rendering, 62 %')
    expect(jobStateWords(jobView(1, { state: 'running' }))).toBe('rendering')
  })

  test('tells how many are ahead of it in the queue', () => {
    expect(jobStateWords(jobView(1, { state: 'queued', queuePosition: 12_000 }))).toBe('queued, 12,000 ahead')
    expect(jobStateWords(jobView(1, { state: 'queued', queuePosition: 0 }))).toBe('queued, next in line')
  })

  test('tells of a wish to cancel until it has ended', () => {
    expect(jobStateWords(jobView(1, { cancelRequested: true }))).toContain('cancelling')
    expect(jobStateWords(jobView(1, { cancelRequested: true, state: 'succeeded' }))).toBe('done')
  })

  test('tells an uncertain job that is being looked for from one that waits for a word', () => {
    expect(jobStateWords(jobView(1, { state: 'uncertain' }))).toContain('looking for it')
    expect(jobStateWords(jobView(1, { state: 'uncertain', waitsFor: locked }))).toBe('uncertain')
  })

  test('is amber for whatever needs the user', () => {
    expect(jobTone({ state: 'created', waitsFor: locked })).toBe('accent')
    expect(jobTone({ state: 'uncertain', waitsFor: null })).toBe('accent')
  })
})

describe('what can be done with a job', () => {
  test('never cancels an uncertain one, and sends it again only beside the other ways', () => {
    const deeds = jobDeeds(jobView(1, { state: 'uncertain' }))
    expect(deeds).not.toContain('cancel')
    expect(deeds).toEqual(['look-up', 'adopt', 'send-again', 'give-up', 'copy-error'])
  })

  test('leads to where a locked account is put in order, and goes on from there', () => {
    expect(jobDeeds(jobView(1, { state: 'created', waitsFor: locked }))).toEqual([
      'go-on',
      'billing',
      'cancel',
      'copy-error',
    ])
  })

  test('offers another try after a failure, never after a success', () => {
    const failure = { code: 'fal/rejected', message: 'No.' } as const
    expect(jobDeeds(jobView(1, { state: 'failed', failure }))).toEqual(['again', 'copy-error'])
    expect(jobDeeds(jobView(1, { state: 'succeeded', clipFile: 'a.mp4' }))).toEqual(['reveal'])
  })

  test('is troubled by what was in its way only until it goes on by itself', () => {
    const failure = { code: 'fal/busy', message: 'fal.ai is busy.' } as const
    expect(wrongOf(jobView(1, { state: 'created', failure }))).toBe(null)
    expect(jobDeeds(jobView(1, { state: 'created', failure }))).toEqual(['cancel'])
    expect(wrongOf(jobView(1, { state: 'created', failure, waitsFor: locked }))).toBe(locked)
    expect(wrongOf(jobView(1, { state: 'uncertain', failure }))).toBe(failure)
    expect(wrongOf(jobView(1, { state: 'succeeded', failure }))).toBe(null)
  })

  test.each(jobStates)('has each deed once in the state %s', (state) => {
    const deeds = jobDeeds(jobView(1, { state, waitsFor: locked, failure: locked, clipFile: 'a.mp4' }))
    expect(new Set(deeds).size).toBe(deeds.length)
  })
})

test.each([
  [0, '0:00'],
  [42_900, '0:42'],
  [725_000, '12:05'],
  [3_725_000, '1:02:05'],
  [-5, '0:00'],
])('a time of %i ms is told as %s', (ms, words) => {
  expect(elapsedWords(ms)).toBe(words)
})

test('a price that was unknown is never told as free', () => {
  expect(jobPrice({ priceMicroUsd: null })).toBe('price unknown')
  expect(jobPrice({ priceMicroUsd: 0 })).toBe('free')
  expect(jobPrice({ priceMicroUsd: 465_000 })).toBe('$0.465')
})
