import { useLayoutEffect, useState, type RefObject } from 'react'

/** Lengths of the library's grid, in CSS pixels, where layout and stylesheet must agree. */
export const gridMetrics = { gap: 8, pad: 12, least: 92, caption: 20 } as const

export interface GridColumns {
  readonly columns: number
  readonly tile: { readonly width: number; readonly height: number }
}

/** The columns of the grid in a box of this inner width: two in the usual panel, more in a wider one. */
export const columnsFor = (inner: number): GridColumns => {
  const { gap, least, caption } = gridMetrics
  const columns = Math.max(1, Math.floor((inner + gap) / (least + gap)))
  const width = Math.floor((inner - gap * (columns - 1)) / columns)
  return { columns, tile: { width, height: Math.round((width * 9) / 16) + caption } }
}

/** The columns of the grid in its box, as wide as that is now. */
export const useColumns = (box: RefObject<HTMLElement | null>): GridColumns => {
  const [grid, setGrid] = useState(() => columnsFor(212))
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const look = () => {
      // With the scroll bar, which lies in the margin: as on the board.
      const next = columnsFor(element.offsetWidth - 2 * gridMetrics.pad)
      setGrid((before) =>
        before.tile.width === next.tile.width && before.columns === next.columns ? before : next,
      )
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return grid
}
