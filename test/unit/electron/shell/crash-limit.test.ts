import { expect, test } from 'vitest'
import { createCrashLimit } from '../../../../electron/shell/crash-limit.ts'

test('a window that crashes now and then always comes back', () => {
  const decide = createCrashLimit()
  for (let minute = 0; minute < 100; minute += 1) expect(decide(minute * 30_000)).toBe('bring-back')
})

test('a window that crashes on and on is asked about, until it has been quiet for a while', () => {
  const decide = createCrashLimit()
  expect([0, 1, 2, 3, 4].map((second) => decide(second * 1000))).toEqual([
    'bring-back',
    'bring-back',
    'bring-back',
    'ask',
    'ask',
  ])
  expect(decide(120_000)).toBe('bring-back')
})
