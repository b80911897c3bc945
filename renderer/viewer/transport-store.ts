import { createStore } from 'zustand/vanilla'
import type { TakeId } from '../../shared/domain/ids.ts'
import { readRemembered, remember } from '../app/remembered.ts'
import { useSelected, type Equal } from '../state/select.ts'
import { restingTransport, transported, type Transport, type TransportCommand } from './transport.ts'

/** How the viewer shows things; but for the full screen, remembered from one start to the next. */
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

const lookName = 'viewer'

/** The look from what was remembered; what is missing or makes no sense is as at first. */
export const viewerLookFrom = (remembered: unknown): ViewerLook => {
  const { safeAreas, volume, muted } = { ...(remembered as Partial<ViewerLook> | null) }
  return {
    safeAreas: safeAreas === true,
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 1,
    muted: muted === true,
    full: false,
  }
}

export const viewerStore = createStore<ViewerState>(() => ({
  transport: restingTransport,
  look: viewerLookFrom(readRemembered(lookName)),
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

export const setLook = (patch: Partial<ViewerLook>): void => {
  const look = { ...viewerStore.getState().look, ...patch }
  viewerStore.setState({ look })
  remember(lookName, look)
}

export const setShownTakes = (shownTakeIds: readonly TakeId[]): void => viewerStore.setState({ shownTakeIds })
