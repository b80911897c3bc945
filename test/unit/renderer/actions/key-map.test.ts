import { describe, expect, test } from 'vitest'
import type { Action } from '../../../../renderer/actions/action.ts'
import {
  conflictsOf,
  isFound,
  keysIn,
  withKeys,
  withOwnKeys,
  withoutKeys,
} from '../../../../renderer/actions/key-map.ts'

const action = (id: string, ...keys: string[]): Action => ({
  id,
  title: id,
  keys,
  group: 'Board',
  run: () => {},
})
const duplicate = action('board.duplicate', 'Mod+D')
const remove = action('board.remove', 'Delete')
const removePost = action('timeline.remove', 'Delete')
const all = [duplicate, remove, removePost]

describe('keys that a user gives', () => {
  test('come beside those an action has, and the same twice is once', () => {
    const given = withKeys({}, duplicate, 'F4')
    expect(keysIn(given, duplicate)).toEqual(['Mod+D', 'F4'])
    expect(withKeys(given, duplicate, 'F4')).toBe(given)
  })

  test('are at most four; the oldest goes', () => {
    const given = ['F1', 'F2', 'F3', 'F4'].reduce((map, keys) => withKeys(map, duplicate, keys), {})
    expect(keysIn(given, duplicate)).toEqual(['F1', 'F2', 'F3', 'F4'])
  })

  test('can all be taken away, and given back', () => {
    const none = withoutKeys({}, duplicate, 'Mod+D')
    expect(keysIn(none, duplicate)).toEqual([])
    expect(withOwnKeys(none, duplicate)).toEqual({})
  })
})

describe('the same keys of two actions', () => {
  test('are a conflict where a user gave them', () => {
    const given = withKeys({}, remove, 'Mod+D')
    expect(conflictsOf(remove, 'Mod+D', all, given)).toEqual([duplicate])
    expect(conflictsOf(duplicate, 'Mod+D', all, given)).toEqual([remove])
  })

  test('are none where the actions came with them', () => {
    expect(conflictsOf(remove, 'Delete', all, {})).toEqual([])
  })
})

test('an action is found by its title, group or keys', () => {
  const shown = { title: 'Duplicate', group: 'Board', keys: ['Mod+D'] }
  for (const typed of ['', 'dupl', 'BOARD', 'ctrl+d']) expect(isFound(shown, typed)).toBe(true)
  expect(isFound(shown, 'delete')).toBe(false)
})
