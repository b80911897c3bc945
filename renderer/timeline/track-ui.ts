import { createStore } from 'zustand/vanilla'
import type { ShotId } from '../../shared/domain/ids.ts'
import { useSelected } from '../state/select.ts'

/** A field of a gap that is open for writing. */
export interface OpenField {
  readonly shotId: ShotId
  readonly gap: number
  readonly field: 'prompt' | 'seconds'
}

const store = createStore<{ readonly open: OpenField | null }>(() => ({ open: null }))

/** Opens a field of a gap; null closes it. */
export const openField = (open: OpenField | null): void => store.setState({ open })

/** Whether this field of this gap is open. */
export const useIsOpen = ({ shotId, gap, field }: OpenField): boolean =>
  useSelected(store, ({ open }) => open?.shotId === shotId && open.gap === gap && open.field === field)
