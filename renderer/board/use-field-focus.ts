import { useEffect, useRef, type RefObject } from 'react'

/**
 * Gives a field that has just appeared the focus, and keeps it there while a menu closes: a menu gives the focus back to
 * where it was opened, which would end the field before it began.
 * @returns whether the field has settled; what it loses the focus to before that does not count.
 */
export const useFieldFocus = (
  input: RefObject<HTMLInputElement | null>,
  select: (input: HTMLInputElement) => void,
): RefObject<boolean> => {
  const settled = useRef(false)
  const chooses = useRef(select)
  useEffect(() => {
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const take = () => {
      if (!input.current || document.activeElement === input.current) return
      input.current.focus({ preventScroll: true })
      chooses.current(input.current)
    }
    const wait = () => {
      if (document.querySelector('[role="menu"]')) frame = requestAnimationFrame(wait)
      // The menu gives the focus back one task after it has gone.
      else
        timer = setTimeout(() => {
          take()
          settled.current = true
        })
    }
    take()
    wait()
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [input])
  return settled
}
