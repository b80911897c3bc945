import { describe, expect, test } from 'vitest'
import { clampNumber, parseNumber, steppedNumber } from '../../../../renderer/design/kit/number.ts'

test.each([
  ['48 201 337', 48_201_337],
  ['1,000', 1000],
  [' -3 ', -3],
  ['', null],
  ['3.5', null],
  ['ten', null],
])('%j is read as %j', (text, value) => {
  expect(parseNumber(text)).toBe(value)
})

test('a number out of range is brought within it, and on which side it was is told', () => {
  expect(clampNumber(30, 1, 25)).toEqual({ value: 25, reason: 'above' })
  expect(clampNumber(0, 1, 25)).toEqual({ value: 1, reason: 'below' })
  expect(clampNumber(7, 1, 25)).toEqual({ value: 7, reason: null })
})

describe('a step', () => {
  test('goes on by its size, and several at once', () => {
    expect(steppedNumber(5, 1, 1, 1, 25).value).toBe(6)
    expect(steppedNumber(7, 10, 1, 1, 25).value).toBe(17)
    expect(steppedNumber(5, -10, 1, 1, 25)).toEqual({ value: 1, reason: 'below' })
  })

  test('from between two places goes to the next one', () => {
    expect(steppedNumber(7, 1, 5, 0, 100).value).toBe(10)
    expect(steppedNumber(7, -1, 5, 0, 100).value).toBe(5)
  })
})
