import { useRef } from 'react'
import { useStore, type StoreApi } from 'zustand'

export { shallow } from 'zustand/shallow'

/** Tells whether two selected values are the same to whoever shows them. */
export type Equal<T> = (a: T, b: T) => boolean

/**
 * What `select` makes of a store, and a new render only when that changes. A selector that makes a new array or object
 * each time needs `equal` (`shallow`), else it would render for ever.
 */
export const useSelected = <State, T>(
  store: StoreApi<State>,
  select: (state: State) => T,
  equal: Equal<T> = Object.is,
): T => {
  const last = useRef<{ readonly value: T } | null>(null)
  return useStore(store, (state) => {
    const value = select(state)
    if (last.current && equal(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  })
}

/** What must be there by the time it is asked for; a mistake of this program where it is not. */
export const present = <T>(value: T | null, what: string): T => {
  if (value === null) throw new TypeError(`${what} was asked for before it was there`)
  return value
}
