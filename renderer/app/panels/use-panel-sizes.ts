import { useSyncExternalStore } from 'react'
import { useSelected } from '../../state/select.ts'
import { fitted, type PanelSizes } from './panel-sizes.ts'
import { panelStore, wantedSizes } from './panel-store.ts'

const onResize = (listener: () => void) => {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

/** Size of the window, in CSS pixels. */
export const useWindowSize = (): { readonly width: number; readonly height: number } => {
  const width = useSyncExternalStore(onResize, () => window.innerWidth)
  const height = useSyncExternalStore(onResize, () => window.innerHeight)
  return { width, height }
}

/** The panels' sizes as they fit into the window. */
export const usePanelSizes = (): PanelSizes => {
  const wanted = useSelected(panelStore, wantedSizes, (a, b) => JSON.stringify(a) === JSON.stringify(b))
  return fitted(wanted, useWindowSize())
}
