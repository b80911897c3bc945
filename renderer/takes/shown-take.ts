import { chosenTake } from '../../shared/domain/board.ts'
import { recordOf, type BoardDocument, type Take } from '../../shared/domain/document.ts'
import { takesOfShot } from '../state/board-order.ts'
import { boardStore } from '../state/open-board.ts'
import { session, type Session } from '../state/session.ts'

/** The take that the viewer shows of the current shot; undefined where it shows something else. */
export const shownTakeOf = (
  document: BoardDocument,
  { viewer, currentShotId, compareTakeIds }: Pick<Session, 'viewer' | 'currentShotId' | 'compareTakeIds'>,
): Take | undefined => {
  const shot = currentShotId === null ? undefined : recordOf(document.shots, currentShotId)
  if (!shot) return undefined
  const id = compareTakeIds ? compareTakeIds[0] : viewer.kind === 'take' ? viewer.takeId : null
  const take = id === null ? undefined : recordOf(document.takes, id)
  if (take?.shotId === shot.id) return take
  return viewer.kind === 'auto' ? chosenTake(document, shot, takesOfShot(document, shot.id)) : undefined
}

/** That take now. */
export const shownTake = (): Take | undefined => {
  const open = boardStore.getState()
  return open ? shownTakeOf(open.document, session()) : undefined
}

/** The take so many places further on among those of its shot that are not binned; undefined beyond the ends. */
export const takeBeside = (document: BoardDocument, take: Take, by: number): Take | undefined => {
  const takes = takesOfShot(document, take.shotId)
  const at = takes.findIndex(({ id }) => id === take.id)
  return at === -1 ? undefined : takes[at + by]
}
