import { describe, expect, test } from 'vitest'
import { ageWords } from '../../../../renderer/takes/age.ts'
import {
  lengthWords,
  staleDetail,
  staleLine,
  takeName,
  takePrice,
} from '../../../../renderer/takes/take-words.ts'
import { emptyTakeMark } from '../../../../shared/domain/board.ts'
import { take } from '../../shared/domain/setting.ts'

const minute = 60_000
const now = Date.parse('2026-11-24T14:00:00.000Z')

describe('the words of a take', () => {
  test('give its name, else its number', () => {
    expect(takeName(take(3), emptyTakeMark)).toBe('Take 3')
    expect(takeName(take(3), { ...emptyTakeMark, name: '  the one ' })).toBe('the one')
  })

  test('tell an unknown price from a free one', () => {
    expect(takePrice({ priceMicroUsd: null, priceSource: null })).toBe('price unknown')
    expect(takePrice({ priceMicroUsd: 0, priceSource: 'free' })).toBe('free')
    expect(takePrice({ priceMicroUsd: 900_000, priceSource: 'estimate' })).toBe('about $0.90')
    expect(takePrice({ priceMicroUsd: 660_000, priceSource: 'listed' })).toBe('$0.66')
  })

  test('give lengths to a tenth of a second, where there is one', () => {
    expect(lengthWords(5000)).toBe('5 s')
    expect(lengthWords(11_791)).toBe('11.8 s')
  })

  test('say which inputs have changed, the first two by name', () => {
    expect(staleLine([])).toBeNull()
    expect(staleLine([{ what: 'gap-seconds', number: 2 }])).toBe('stale: gap 2 changed')
    const changes = [{ what: 'prompt' }, { what: 'image', number: 3 }, { what: 'seed' }] as const
    expect(staleLine(changes)).toBe('stale: prompt, image 3 and 1 more changed')
    expect(staleDetail(changes)).toContain('prompt, image 3, seed')
  })
})

test.each([
  [0, 'just now'],
  [-5 * minute, 'just now'],
  [2 * minute, '2 min ago'],
  [3 * 60 * minute, '3 h ago'],
  [25 * 60 * minute, 'yesterday'],
  [4 * 24 * 60 * minute, '4 days ago'],
  [30 * 24 * 60 * minute, '25 Oct'],
  [400 * 24 * 60 * minute, '20 Oct 2025'],
])('%i ms ago is told as %s', (ms, words) => {
  expect(ageWords(now - ms, now)).toBe(words)
})
