import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelBetween, nextLabel } from '../../../../shared/domain/labels.ts'

describe('the next label', () => {
  test.each([
    [[], '10'],
    [['10', '20'], '30'],
    [['20', '10'], '30'],
    [['15'], '20'],
    [['20A'], '30'],
    [['A', 'intro'], '10'],
    [['095'], '100'],
  ])('after %j is %s', (taken, next) => {
    expect(nextLabel(taken)).toBe(next)
  })

  test('does not count on from a number that is longer than a row of tens', () => {
    expect(nextLabel(['10', '9999999999999999'])).toBe('20')
  })

  test('is free and fits the slate, whatever is taken', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9]{1,16}[A-Z]?$/)), (taken) => {
        const next = nextLabel(taken)
        expect(taken).not.toContain(next)
        expect(next).toMatch(/^[1-9]\d{0,9}0$/)
      }),
    )
    expect(nextLabel(['999999999', '1000000000'])).toBe('1000000010')
  })
})

describe('a label between two shots', () => {
  test.each([
    ['10', '20', [], '15'],
    ['10', '15', [], '12'],
    ['10', '11', [], '10A'],
    ['10', '11', ['10A'], '10B'],
    ['10', '20', ['15'], '10A'],
    ['10', '20A', [], '15'],
    ['20A', '20B', [], '20AA'],
    [null, '10', [], '5'],
    [null, '1', [], '0A'],
  ])('between %s and %s with %j taken is %s', (before, after, more, label) => {
    const taken = new Set([before, after, ...more].filter((one) => one !== null))
    expect(labelBetween(before, after, taken)).toBe(label)
  })

  test('at the end of the board is the next full ten', () => {
    expect(labelBetween('10', null, new Set(['10', '40']))).toBe('50')
  })

  test('differs from every other by more than its case', () => {
    expect(labelBetween('10', '11', new Set(['10', '11', '10a']))).toBe('10B')
  })

  test('goes on with two letters after Z, and gives up only when all of them are taken', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
    const single = letters.map((letter) => `10${letter}`)
    expect(labelBetween('10', '11', new Set(single))).toBe('10AA')
    const double = letters.flatMap((first) => letters.map((second) => `10${first}${second}`))
    expect(() => labelBetween('10', '11', new Set([...single, ...double]))).toThrow(RangeError)
  })
})
