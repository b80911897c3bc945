import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterCount, cleanPrompt, unsupportedCount } from '../../../../shared/domain/text.ts'

describe('a cleaned prompt', () => {
  test.each([
    ['  a\theron \r\n lands\u2028now ', 'a heron lands now'],
    ['e\u0301te\u0301', 'été'],
    ['a\u0000b\u0007c\u0085', 'abc'],
    ['a \u0000 b', 'a b'],
    ['e\u0000\u0301', 'é'],
    ['one\ud800two\udc00', 'onetwo'],
    ['\ufeffa heron\ufeff', 'a heron'],
    ['\u0000\u0001', ''],
    ['naïve 🦩 鷺', 'naïve 🦩 鷺'],
  ])('of %j is %j', (typed, sent) => {
    expect(cleanPrompt(typed)).toBe(sent)
  })

  test('is in normal form, on one line, trimmed, and stays as it is when cleaned again', () => {
    const typed = fc.string({
      unit: fc.oneof(
        fc.constantFrom(' ', '\n', '\t', '\u0000', '\ufeff', '\ufffd', '\u0301', 'e', '\u00a0', '\ud800'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    })
    fc.assert(
      fc.property(typed, (text) => {
        const cleaned = cleanPrompt(text)
        expect(cleanPrompt(cleaned)).toBe(cleaned)
        expect(cleaned).toBe(cleaned.normalize('NFC'))
        expect(cleaned.isWellFormed()).toBe(true)
        expect(cleaned).not.toMatch(/\p{Cc}|\s\s|^\s|\s$/u)
      }),
      { numRuns: 200 },
    )
  })
})

test('characters are counted as people count them, not in halves of surrogate pairs', () => {
  expect([characterCount(''), characterCount('heron'), characterCount('🦩🦩')]).toEqual([0, 5, 2])
})

test.each([
  ['a heron lands', 0],
  ['  a\n\theron  ', 0],
  ['a\u0000b\u0007', 2],
  ['\ufeffa\ud800 \ufffd', 3],
])('of %j, %i characters cannot be sent', (text, count) => {
  expect(unsupportedCount(text)).toBe(count)
})
