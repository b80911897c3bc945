import type { FocusEvent } from 'react'

/**
 * For the `onFocus` of a radio of Radix: chooses it where an arrow came to it from a neighbour, as radios do.
 *
 * Radix moves the focus a task after the key and chooses only while the key is still down, so of a quick tap, or on a
 * busy page, it would keep the move and lose the choice.
 */
export const chooseOnArrow = (event: FocusEvent<HTMLElement>): void => {
  const { currentTarget: radio, relatedTarget: before } = event
  const isFromNeighbour = radio.closest('[role=radiogroup]')?.contains(before) === true
  // A press of the mouse chooses when it is released.
  if (!isFromNeighbour || before === null || !radio.matches(':focus-visible')) return
  // Radix would choose it a second time.
  event.preventDefault()
  radio.click()
}
