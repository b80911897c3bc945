import { createStore } from 'zustand/vanilla'
import type { TakeId } from '../../shared/domain/ids.ts'
import { useSelected } from '../state/select.ts'

/** State of the takes in this window alone: the take whose name and note are being written. */
const store = createStore<{ readonly marking: TakeId | null }>(() => ({ marking: null }))

export const useMarking = (): TakeId | null => useSelected(store, ({ marking }) => marking)

/** Opens the name, the note and the details of a take; null closes them. */
export const openMarks = (takeId: TakeId | null): void => store.setState({ marking: takeId })
