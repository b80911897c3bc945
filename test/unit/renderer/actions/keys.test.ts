import { describe, expect, test } from 'vitest'
import {
  areTyped,
  keysForAria,
  keysForPeople,
  keysOfPress,
  type KeyPress,
} from '../../../../renderer/actions/keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('keys that are pressed', () => {
  test.each([
    ['a letter', press('d'), 'D'],
    ['a letter with Ctrl', press('d', { ctrlKey: true }), 'Mod+D'],
    ['a letter with Ctrl and Shift', press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z'],
    ['a sign that needs Shift, without saying so', press('?', { shiftKey: true }), '?'],
    ['the plus sign', press('+', { shiftKey: true }), 'Plus'],
    ['the space bar', press(' '), 'Space'],
    ['an arrow with Alt', press('ArrowLeft', { altKey: true }), 'Alt+ArrowLeft'],
    ['a letter that Alt makes another sign of', press('≈', { altKey: true, code: 'KeyX' }), 'Alt+X'],
    ['a function key with Shift', press('F2', { shiftKey: true }), 'Shift+F2'],
  ])('%s', (_, pressed, keys) => {
    expect(keysOfPress(pressed, false)).toBe(keys)
  })

  test('on a Mac, Command is Mod and Control its own', () => {
    expect(keysOfPress(press('k', { metaKey: true }), true)).toBe('Mod+K')
    expect(keysOfPress(press('k', { ctrlKey: true }), true)).toBe('Ctrl+K')
  })

  test('modifiers alone are no keys yet', () => {
    expect(keysOfPress(press('Shift', { shiftKey: true }), false)).toBeNull()
    expect(keysOfPress(press('Control', { ctrlKey: true }), false)).toBeNull()
  })
})

test.each([
  ['J', true],
  ['Shift+L', true],
  ['Delete', true],
  ['ArrowLeft', true],
  ['?', true],
  ['Mod+K', false],
  ['Alt+ArrowLeft', false],
  ['F2', false],
  ['Escape', false],
])('%s belongs to a field that is typed in: %s', (keys, typed) => {
  expect(areTyped(keys)).toBe(typed)
})

test('keys are shown as the system writes them', () => {
  expect(keysForPeople('Mod+Shift+D', false)).toBe('Ctrl+Shift+D')
  expect(keysForPeople('Mod+Shift+D', true)).toBe('⌘⇧D')
  expect(keysForAria('Mod+Shift+D', false)).toBe('Control+Shift+D')
  expect(keysForAria('Mod+K', true)).toBe('Meta+K')
})
