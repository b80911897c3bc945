import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'

/**
 * How the focus came to where it is. Who clicked a shot or an image and presses Space wants to see it play, as in every
 * player; who went there by keys picks it up.
 */
const store = createStore<{ readonly by: 'pointer' | 'keys' }>(() => ({ by: 'keys' }))

export const cameByPointer = (): boolean => store.getState().by === 'pointer'

const movesFocus = (key: string) => /^(?:Tab|Home|End|Arrow.+|Page.+)$/.test(key)

/** Keeps account of it; once, around the editor. */
export const useCameBy = (): void => {
  useEffect(() => {
    const onPointer = () => store.setState({ by: 'pointer' })
    const onKey = ({ key }: KeyboardEvent) => {
      if (movesFocus(key)) store.setState({ by: 'keys' })
    }
    window.addEventListener('pointerdown', onPointer, { capture: true })
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      window.removeEventListener('pointerdown', onPointer, { capture: true })
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [])
}
