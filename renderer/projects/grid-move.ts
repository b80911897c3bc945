/**
 * The place that a key leads to from place `at`, in a grid of `count` things in rows of `columns`; null for keys that do
 * not move. At an end it stays.
 */
export const movedInGrid = (key: string, at: number, count: number, columns: number): number | null => {
  const last = count - 1
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1)
    case 'ArrowRight':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return at - columns >= 0 ? at - columns : at
    case 'ArrowDown':
      // Below the end of a row that is not full stands the last one.
      return at + columns <= last ? at + columns : rowOf(at, columns) < rowOf(last, columns) ? last : at
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

const rowOf = (at: number, columns: number) => Math.floor(at / columns)
