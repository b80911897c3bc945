import { createStore } from 'zustand/vanilla'
import type { TakeId } from '../../shared/domain/ids.ts'
import { useSelected, type Equal } from '../state/select.ts'
import { restingTransport, transported, type Transport, type TransportCommand } from './transport.ts'

/** How the viewer shows things; kept while the window is open. */
export interface ViewerLook {
  readonly safeAreas: boolean
  /** From 0 to 1. */
  readonly volume: number
  readonly muted: boolean
  /** The viewer alone fills the screen. */
  readonly full: boolean
}

interface ViewerState {
  readonly transport: Transport
  readonly look: ViewerLook
  /** The clips that are in sight just now, and can be played. */
  readonly shownTakeIds: readonly TakeId[]
}

export const viewerStore = createStore<ViewerState>(() => ({
  transport: restingTransport,
  look: { safeAreas: false, volume: 1, muted: false, full: false },
  shownTakeIds: [],
}))

/** What `select` makes of the transport. */
export const useTransport = <T>(select: (transport: Transport) => T, equal?: Equal<T>): T =>
  useSelected(viewerStore, ({ transport }) => select(transport), equal)

/** What `select` makes of how the viewer shows things. */
export const useLook = <T>(select: (look: ViewerLook) => T): T =>
  useSelected(viewerStore, ({ look }) => select(look))

/** The transport now. */
export const transport = (): Transport => viewerStore.getState().transport

/** Does something with the transport. */
export const command = (given: TransportCommand): void => {
  const next = transported(transport(), given)
  if (next !== transport()) viewerStore.setState({ transport: next })
}

export const setLook = (patch: Partial<ViewerLook>): void =>
  viewerStore.setState(({ look }) => ({ look: { ...look, ...patch } }))

export const setShownTakes = (shownTakeIds: readonly TakeId[]): void => viewerStore.setState({ shownTakeIds })
