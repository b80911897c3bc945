import { describe, expect, test } from 'vitest'
import { dayLabel, daysOf, withQuietDays } from '../../../../renderer/spending/period.ts'
import type { SpendingRow } from '../../../../shared/domain/spending.ts'

const today = new Date(2026, 2, 3, 23, 59)

describe('a period', () => {
  test.each([
    ['week', '2026-02-25'],
    ['month', '2026-02-02'],
    ['this-month', '2026-03-01'],
    ['always', null],
  ] as const)('of %s begins with %s and has no end', (period, from) => {
    expect(daysOf(period, today)).toEqual({ from, to: null })
  })
})

const row = (key: string): SpendingRow => ({
  key,
  label: key,
  takes: 1,
  microUsd: 200_000,
  unknown: 0,
  actualMicroUsd: null,
  actualTakes: 0,
  failedMicroUsd: 0,
  retakeMicroUsd: 0,
})

const days = (...keys: string[]) => withQuietDays(keys.map(row)).map(({ key, takes }) => `${key} ${takes}`)

describe('the days of a chart', () => {
  test('have the quiet ones between them, over the ends of months and the change of the clock', () => {
    expect(days('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27 1',
      '2026-02-28 0',
      '2026-03-01 0',
      '2026-03-02 1',
    ])
    expect(days('2026-03-28', '2026-03-30')).toHaveLength(3)
  })

  test('are those with something in them where the time is long', () => {
    expect(days('2025-01-01', '2026-03-02')).toEqual(['2025-01-01 1', '2026-03-02 1'])
  })

  test('are none where nothing was spent', () => {
    expect(days()).toEqual([])
  })
})

test('a day is read as people write it, in whatever time zone', () => {
  expect(dayLabel('2026-03-01')).toBe('1 Mar 2026')
})
