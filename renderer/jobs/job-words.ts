import { isOpen } from '../../shared/domain/jobs.ts'
import { formatUsd } from '../../shared/domain/prices.ts'
import { assertNever, type FailureCode } from '../../shared/errors.ts'
import type { JobView } from '../../shared/views.ts'
import { strings } from '../strings/en/index.ts'

/** What a job is in words, and what can be done with it. Pure. */

const words = strings.jobs

/** The state of a job as people say it, with how far it is. */
export const jobStateWords = (job: JobView): string => {
  const { state, fraction, queuePosition, waitsFor, cancelRequested } = job
  if (cancelRequested && isOpen(state)) return words.cancelling
  if (state === 'uncertain') return waitsFor ? words.states.uncertain : words.lookingUp
  if (waitsFor) return words.waits
  if (state === 'queued' && queuePosition !== null)
    return queuePosition === 0 ? words.queuedNext : words.queuedBehind(queuePosition)
  const part = fraction === null ? null : Math.round(Math.min(Math.max(fraction, 0), 1) * 100)
  return part === null || !isOpen(state) ? words.states[state] : words.part(words.states[state], part)
}

/**
 * What is wrong with a job, now or at its end; null where it goes on by itself or is done: what was in its way before
 * is over then.
 */
export const wrongOf = ({
  state,
  waitsFor,
  failure,
}: Pick<JobView, 'state' | 'waitsFor' | 'failure'>): JobView['failure'] => {
  if (waitsFor) return waitsFor
  if (state === 'succeeded') return null
  return isOpen(state) && state !== 'uncertain' ? null : failure
}

export type JobTone = 'select' | 'ok' | 'bad' | 'accent' | 'neutral'

/** The colour of its meaning: blue while it goes on, amber where it needs the user, green and red for its end. */
export const jobTone = ({ state, waitsFor }: Pick<JobView, 'state' | 'waitsFor'>): JobTone => {
  if (waitsFor || state === 'uncertain') return 'accent'
  switch (state) {
    case 'succeeded':
      return 'ok'
    case 'failed':
    case 'expired':
      return 'bad'
    case 'cancelled':
      return 'neutral'
    case 'created':
    case 'uploading':
    case 'submitting':
    case 'queued':
    case 'running':
    case 'downloading':
      return 'select'
    default:
      return assertNever(state)
  }
}

/** What can be done with a job, in the order of its buttons. */
export type JobDeed =
  | 'go-on'
  | 'look-up'
  | 'adopt'
  | 'send-again'
  | 'give-up'
  | 'again'
  | 'cancel'
  | 'reveal'
  | 'copy-error'
  | 'billing'
  | 'key'

export const jobDeeds = (job: JobView): readonly JobDeed[] => {
  const { state, waitsFor, cancelRequested } = job
  const wrong = wrongOf(job)
  if (state === 'uncertain')
    return [
      ...(waitsFor ? accountDeeds(waitsFor.code) : []),
      'look-up',
      'adopt',
      'send-again',
      'give-up',
      'copy-error',
    ]
  const deeds: JobDeed[] = []
  if (waitsFor) deeds.push('go-on', ...accountDeeds(waitsFor.code))
  if (isOpen(state) && !cancelRequested) deeds.push('cancel')
  if (state === 'failed' || state === 'expired' || state === 'cancelled') deeds.push('again')
  if (wrong) deeds.push(...(waitsFor ? [] : accountDeeds(wrong.code)), 'copy-error')
  if (state === 'succeeded' && job.clipFile !== null) deeds.push('reveal')
  return deeds
}

/** Where a key or an account is in the way: where it can be put in order. */
const accountDeeds = (code: FailureCode): JobDeed[] => {
  switch (code) {
    case 'fal/locked':
      return ['billing']
    case 'fal/no-key':
    case 'fal/bad-key':
      return ['key']
    default:
      return []
  }
}

/** What was agreed to pay, in words. */
export const jobPrice = ({ priceMicroUsd }: Pick<JobView, 'priceMicroUsd'>): string =>
  priceMicroUsd === null ? words.priceUnknown : priceMicroUsd === 0 ? words.free : formatUsd(priceMicroUsd)

const two = (value: number) => String(value).padStart(2, '0')

/** A time that has passed: `0:42`, `12:05`, `1:02:05`. */
export const elapsedWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** Since when a job is timed: from when it was sent, before that from the click. */
export const startedMs = ({ sentAtMs, createdAtMs }: Pick<JobView, 'sentAtMs' | 'createdAtMs'>): number =>
  sentAtMs ?? createdAtMs

/** What a job is about, for announcements: `Shot 20, take 3`. */
export const jobName = ({ shotLabel, takeNumber }: Pick<JobView, 'shotLabel' | 'takeNumber'>): string =>
  `${words.shot(shotLabel, '')}, ${words.take(takeNumber)}`
