import type { Rect } from './board-layout.ts'
import { sightMargin } from './targets.ts'

/** Scrolls a box as little as it takes for a rectangle of its content to be in sight. */
export const bringIntoSight = (box: HTMLElement, rect: Rect, view: 'strip' | 'sheet'): void => {
  if (view === 'strip') {
    const to = scrollFor(box.scrollLeft, box.clientWidth, rect.x, rect.width)
    if (to !== null) box.scrollLeft = to
  } else {
    const to = scrollFor(box.scrollTop, box.clientHeight, rect.y, rect.height)
    if (to !== null) box.scrollTop = to
  }
}

/** The scroll offset at which a stretch is in sight with some room around it; null where it is already. */
export const scrollFor = (
  offset: number,
  extent: number,
  start: number,
  length: number,
  margin: number = sightMargin,
): number | null => {
  if (extent === 0) return null
  if (start - margin < offset) return Math.max(0, start - margin)
  const end = start + length + margin
  // What is larger than the box begins at its start.
  return end > offset + extent ? Math.min(end - extent, start - margin) : null
}
