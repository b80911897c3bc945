import { useLayoutEffect, useState, type RefObject } from 'react'

/** Width of an element's inside in CSS pixels, kept up to date; null until it is known. */
export const useWidth = (element: RefObject<HTMLElement | null>): number | null => {
  const [width, setWidth] = useState<number | null>(null)
  useLayoutEffect(() => {
    if (!element.current) return undefined
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(element.current)
    setWidth(Math.floor(element.current.clientWidth))
    return () => observer.disconnect()
  }, [element])
  return width
}
