import { allActions, isEnabled, titleOf } from '../action.ts'
import { keysForPeople } from '../keys.ts'
import { isMac, keysOf } from '../shortcuts.ts'

/** An action as the palette shows it. */
export interface PaletteEntry {
  readonly id: string
  readonly title: string
  readonly keys: string | null
  readonly also: readonly string[]
}

export interface PaletteGroup {
  readonly group: string
  readonly entries: readonly PaletteEntry[]
}

/** What can be done just now, by its groups. */
export const entriesByGroup = (): readonly PaletteGroup[] => {
  const groups = Map.groupBy(
    allActions().filter((action) => !action.hidden && isEnabled(action)),
    ({ group }) => group,
  )
  return [...groups].map(([group, actions]) => ({
    group,
    entries: actions.map((action) => {
      const keys = keysOf(action)[0]
      return {
        id: action.id,
        title: titleOf(action),
        keys: keys === undefined ? null : keysForPeople(keys, isMac()),
        also: action.alsoKnownAs ?? [],
      }
    }),
  }))
}
