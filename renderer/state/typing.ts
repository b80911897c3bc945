import { useEffect, useState } from 'react'

/**
 * Text that is being typed. It is shown at once; what it changes on the board follows a few times a second, and before
 * anything else is done, so that a key that is held or a quick hand never waits for the board.
 */

/** How long what is typed may wait, in milliseconds. */
const patienceMs = 150

let waiting: (() => void) | null = null
let timer: ReturnType<typeof setTimeout> | null = null

const commit = () => {
  const due = waiting
  waiting = null
  due?.()
  return due !== null
}

/** Carries out what was typed so far. Whatever reads or changes the board besides does this first. */
export const settleTyping = (): void => {
  commit()
}

const pace = () => {
  timer = setTimeout(() => {
    timer = null
    if (commit()) pace()
  }, patienceMs)
}

/** Carries out the first at once, and of those that follow quickly the latest. */
const soon = (write: () => void) => {
  waiting = write
  if (timer !== null) return
  commit()
  pace()
}

/** A text of the board, as it is typed: what to show, and whom to tell of what is typed. */
export const useTyped = (
  value: string,
  write: (text: string) => void,
): readonly [shown: string, type: (text: string) => void] => {
  const [typed, setTyped] = useState<string | null>(null)
  // What is in a field when it goes, or its page, is not lost.
  useEffect(() => {
    window.addEventListener('pagehide', settleTyping)
    return () => {
      window.removeEventListener('pagehide', settleTyping)
      settleTyping()
    }
  }, [])
  return [
    typed ?? value,
    (text) => {
      setTyped(text)
      soon(() => {
        setTyped(null)
        write(text)
      })
    },
  ]
}
