import { useLayoutEffect, useRef, type ReactElement } from 'react'
import * as Slot from 'radix-ui/slot'

/**
 * What the window's one layer for it (tooltips, menus at the pointer) knows about elements of the page. An element that
 * has such a thing attached costs no more than one that has not: nothing is made until it is shown.
 */
export interface Attachments<Value> {
  readonly get: (element: Element) => Value | undefined
  /** The nearest element with something attached, from an event's target upwards. */
  readonly nearest: (target: EventTarget | null) => Element | null
  readonly set: (element: Element, value: Value | null) => void
}

/** @param changed told of each element whose value comes, changes or goes. */
export const createAttachments = <Value,>(changed?: (element: Element) => void): Attachments<Value> => {
  const values = new WeakMap<Element, Value>()
  return {
    get: (element) => values.get(element),
    nearest: (target) => {
      let element = target instanceof Element ? target : null
      while (element && !values.has(element)) element = element.parentElement
      return element
    },
    set: (element, value) => {
      if (value === null) values.delete(element)
      else values.set(element, value)
      changed?.(element)
    },
  }
}

/** Its child, with a value attached to the child's element; null for none. A value that is made anew is attached anew. */
export const Attached = <Value,>({
  to,
  value,
  children,
}: {
  readonly to: Attachments<Value>
  readonly value: Value | null
  readonly children: ReactElement
}) => {
  const element = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const { current } = element
    if (!current || value === null) return undefined
    to.set(current, value)
    return () => to.set(current, null)
  }, [to, value])
  return <Slot.Root ref={element}>{children}</Slot.Root>
}
