import { useEffect } from 'react'
import { carryBy, carryToEnd, carryToRow, letGo, pickUp, putDown, useCarry } from './carry.ts'
import type { DragItem } from './items.ts'

/** The key that picks up what has the focus. The same key, or Enter, puts it down. */
export const pickUpKey = ' '

type PickUpPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'preventDefault'
> & {
  readonly stopPropagation: () => void
}

/**
 * Picks up what `item` gives where the key for it was pressed; for `onKeyDown` of whatever can be dragged. Gives
 * whether the key was taken.
 */
export const pickUpOnKey = (event: PickUpPress, item: () => DragItem | null, from?: string): boolean => {
  if (event.key !== pickUpKey || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return false
  const picked = item()
  if (!picked) return false
  event.preventDefault()
  event.stopPropagation()
  pickUp(picked, from)
  return true
}

/** Gives every key to what is carried, for as long as something is. */
export const useCarryKeys = (): void => {
  const isCarrying = useCarry((carry) => carry !== null)
  useEffect(() => {
    if (!isCarrying) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
      act(event)
    }
    // Before anything else hears of it: arrows, Tab and Enter mean other things where the focus is.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('pointerdown', letGo, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('pointerdown', letGo, { capture: true })
    }
  }, [isCarrying])
}

const act = (event: KeyboardEvent) => {
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown':
      return carryBy(event.key)
    case 'Home':
      return carryToEnd('first')
    case 'End':
      return carryToEnd('last')
    case 'Tab':
      return carryToRow(event.shiftKey ? -1 : 1)
    case 'Enter':
    case pickUpKey:
      // A key that is held down must not pick up and put down at once.
      return event.repeat ? undefined : putDown()
    case 'Escape':
      return letGo()
    default:
      return undefined
  }
}
