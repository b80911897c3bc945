import type { Point } from './board-layout.ts'

/** How near to an edge a drag scrolls, and how far in one step at the edge itself; in CSS pixels. */
const reach = 56
const fastest = 28

/**
 * Scrolls a box while something is dragged near its edge, faster the nearer it is. To be called for every move over it:
 * the browser tells of those also while the pointer rests.
 */
export const scrollAtEdge = (box: HTMLElement, point: Point, axis: 'x' | 'y'): void => {
  const { left, top, right, bottom } = box.getBoundingClientRect()
  const [at, start, end] = axis === 'x' ? [point.x, left, right] : [point.y, top, bottom]
  const speed = edgeSpeed(at - start, end - start)
  if (speed !== 0) box.scrollBy(axis === 'x' ? { left: speed } : { top: speed })
}

/** Pixels to scroll at a distance from the start of a box of this length; negative towards its start. */
export const edgeSpeed = (at: number, length: number): number => {
  const near = Math.min(reach, length / 4)
  if (at < near) return -Math.round(fastest * Math.min(1, (near - at) / near))
  if (at > length - near) return Math.round(fastest * Math.min(1, (at - length + near) / near))
  return 0
}
