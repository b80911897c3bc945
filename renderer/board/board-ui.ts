import { createStore } from 'zustand/vanilla'
import type { SceneId, ShotId } from '../../shared/domain/ids.ts'
import { readRemembered, remember } from '../app/remembered.ts'
import { useSelected, type Equal } from '../state/select.ts'
import type { BoardTarget } from './drops.ts'
import type { BoardFilter } from './filter.ts'

/** What is being typed on the board, in place. */
export type BoardField =
  | { readonly kind: 'title' | 'label'; readonly shotId: ShotId }
  | { readonly kind: 'scene'; readonly sceneId: SceneId }

/** How the board shows its shots; remembered from one start to the next. */
export interface BoardLook {
  readonly view: 'strip' | 'sheet'
  /** Width of a card on the contact sheet that the user wants, in pixels. */
  readonly cardWidth: number
}

/** State of the board in this window alone. */
interface BoardUi {
  readonly look: BoardLook
  readonly filter: BoardFilter
  /** Shots that pasting will move. */
  readonly cut: readonly ShotId[]
  readonly field: BoardField | null
  /** Where what is dragged by pointer would be dropped. */
  readonly target: BoardTarget | null
  /** From which a range of selected shots is counted. */
  readonly anchor: ShotId | null
  /** The shot whose card is to have the focus as soon as it is there. */
  readonly focus: ShotId | null
  /** The shots that a filter leaves, in the order of the board; null without one. */
  readonly shown: readonly ShotId[] | null
}

/** Widths of cards on the contact sheet, in pixels. */
export const cardWidths = { least: 120, most: 360, usual: 200 } as const

const lookName = 'board'

/** The look from what was remembered; what is missing or makes no sense is as at first. */
export const boardLookFrom = (remembered: unknown): BoardLook => {
  const { view, cardWidth } = { ...(remembered as Partial<BoardLook> | null) }
  return {
    view: view === 'sheet' ? 'sheet' : 'strip',
    cardWidth:
      typeof cardWidth === 'number' && cardWidth >= cardWidths.least && cardWidth <= cardWidths.most
        ? cardWidth
        : cardWidths.usual,
  }
}

const store = createStore<BoardUi>(() => ({
  look: boardLookFrom(readRemembered(lookName)),
  filter: 'all',
  cut: [],
  field: null,
  target: null,
  anchor: null,
  focus: null,
  shown: null,
}))

export const boardUi = (): BoardUi => store.getState()

export const useBoardUi = <T>(select: (ui: BoardUi) => T, equal?: Equal<T>): T =>
  useSelected(store, select, equal)

/** Forgets what was filtered and begun in another project. What was cut there may be pasted here. */
export const resetBoardUi = (): void =>
  store.setState({ filter: 'all', field: null, target: null, anchor: null, focus: null, shown: null })

export const setBoardUi = (patch: Partial<BoardUi>): void => store.setState(patch)

/** Shows the board in another way, now and from now on. */
export const setBoardLook = (patch: Partial<BoardLook>): void => {
  const look = { ...store.getState().look, ...patch }
  store.setState({ look })
  remember(lookName, look)
}

/** Shows where something would be dropped; the same place again changes nothing. */
export const aimAt = (target: BoardTarget | null): void => {
  const { target: before } = store.getState()
  if (JSON.stringify(before) !== JSON.stringify(target)) store.setState({ target })
}
