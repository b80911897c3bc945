import { useDeferredValue } from 'react'
import { recordOf, type Shot } from '../../shared/domain/document.ts'
import { useBoard } from './open-board.ts'
import type { Equal } from './select.ts'
import { useSession, type Session } from './session.ts'

/**
 * What `select` makes of the window's own state, for viewer, timeline, inspector and takes: they follow the selection
 * right behind the board, so that no key waits for them. What they show belongs into a component of its own (`memo`), else
 * it is rendered a first time as it was.
 */
export const useFollowed = <T>(select: (session: Session) => T, equal?: Equal<T>): T =>
  useDeferredValue(useSession(select, equal))

/** The shot that timeline and takes show; null where none is chosen. */
export const useCurrentShot = (): Shot | null => {
  const id = useFollowed(({ currentShotId }) => currentShotId)
  return useBoard(({ document }) => (id === null ? null : (recordOf(document.shots, id) ?? null)))
}
