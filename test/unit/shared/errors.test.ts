import { describe, expect, test } from 'vitest'
import { assertNever, fail, failureCodes, FailureError, succeed } from '../../../shared/errors.ts'

describe('a result', () => {
  test('holds its value, or its failure with what is known besides', () => {
    expect(succeed(5)).toEqual({ ok: true, value: 5 })
    expect(fail('disk/full', 'The disk is full.', { detail: 'ENOSPC', cost: 'nothing' })).toEqual({
      ok: false,
      error: { code: 'disk/full', message: 'The disk is full.', detail: 'ENOSPC', cost: 'nothing' },
    })
  })
})

describe('the codes', () => {
  test('are area/what, each of them once', () => {
    expect(failureCodes.filter((code) => !/^[a-z]+\/[a-z]+(-[a-z]+)*$/.test(code))).toEqual([])
    expect(new Set(failureCodes).size).toBe(failureCodes.length)
  })
})

test('a failure that had to be thrown keeps its message and its cause', () => {
  const cause = new Error('EIO')
  const { error } = fail('disk/failed', 'The disk failed.')
  const thrown = new FailureError(error, { cause })
  expect(thrown).toMatchObject({ message: 'The disk failed.', failure: error, cause })
})

test('a forgotten case is named', () => {
  expect(() => assertNever('sideways' as never)).toThrow('Unexpected value: "sideways"')
})
