/** What a click, a key or a rubber band makes of a selection. Pure, for shots and images alike. */

/** Selected things, the one that is shown, and the one from which a range is counted. */
export interface Selection<Id> {
  readonly ids: readonly Id[]
  readonly lead: Id | null
  readonly anchor: Id | null
}

/** How a thing was chosen: alone, added to or taken from the others, or all up to it. */
export type SelectionWay = 'alone' | 'toggle' | 'range' | 'add-range'

/** The way that the keys held mean: Shift a range, Ctrl or ⌘ one more or less, both a range more. */
export const wayOf = (held: {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}): SelectionWay => {
  const more = held.ctrlKey || held.metaKey
  if (held.shiftKey) return more ? 'add-range' : 'range'
  return more ? 'toggle' : 'alone'
}

/** The selection after `id` was chosen in a list of this order. */
export const choose = <Id>(
  order: readonly Id[],
  selection: Selection<Id>,
  id: Id,
  way: SelectionWay,
): Selection<Id> => {
  switch (way) {
    case 'alone':
      return { ids: [id], lead: id, anchor: id }
    case 'toggle': {
      const ids = selection.ids.includes(id)
        ? selection.ids.filter((one) => one !== id)
        : [...selection.ids, id]
      // What is shown stays shown when another is let go.
      const lead = ids.includes(id) ? id : selection.lead !== id ? selection.lead : (ids.at(-1) ?? null)
      return { ids, lead, anchor: id }
    }
    case 'range':
    case 'add-range': {
      const anchor = selection.anchor ?? selection.lead ?? id
      const range = between(order, anchor, id)
      const ids = way === 'range' ? range : [...new Set([...selection.ids, ...range])]
      return { ids, lead: id, anchor }
    }
  }
}

/** Everything from one to the other, both with it, in the order of the list; the second alone where the first is not in it. */
export const between = <Id>(order: readonly Id[], one: Id, other: Id): Id[] => {
  const from = order.indexOf(one)
  const to = order.indexOf(other)
  if (from === -1 || to === -1) return [other]
  return order.slice(Math.min(from, to), Math.max(from, to) + 1)
}

/** What a rubber band selects: what it touches, besides what was selected before where it adds. */
export const band = <Id>(before: readonly Id[], touched: readonly Id[], adds: boolean): Id[] =>
  adds ? [...new Set([...before, ...touched])] : [...touched]

/** Those of the selected things that are shown. */
export const shownOf = <Id>(selected: readonly Id[], shown: readonly Id[]): Id[] => {
  const known = new Set(shown)
  return selected.filter((id) => known.has(id))
}
