import { expect, test } from 'vitest'
import { counted, grouped } from '../../../../renderer/strings/en/counting.ts'
import { timeOfDay } from '../../../../renderer/strings/en/times.ts'

test.each([0, 7, 999, 1000, 25_000, 1_234_567, 2.5, 1234.5])('writes %d as English does', (count) => {
  expect(grouped(count)).toBe(count.toLocaleString('en'))
})

test('says one of one and many of others', () => {
  expect([counted(1, 'shot'), counted(0, 'shot'), counted(1200, 'copy', 'copies')]).toEqual([
    '1 shot',
    '0 shots',
    '1,200 copies',
  ])
})

test.each([0, 9, 13, 23])('writes the time of day as the clock shows it, at %d o’clock', (hour) => {
  const at = new Date(2026, 10, 24, hour, 5)
  expect(timeOfDay(at.getTime())).toBe(at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }))
})
