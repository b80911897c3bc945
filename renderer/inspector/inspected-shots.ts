import { useDeferredValue } from 'react'
import { recordOf, type Shot } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { shallow } from '../state/select.ts'
import { useBoard } from '../state/board.ts'
import { useSession } from '../state/session.ts'

/** The shots that are meant: those that are selected, else the one that is shown. In the board's order. */
export const useMeantShots = (): readonly Shot[] => useShots(useMeantIds())

/** The shots that the inspector shows and changes: those that are meant, right behind the board as `useCurrentShot`. */
export const useInspectedShots = (): readonly Shot[] => useShots(useDeferredValue(useMeantIds()))

const useMeantIds = (): readonly ShotId[] =>
  useSession(
    ({ selectedShotIds, currentShotId }) =>
      selectedShotIds.length > 1 || currentShotId === null ? selectedShotIds : [currentShotId],
    shallow,
  )

const useShots = (shotIds: readonly ShotId[]): readonly Shot[] =>
  useBoard(({ document }) => shotIds.flatMap((id) => recordOf(document.shots, id) ?? []), shallow)

/** Whether the project is open for reading only. */
export const useIsReadOnly = (): boolean => useBoard(({ access }) => access.kind === 'read-only')
