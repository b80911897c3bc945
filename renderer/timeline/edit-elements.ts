import type { Element, ElementRole } from '../../shared/domain/document.ts'
import { elementCount } from '../../shared/domain/endpoints.ts'
import type { AssetId, SlotId } from '../../shared/domain/ids.ts'

/** Changes to the elements of one shot, as values: never more than five. */

/** What came of placing images among the elements. */
export interface PlacedElements {
  readonly items: readonly Element[]
  /** Place of the first that was placed; null where none was. */
  readonly at: number | null
  readonly leftOver: readonly AssetId[]
}

/** What an element is until the user says so: the first one is most often who the shot is about. */
const roleFor = (items: readonly Element[]): ElementRole => (items.length === 0 ? 'character' : 'prop')

/** Puts images among the elements. On a tile the first replaces what is there, in its role; the others follow. */
export const placeElements = (
  items: readonly Element[],
  assetIds: readonly AssetId[],
  place: { readonly kind: 'tile' | 'before'; readonly index: number } | { readonly kind: 'slot' },
  newSlot: () => SlotId,
): PlacedElements => {
  const replaces = place.kind === 'tile' && place.index < items.length
  const start = place.kind === 'slot' ? items.length : Math.min(place.index, items.length)
  const room = elementCount.max - items.length + (replaces ? 1 : 0)
  const fitting = assetIds.slice(0, room)
  let current = [...items]
  for (const [order, assetId] of fitting.entries()) {
    const there = current[start]
    if (order === 0 && replaces && there) current = current.with(start, { ...there, assetId })
    else current = current.toSpliced(start + order, 0, { id: newSlot(), assetId, role: roleFor(current) })
  }
  return { items: current, at: fitting.length > 0 ? start : null, leftOver: assetIds.slice(room) }
}
