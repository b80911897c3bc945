import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'

/**
 * One stop of the Tab key for a row of things, and arrows between them. What is selected has the stop; where it goes
 * away while it has the focus (it was deleted), the focus goes to what is selected then.
 * Things mark themselves with `data-stop={key}`.
 */
export const useRoving = (
  stops: readonly string[],
  selected: string | null,
): {
  readonly row: RefObject<HTMLDivElement | null>
  readonly stop: string | undefined
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
  /** The stop an arrow leads to from another. */
  readonly beside: (from: string, key: string) => string | undefined
  readonly focus: (stop: string) => void
} => {
  const row = useRef<HTMLDivElement>(null)
  const had = useRef<string | null>(null)
  const stop = selected !== null && stops.includes(selected) ? selected : stops[0]

  const focus = (to: string) => row.current?.querySelector<HTMLElement>(`[data-stop="${to}"]`)?.focus()

  useLayoutEffect(() => {
    const lost = had.current !== null && document.activeElement === document.body
    if (lost && stop !== undefined) focus(stop)
  })

  return {
    row,
    stop,
    onFocus: ({ target }) => {
      had.current = target instanceof HTMLElement ? (target.dataset['stop'] ?? null) : null
    },
    onBlur: ({ target }) => {
      // What is blurred because it was taken out of the page has lost the focus; what still stands there let it go.
      if (target.isConnected) had.current = null
    },
    beside: (from, key) => {
      const at = stops.indexOf(from)
      switch (key) {
        case 'ArrowLeft':
          return stops[at - 1]
        case 'ArrowRight':
          return stops[at + 1]
        case 'Home':
          return stops[0]
        case 'End':
          return stops.at(-1)
        default:
          return undefined
      }
    },
    focus,
  }
}
