import { useEffect, useRef } from 'react'
import { createStore } from 'zustand/vanilla'
import type { DragItem } from './items.ts'

/**
 * Where a thing that is carried by keys can be put down. Each area of the window that takes something offers its
 * places in a row; what is carried goes from place to place, and from area to area.
 */
export interface DropRow {
  /** `board`, `frames`, `elements`, `picture`. */
  readonly id: string
  /** What the area is called: `Board`, `Keyframes of shot 20`. */
  readonly title: () => string
  /** Areas are visited in this order. */
  readonly order: number
  /** How many places there are for this thing; 0 where the area does not take it. */
  readonly count: (item: DragItem) => number
  /** The place at which it is when it comes here. */
  readonly start: (item: DragItem) => number
  /** What the place is called: `between 10 and 30`, `on keyframe 2, instead of it`. */
  readonly describe: (item: DragItem, at: number) => string
  /** Where an arrow leads from a place, for areas with more than one line; left and right go one by one without it. */
  readonly step?: (item: DragItem, at: number, key: ArrowKey) => number
  /** Puts it down. Gives the words to announce. */
  readonly drop: (item: DragItem, at: number) => string
}

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

const rows = createStore<ReadonlyMap<string, { readonly row: () => DropRow }>>(() => new Map())

/** The areas that take a thing, in their order. */
export const rowsFor = (item: DragItem): DropRow[] =>
  [...rows.getState().values()]
    .map(({ row }) => row())
    .filter((row) => row.count(item) > 0)
    .toSorted((a, b) => a.order - b.order)

/** The area of this id, if it is there and takes the thing. */
export const rowOf = (id: string, item: DragItem): DropRow | undefined => {
  const row = rows.getState().get(id)?.row()
  return row && row.count(item) > 0 ? row : undefined
}

/** Offers an area's places, until what it gives is called. */
export const offerRow = (id: string, row: () => DropRow): (() => void) => {
  const entry = { row }
  rows.setState(new Map([...rows.getState(), [id, entry]]), true)
  return () => {
    // Another component may offer the area by now.
    if (rows.getState().get(id) !== entry) return
    const left = new Map(rows.getState())
    left.delete(id)
    rows.setState(left, true)
  }
}

/** Offers an area's places for as long as the component is there. */
export const useDropRow = (row: DropRow): void => {
  const latest = useRef(row)
  useEffect(() => {
    latest.current = row
  })
  const { id } = row
  useEffect(() => offerRow(id, () => latest.current), [id])
}
