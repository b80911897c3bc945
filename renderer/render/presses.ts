import { createStore } from 'zustand/vanilla'

/**
 * Tells a press from its repetitions: the second click of a double click, and what the keyboard sends while a key is
 * held. Something that costs money is asked for once, however long the press was.
 */
const store = createStore<{ readonly isRepeated: boolean }>(() => ({ isRepeated: false }))

/** Whether what is being handled just now repeats the press before it. */
export const isRepeatedPress = (): boolean => store.getState().isRepeated

const set = (isRepeated: boolean) => {
  store.setState({ isRepeated })
  // It holds for whoever handles this very event.
  if (isRepeated) setTimeout(() => store.setState({ isRepeated: false }))
}

const onKeyDown = ({ repeat }: KeyboardEvent) => set(repeat)

// A click that a key made has no count of its own: the key has said already whether it is repeated.
const onClick = ({ detail }: MouseEvent) => {
  if (detail > 0) set(detail > 1)
}

/** Listens to presses, ahead of whoever acts on them. Gives what ends it. */
export const watchPresses = (): (() => void) => {
  window.addEventListener('keydown', onKeyDown, true)
  window.addEventListener('click', onClick, true)
  return () => {
    window.removeEventListener('keydown', onKeyDown, true)
    window.removeEventListener('click', onClick, true)
  }
}
