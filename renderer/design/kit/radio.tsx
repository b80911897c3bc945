import type { ComponentPropsWithRef, KeyboardEvent } from 'react'
import styles from './radio.module.css'

/**
 * One choice of several, lying unseen over the label that it stands in. It is the browser's own: an arrow chooses the
 * neighbour the moment it is pressed.
 */
export const Radio = (props: Omit<ComponentPropsWithRef<'input'>, 'type' | 'className' | 'onKeyDown'>) => (
  <input {...props} type="radio" className={styles['radio']} onKeyDown={keepArrows} />
)

/** Arrows go from choice to choice here, whatever they do in the rest of the window. */
const keepArrows = (event: KeyboardEvent) => {
  if (event.key.startsWith('Arrow') && !event.altKey && !event.ctrlKey && !event.metaKey)
    event.stopPropagation()
}
