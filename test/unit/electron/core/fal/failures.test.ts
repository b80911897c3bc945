import { describe, expect, test } from 'vitest'
import {
  failureOf,
  fieldOf,
  isModelError,
  isWorthRepeating,
  unrepeated,
  wordsOf,
} from '../../../../../electron/core/fal/failures.ts'

const modelError = (type: string, msg = 'Refused', loc: (string | number)[] = ['body', 'prompt']) => ({
  detail: [{ loc, msg, type }],
})
const failed = (status: number, body?: unknown) => failureOf({ status, body, requestId: 'r1' })

describe('an answer that is an error', () => {
  test.each([
    [401, { detail: 'No user found for Key ID and Secret' }, 'fal/bad-key', 'nothing'],
    [403, { detail: 'User is locked. Reason: Exhausted balance' }, 'fal/locked', 'nothing'],
    [403, { detail: 'Insufficient BALANCE' }, 'fal/locked', 'nothing'],
    [403, { detail: 'Missing scope' }, 'fal/bad-key', 'nothing'],
    [403, undefined, 'fal/bad-key', 'nothing'],
    [404, { detail: 'Request not found' }, 'fal/not-found', 'nothing'],
    [422, modelError('content_policy_violation'), 'fal/rejected', 'perhaps'],
    [422, { detail: 'Prompt too long' }, 'fal/rejected', 'perhaps'],
    [422, undefined, 'fal/rejected', 'perhaps'],
    [429, { detail: 'Too many requests' }, 'fal/busy', 'nothing'],
    [400, { detail: 'Bad', error_type: 'bad_request' }, 'fal/rejected', 'nothing'],
    [499, { detail: 'Cancelled', error_type: 'client_cancelled' }, 'fal/rejected', 'nothing'],
    [500, { detail: 'Oops', error_type: 'internal_error' }, 'fal/failed', 'nothing'],
    [504, '<html>', 'fal/failed', 'nothing'],
  ] as const)('of %i with %j means %s and costs %s', (status, body, code, cost) => {
    expect(failed(status, body)).toMatchObject({ code, cost, requestId: 'r1' })
  })

  test('is told in fal’s own words, and what to do about it', () => {
    const locked = failed(403, { detail: 'User is locked. Reason: Exhausted balance' })
    expect(locked.detail).toBe('User is locked. Reason: Exhausted balance')
    expect(locked.message).toContain('“User is locked. Reason: Exhausted balance”')
    expect(failed(422, modelError('content_policy_violation', 'Not this'))).toMatchObject({
      message: 'fal.ai rejected the shot (prompt): Not this. Change the shot before trying again.',
      field: 'prompt',
      detail: 'Not this',
    })
    expect(failed(422, modelError('generation_timeout')).message).toContain('Trying again may help')
  })

  test('names the field as the board does, and ends fal’s sentence once', () => {
    const loc = ['body', 'transitions', 1, 'prompt']
    expect(failed(422, modelError('x', 'Not this.', loc)).message).toContain(
      'the shot (prompt of gap 2): Not this. Change',
    )
  })

  test('of what was asked once, by hand, promises no other try, and leaves the account’s words', () => {
    const busy = failed(429, { detail: 'Too many requests' })
    expect(unrepeated(busy, 'nothing was compared')).toEqual({
      ...busy,
      message: 'fal.ai gives no usable answer, so nothing was compared. Try again later.',
    })
    const locked = failed(403, { detail: 'User is locked' })
    expect(unrepeated(locked, 'nothing was compared')).toBe(locked)
  })

  test('without words or field says nothing in their place', () => {
    expect(failed(422)).toEqual({
      code: 'fal/rejected',
      message: 'fal.ai rejected the shot. Change the shot before trying again.',
      requestId: 'r1',
      cost: 'perhaps',
    })
    expect(failureOf({ status: 502, body: undefined, requestId: null })).toEqual({
      code: 'fal/failed',
      message: 'fal.ai could not make the clip (502). Try again.',
      cost: 'nothing',
    })
  })

  test('never repeats the input that fal sends back with it', () => {
    const body = {
      detail: [
        { loc: ['body', 'prompt'], msg: 'Refused', type: 'x', input: 'a secret heron', ctx: { a: 'secret' } },
      ],
    }
    expect(JSON.stringify(failed(422, body))).not.toContain('secret')
  })
})

describe('the words of an answer', () => {
  test.each([
    [{ detail: 'text' }, 'text'],
    [
      {
        detail: [
          { loc: [], msg: 'one', type: 'a' },
          { loc: [], msg: '', type: 'b' },
        ],
      },
      'one; b',
    ],
    [{ error: 'text' }, 'text'],
    [
      { error: { type: 'authorization_error', message: 'An ADMIN key is required' } },
      'An ADMIN key is required',
    ],
    [{ message: 'text' }, 'text'],
    [{ detail: 'text', message: 5, error: [] }, 'text'],
    [{ detail: { deep: true }, message: 'text' }, 'text'],
    [{ detail: [{ msg: 5 }] }, ''],
    ['plain', 'plain'],
    [null, ''],
    [5, ''],
    [{}, ''],
  ])('%j are %j', (body, words) => {
    expect(wordsOf(body)).toBe(words)
  })

  test('end where a failure would be no failure but a novel', () => {
    expect(wordsOf({ detail: 'x'.repeat(50_000_000) })).toHaveLength(2000)
    expect(wordsOf('x'.repeat(3000))).toHaveLength(2000)
  })
})

describe('the field of an answer', () => {
  test.each([
    [modelError('x', 'm', ['body', 'transitions', 0, 'duration']), 'transitions.0.duration'],
    [modelError('x', 'm', ['query', 'prompt']), 'query.prompt'],
    [modelError('x', 'm', []), ''],
    [{ detail: 'text' }, ''],
    [{ detail: [] }, ''],
    [undefined, ''],
  ])('%j names %j', (body, field) => {
    expect(fieldOf(body)).toBe(field)
  })
})

describe('a failed job', () => {
  test.each([
    'internal_server_error',
    'generation_timeout',
    'downstream_service_error',
    'downstream_service_unavailable',
  ])('is worth rendering again after %s', (type) => {
    expect(isWorthRepeating(modelError(type))).toBe(true)
    expect(isWorthRepeating({ detail: 'text', error_type: type })).toBe(true)
  })

  test.each([
    'content_policy_violation',
    'no_media_generated',
    'image_too_small',
    'missing',
    'client_cancelled',
  ])('is not worth it after %s', (type) => {
    expect(isWorthRepeating(modelError(type))).toBe(false)
    expect(isWorthRepeating({ detail: 'text', error_type: type })).toBe(false)
  })

  test('is told from trouble on the way by a list of what was wrong', () => {
    const bodies = [modelError('x'), { detail: [] }, { detail: 'text' }, '<html>', undefined]
    expect(bodies.map(isModelError)).toEqual([true, false, false, false, false])
    expect(isWorthRepeating('<html>')).toBe(false)
  })
})
