/** Rows that Page Up and Page Down go. */
const page = 4

/** Where a key leads in a grid of `count` things in rows of `columns`; null for a key that leads nowhere. */
export const gridStep = (key: string, at: number, count: number, columns: number): number | null => {
  if (count === 0) return null
  const last = count - 1
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1)
    case 'ArrowRight':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return at - columns < 0 ? at : at - columns
    case 'ArrowDown':
      // From above a last row that is not full, down goes to its end.
      return at + columns <= last ? at + columns : rowOf(at, columns) < rowOf(last, columns) ? last : at
    case 'PageUp':
      return Math.max(at % columns, at - page * columns)
    case 'PageDown':
      return Math.min(last, at + page * columns)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

const rowOf = (at: number, columns: number) => Math.floor(at / columns)
