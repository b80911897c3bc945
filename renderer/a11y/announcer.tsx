import { useStore } from 'zustand'
import { announcementStore } from './announce.ts'
import styles from './announcer.module.css'

/**
 * The live region, outside of everything that a dialog makes inert. Two places take turns, since a region that is given
 * the same words again says nothing.
 */
export const Announcer = () => {
  const { words, turn } = useStore(announcementStore)
  return (
    <div className={styles.region} aria-live="polite" aria-atomic="true">
      <p>{turn % 2 === 0 ? words : ''}</p>
      <p>{turn % 2 === 1 ? words : ''}</p>
    </div>
  )
}
