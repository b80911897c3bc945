import { createStore } from 'zustand/vanilla'
import type { AssetId } from '../../shared/domain/ids.ts'
import { useSelected, type Equal } from '../state/select.ts'
import type { AssetFilter } from './asset-uses.ts'

/** State of the library in this window alone. */
interface LibraryUi {
  readonly search: string
  readonly filter: AssetFilter
  readonly anchor: AssetId | null
  /** The image that has, or last had, the focus. */
  readonly lead: AssetId | null
  readonly focus: AssetId | null
  /** The image that is to be scrolled to. */
  readonly show: AssetId | null
  readonly renaming: AssetId | null
  /** Images that cannot be deleted because they are in use; what to do about it is asked. */
  readonly inUse: readonly AssetId[]
  /** The image that another is to take the place of. */
  readonly replacing: AssetId | null
  /** The search field is to have the focus. */
  readonly finding: boolean
}

const fresh: LibraryUi = {
  search: '',
  filter: 'all',
  anchor: null,
  lead: null,
  focus: null,
  show: null,
  renaming: null,
  inUse: [],
  replacing: null,
  finding: false,
}

const store = createStore<LibraryUi>(() => fresh)

export const libraryUi = (): LibraryUi => store.getState()

export const useLibraryUi = <T>(select: (ui: LibraryUi) => T, equal?: Equal<T>): T =>
  useSelected(store, select, equal)

export const setLibraryUi = (patch: Partial<LibraryUi>): void => store.setState(patch)

/** Forgets what was searched and chosen in another project. */
export const resetLibraryUi = (): void => store.setState(fresh)
