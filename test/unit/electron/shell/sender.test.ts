import { expect, test } from 'vitest'
import { refusalOf } from '../../../../electron/shell/sender.ts'

const main = { detached: false, origin: 'app://boardwright', parent: null, frameTreeNodeId: 1 }

test('the main frame of a window of ours may ask', () => {
  expect(refusalOf(main, main)).toBe(null)
})

test.each([
  ['not-our-window', main, null],
  ['gone', null, main],
  ['gone', { ...main, detached: true }, main],
  ['sub-frame', { ...main, parent: main, frameTreeNodeId: 2 }, main],
  ['sub-frame', { ...main, frameTreeNodeId: 2 }, main],
  ['foreign-origin', { ...main, origin: 'https://fal.ai' }, main],
  ['foreign-origin', { ...main, origin: 'null' }, main],
  ['foreign-origin', { ...main, origin: 'app://boardwright.evil' }, main],
  ['foreign-origin', { ...main, origin: '' }, main],
] as const)('a stranger is refused: %s', (why, frame, mainFrame) => {
  expect(refusalOf(frame, mainFrame)).toBe(why)
})
