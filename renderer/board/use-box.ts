import { useLayoutEffect, useState, type RefObject } from 'react'

/**
 * What of a scrolled box is in sight, along the way it goes on, and how large the box is, its scroll bar included: that lies in
 * the margin. Cards that made room for it could be small enough to need none, and have it come and go. In CSS pixels.
 */
export interface BoxView {
  readonly width: number
  readonly height: number
  /** Where what is in sight begins, in whole steps: rendering anew for every pixel would cost frames. */
  readonly offset: number
}

/** Pixels between two renderings while something is scrolled. */
export const scrollStep = 120

/** The size and the scroll offset of a box. */
export const useBox = (box: RefObject<HTMLElement | null>, axis: 'x' | 'y'): BoxView => {
  const [view, setView] = useState<BoxView>({ width: 0, height: 0, offset: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const look = () => {
      const scrolled = axis === 'x' ? element.scrollLeft : element.scrollTop
      const offset = Math.floor(scrolled / scrollStep) * scrollStep
      const { offsetWidth: width, offsetHeight: height } = element
      setView((before) =>
        before.width === width && before.height === height && before.offset === offset
          ? before
          : { width, height, offset },
      )
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box, axis])
  return view
}
