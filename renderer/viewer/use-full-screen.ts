import { useEffect, type RefObject } from 'react'
import { setLook, useLook } from './transport-store.ts'

/**
 * Gives the viewer the whole screen. The page itself goes full screen, and the viewer lies over it, so that its menus
 * and notices, which hang elsewhere in the page, stay visible. What is behind it is inert meanwhile.
 */
export const useFullScreen = (viewer: RefObject<HTMLElement | null>): boolean => {
  const full = useLook((look) => look.full)
  useEffect(() => {
    if (!full || !viewer.current) return
    const wake = sleepAround(viewer.current)
    const leave = () => setLook({ full: false })
    const onChange = () => document.fullscreenElement === null && leave()
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      leave()
    }
    document.addEventListener('fullscreenchange', onChange)
    document.addEventListener('keydown', onKey)
    void enterFullScreen()
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      document.removeEventListener('keydown', onKey)
      wake()
      if (document.fullscreenElement) void document.exitFullscreen()
    }
  }, [full, viewer])
  useEffect(() => () => setLook({ full: false }), [])
  return full
}

/** Makes everything beside an element inert, up to the root of the page. Gives what takes that back. */
const sleepAround = (element: HTMLElement): (() => void) => {
  const asleep: Element[] = []
  for (let at: Element = element; at.parentElement && at.id !== 'root'; at = at.parentElement)
    for (const other of at.parentElement.children)
      if (other !== at && !other.hasAttribute('inert') && !isSpoken(other)) {
        other.setAttribute('inert', '')
        asleep.push(other)
      }
  return () => asleep.forEach((other) => other.removeAttribute('inert'))
}

const isSpoken = (element: Element) =>
  element.matches('[aria-live], [role="status"], [role="alert"], [role="log"]')

/** Where the browser refuses (without a click or key before it), the viewer fills the window all the same. */
const enterFullScreen = (): Promise<boolean> =>
  document.documentElement.requestFullscreen().then(
    () => true,
    () => false,
  )
