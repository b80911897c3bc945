import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import { createAttachments } from './attached.tsx'

/** What a tooltip says, and on which side of its element. */
export interface Tip {
  readonly text: ReactNode
  readonly keys: string | null
  readonly side: 'top' | 'right' | 'bottom' | 'left'
  /** The words are the element's name already, and need not be told as its description. */
  readonly isName: boolean
}

const refresh = (element: Element): void => {
  if (shownTip.getState().element === element) show(element)
}

/** The words about elements of the page. What is shown just now changes with them. */
export const tips = createAttachments<Tip>(refresh)

/** The element whose tooltip is shown, and what it says. */
export const shownTip = createStore<{ readonly element: Element | null; readonly tip: Tip | null }>(() => ({
  element: null,
  tip: null,
}))

const show = (element: Element | null): void =>
  shownTip.setState({ element, tip: element && (tips.get(element) ?? null) })

/** So long the pointer rests before a tooltip comes, and so soon after one the next comes at once, in milliseconds. */
const [restMs, afterMs] = [450, 250]

/** Shows the words of what the pointer rests on or the keyboard's focus is at, until the function it returns is called. */
export const followPointerAndFocus = (): (() => void) => {
  const stop = new AbortController()
  let under: Element | null = null
  let isPressed = false
  let hiddenAt = Number.NEGATIVE_INFINITY
  let resting: ReturnType<typeof setTimeout> | undefined

  const hide = () => {
    clearTimeout(resting)
    if (shownTip.getState().element === null) return
    hiddenAt = performance.now()
    show(null)
  }
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    hear: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, hear, { capture: true, passive: true, signal: stop.signal })

  on('pointerover', ({ target, pointerType, buttons }) => {
    const element = pointerType === 'touch' ? null : tips.nearest(target)
    if (element === under) return
    under = element
    hide()
    if (!element || buttons !== 0) return
    if (performance.now() - hiddenAt < afterMs) show(element)
    else resting = setTimeout(show, restMs, element)
  })
  on('pointerdown', () => {
    isPressed = true
    hide()
  })
  for (const name of ['pointerup', 'pointercancel'] as const) on(name, () => void (isPressed = false))
  // A press by a key is a click too.
  on('click', hide)
  on('dragstart', hide)
  on('focusin', ({ target }) => {
    // A press moves the focus too, and who presses knows what he presses.
    const element = isPressed ? null : tips.nearest(target)
    if (!element || !(target instanceof Element && target.matches(':focus-visible'))) return
    clearTimeout(resting)
    show(element)
  })
  on('focusout', hide)
  on('keydown', ({ key }) => {
    if (key === 'Escape') hide()
  })
  on('scroll', ({ target }) => {
    if (target instanceof Node && target.contains(shownTip.getState().element)) hide()
  })
  document.documentElement.addEventListener(
    'pointerleave',
    () => {
      under = null
      hide()
    },
    { signal: stop.signal },
  )
  window.addEventListener('blur', hide, { signal: stop.signal })

  return () => {
    stop.abort()
    hide()
  }
}
