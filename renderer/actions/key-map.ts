import type { Action } from './action.ts'
import { keyParts } from './keys.ts'

/** The keys that the user gave to actions, by the actions' ids. */
export type Shortcuts = Readonly<Record<string, readonly string[]>>

/** The most keys that one action may have; the settings hold no more. */
export const keysAtMost = 4

export const keysIn = (shortcuts: Shortcuts, action: Action): readonly string[] =>
  shortcuts[action.id] ?? action.keys

/**
 * Other actions that have the same keys. Actions that come with the same keys share them on purpose (Delete, F): they
 * are for different areas, and whichever can be done is.
 */
export const conflictsOf = (
  action: Action,
  keys: string,
  actions: readonly Action[],
  shortcuts: Shortcuts,
): readonly Action[] =>
  actions.filter(
    (other) =>
      other.id !== action.id &&
      keysIn(shortcuts, other).includes(keys) &&
      !(other.keys.includes(keys) && action.keys.includes(keys)),
  )

/** Gives an action further keys. Those of others are left: the conflict is shown. */
export const withKeys = (shortcuts: Shortcuts, action: Action, keys: string): Shortcuts => {
  const before = keysIn(shortcuts, action)
  if (before.includes(keys)) return shortcuts
  return { ...shortcuts, [action.id]: [...before, keys].slice(-keysAtMost) }
}

export const withoutKeys = (shortcuts: Shortcuts, action: Action, keys: string): Shortcuts => ({
  ...shortcuts,
  [action.id]: keysIn(shortcuts, action).filter((other) => other !== keys),
})

/** Gives an action its own keys back. */
export const withOwnKeys = (shortcuts: Shortcuts, action: Action): Shortcuts =>
  Object.fromEntries(Object.entries(shortcuts).filter(([id]) => id !== action.id))

/** Whether an action is found by what was typed: by its title, group, or keys. */
export const isFound = (action: { title: string; group: string; keys: readonly string[] }, typed: string) => {
  const wanted = typed.trim().toLowerCase()
  return (
    wanted === '' ||
    [action.title, action.group, ...action.keys.map((keys) => keyParts(keys, false).join('+'))].some((text) =>
      text.toLowerCase().includes(wanted),
    )
  )
}
