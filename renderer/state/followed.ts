import { useDeferredValue } from 'react'
import { createStore } from 'zustand/vanilla'
import { recordOf, type Shot } from '../../shared/domain/document.ts'
import { useBoard } from './open-board.ts'
import { useSelected, type Equal } from './select.ts'
import { sessionStore, type Session } from './session.ts'

/**
 * What viewer, timeline, inspector and takes show. They follow the selection right behind the board, so that no key
 * waits for them; while a key is held that passes over shots they wait until it is let go, since nobody reads them then
 * and the board would stutter.
 */

type Followed = Pick<Session, 'currentShotId' | 'selectedShotIds' | 'viewer' | 'compareTakeIds'>

const now = (): Followed => {
  const { currentShotId, selectedShotIds, viewer, compareTakeIds } = sessionStore.getState()
  return { currentShotId, selectedShotIds, viewer, compareTakeIds }
}

const store = createStore<Followed>(now)
let isPassing = false

const follow = () => {
  if (!isPassing) store.setState(now())
}
sessionStore.subscribe(follow)

/** What `select` makes of what the panels show. */
export const useFollowed = <T>(select: (followed: Followed) => T, equal?: Equal<T>): T =>
  useDeferredValue(useSelected(store, select, equal))

/** The shot that timeline and takes show; null where none is chosen. */
export const useCurrentShot = (): Shot | null => {
  const id = useFollowed(({ currentShotId }) => currentShotId)
  return useBoard(({ document }) => (id === null ? null : (recordOf(document.shots, id) ?? null)))
}

/** What ends passing over shots: the key is let go, or the person turns to something else. */
const endings = ['keyup', 'keydown', 'pointerdown', 'blur'] as const

const settle = (event: Event) => {
  // The key goes on, or the focus goes from card to card with it.
  if (event.type === 'keydown' && (event as KeyboardEvent).repeat) return
  if (event.type === 'blur' && event.target !== window) return
  isPassing = false
  for (const ending of endings) window.removeEventListener(ending, settle, true)
  follow()
}

/** A key that is held begins to pass over shots. The panels follow when it is let go. */
export const passOver = (): void => {
  if (isPassing) return
  isPassing = true
  for (const ending of endings) window.addEventListener(ending, settle, true)
}
