import { createStore } from 'zustand/vanilla'

/** What is said to screen readers just now. `turn` makes the same words said again. */
export const announcementStore = createStore<{ readonly words: string; readonly turn: number }>(() => ({
  words: '',
  turn: 0,
}))

/** Says something to screen readers, politely: "Shot 20 picked up. Use the arrow keys to move it." */
export const announce = (words: string): void =>
  announcementStore.setState(({ turn }) => ({ words, turn: turn + 1 }))
