/** Where the images of a slate go: rows of equal height across the area, as a newspaper sets its pictures. */

/** A rectangle in pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** All ways to break `items` into rows without changing their order: each bit of `breaks` is one gap between two. */
const rowBreaks = <Item>(items: readonly Item[]): readonly (readonly (readonly Item[])[])[] =>
  Array.from({ length: 2 ** (items.length - 1) }, (_, breaks) => {
    const rows: Item[][] = [[]]
    for (const [index, item] of items.entries()) {
      rows.at(-1)!.push(item)
      if ((breaks >> index) & 1) rows.push([])
    }
    return rows
  })

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Heights of rows that fill the area's width, all shrunk by one factor where they would pass its height. */
const rowHeights = (
  rows: readonly (readonly number[])[],
  area: Box,
  gap: number,
  caption: number,
): readonly number[] => {
  const filling = rows.map((row) => (area.width - gap * (row.length - 1)) / sum(row))
  const room = area.height - rows.length * caption - gap * (rows.length - 1)
  const shrink = Math.min(1, room / sum(filling))
  return filling.map((height) => height * shrink)
}

/**
 * Boxes for images of the given aspects (width by height, in order), each with `caption` pixels free beneath it and
 * `gap` pixels between them: broken into the rows in which the smallest picture is largest, centred in the area.
 */
export const layOutSlate = (
  aspects: readonly number[],
  area: Box,
  gap: number,
  caption: number,
): readonly Box[] => {
  const candidates = rowBreaks(aspects).map((rows) => ({
    rows,
    heights: rowHeights(rows, area, gap, caption),
  }))
  const smallest = ({ rows, heights }: (typeof candidates)[number]): number =>
    Math.min(...rows.flatMap((row, index) => row.map((aspect) => aspect * Math.max(0, heights[index]!) ** 2)))
  const { rows, heights } = candidates.reduce((best, next) => (smallest(next) > smallest(best) ? next : best))
  let top = area.top + (area.height - sum(heights) - rows.length * caption - gap * (rows.length - 1)) / 2
  return rows.flatMap((row, index) => {
    const height = heights[index]!
    let left = area.left + (area.width - sum(row) * height - gap * (row.length - 1)) / 2
    const boxes = row.map((aspect) => {
      const box = { left, top, width: aspect * height, height }
      left += box.width + gap
      return box
    })
    top += height + caption + gap
    return boxes
  })
}
