import { recordOf, type Shot } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { shallow } from '../state/select.ts'
import { useBoard } from '../state/board.ts'
import { useFollowed } from '../state/followed.ts'
import { useSession, type Session } from '../state/session.ts'

/** The shots that are meant: those that are selected, else the one that is shown. In the board's order. */
export const useMeantShots = (): readonly Shot[] => useShots(useSession(meantIds, shallow))

/** The shots that the inspector shows and changes: those that are meant, as the panels follow. */
export const useInspectedShots = (): readonly Shot[] => useShots(useFollowed(meantIds, shallow))

const meantIds = ({
  selectedShotIds,
  currentShotId,
}: Pick<Session, 'selectedShotIds' | 'currentShotId'>): readonly ShotId[] =>
  selectedShotIds.length > 1 || currentShotId === null ? selectedShotIds : [currentShotId]

const useShots = (shotIds: readonly ShotId[]): readonly Shot[] =>
  useBoard(({ document }) => shotIds.flatMap((id) => recordOf(document.shots, id) ?? []), shallow)

/** Whether the project is open for reading only. */
export const useIsReadOnly = (): boolean => useBoard(({ access }) => access.kind === 'read-only')
