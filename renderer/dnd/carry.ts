import { createStore } from 'zustand/vanilla'
import { announce } from '../a11y/announce.ts'
import { useSelected } from '../state/select.ts'
import { strings } from '../strings/en/index.ts'
import { rowOf, rowsFor, type ArrowKey, type DropRow } from './drop-places.ts'
import type { DragItem } from './items.ts'

/**
 * Dragging by keys: a thing is picked up, goes from place to place, and is put down or let go. Only one is carried at
 * a time. Where it would go is state, so that areas draw the same indicator as for the pointer.
 */
export interface Carry {
  readonly item: DragItem
  /** Id of the area in which it is, and the place there. */
  readonly rowId: string
  readonly at: number
}

const store = createStore<{ readonly carry: Carry | null }>(() => ({ carry: null }))

/** What is carried just now; null while nothing is. */
export const carrying = (): Carry | null => store.getState().carry

/** What `select` makes of what is carried. */
export const useCarry = <T>(select: (carry: Carry | null) => T): T =>
  useSelected(store, ({ carry }) => select(carry))

/** The place in this area at which the carried thing is; null where it is elsewhere or nothing is carried. */
export const useCarriedPlace = (rowId: string): number | null =>
  useCarry((carry) => (carry?.rowId === rowId ? carry.at : null))

/**
 * Picks a thing up by key. It begins in the area `from` where that takes it, else in the first that does. Gives whether
 * it was picked up: where nothing takes it, that is announced.
 */
export const pickUp = (item: DragItem, from?: string): boolean => {
  const row = (from === undefined ? undefined : rowOf(from, item)) ?? rowsFor(item)[0]
  if (!row) {
    announce(strings.board.drag.nowhere(item.look.words))
    return false
  }
  const at = within(row, item, row.start(item))
  store.setState({ carry: { item, rowId: row.id, at } })
  announce(strings.board.drag.pickedUp(item.look.words, row.title(), placeWords(row, item, at)))
  return true
}

/** Moves what is carried by an arrow within its area. */
export const carryBy = (key: ArrowKey): void =>
  move(
    (row, { item, at }) =>
      row.step?.(item, at, key) ?? at + (key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1),
  )

/** Moves what is carried to the first or last place of its area. */
export const carryToEnd = (end: 'first' | 'last'): void =>
  move((row, { item }) => (end === 'first' ? 0 : row.count(item) - 1))

/** Moves what is carried to the next area, or the one before. */
export const carryToRow = (by: 1 | -1): void => {
  const { carry } = store.getState()
  if (!carry) return
  const rows = rowsFor(carry.item)
  const from = rows.findIndex(({ id }) => id === carry.rowId)
  const row = rows[(from + by + rows.length) % rows.length]
  if (!row) return
  if (row.id === carry.rowId) {
    announce(strings.board.drag.onlyArea(row.title()))
    return
  }
  const at = within(row, carry.item, row.start(carry.item))
  store.setState({ carry: { ...carry, rowId: row.id, at } })
  announce(`${row.title()}. ${placeWords(row, carry.item, at)}`)
}

/** Puts what is carried down where it is. */
export const putDown = (): void => {
  const { carry } = store.getState()
  if (!carry) return
  store.setState({ carry: null })
  const row = rowOf(carry.rowId, carry.item)
  // The area may have gone meanwhile: another shot is shown, or another program changed the board.
  if (!row) announce(strings.board.drag.placeGone(carry.item.look.words))
  else announce(row.drop(carry.item, within(row, carry.item, carry.at)))
}

/** Lets what is carried go: it stays where it was. */
export const letGo = (): void => {
  const { carry } = store.getState()
  if (!carry) return
  store.setState({ carry: null })
  announce(strings.board.drag.cancelled(carry.item.look.words))
}

const move = (to: (row: DropRow, carry: Carry) => number) => {
  const { carry } = store.getState()
  const row = carry && rowOf(carry.rowId, carry.item)
  if (!carry || !row) return
  const at = within(row, carry.item, to(row, carry))
  store.setState({ carry: { ...carry, at } })
  announce(placeWords(row, carry.item, at))
}

const within = (row: DropRow, item: DragItem, at: number) => Math.max(0, Math.min(at, row.count(item) - 1))

const placeWords = (row: DropRow, item: DragItem, at: number) =>
  strings.board.drag.place(at + 1, row.count(item), row.describe(item, at))

/** What is said of the place at which the carried thing is, for the bar that shows it. */
export const describePlace = (carry: Carry): string => {
  const row = rowOf(carry.rowId, carry.item)
  return row ? `${row.title()} · ${row.describe(carry.item, within(row, carry.item, carry.at))}` : ''
}
