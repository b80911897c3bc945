import { expect, test } from 'vitest'
import { staysUnder } from '../../../../electron/shell/message-size.ts'

test('what is small stays under the limit', () => {
  expect(
    staysUnder(1000, ['board.edit', { commands: [{ type: 'shot.edit', title: 'Dusk' }], name: null }]),
  ).toBe(true)
  expect(staysUnder(1000, undefined)).toBe(true)
})

test.each([
  ['one long string', 'x'.repeat(600)],
  ['many members', Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`name-${at}`, at]))],
  ['a long list', Array.from({ length: 2000 }, () => 0)],
  ['a list with nothing in it', Array(10_000)],
  ['bytes', new Uint8Array(2000)],
  ['a buffer', new ArrayBuffer(2000)],
  ['long names', { ['x'.repeat(600)]: 1 }],
  ['what is no plain data', new Map()],
])('%s does not', (_, message) => {
  expect(staysUnder(1000, message)).toBe(false)
})

test('a circle ends the counting at the limit', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(staysUnder(100_000, circle)).toBe(false)
})

test('a message 100,000 deep is counted without falling over', () => {
  let deep: unknown = null
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep]
  expect(staysUnder(32_000_000, deep)).toBe(true)
  expect(staysUnder(100_000, deep)).toBe(false)
})
