import { chosenTake, firstImage } from '../../shared/domain/board.ts'
import { recordOf } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import type { ShotsDrag } from '../dnd/items.ts'
import { board } from '../state/board.ts'
import { takesOfShot } from '../state/board-order.ts'
import { posterUrl, thumbUrl } from '../state/media.ts'
import { selectShots, session } from '../state/session.ts'
import { lookWords } from './board-deeds.ts'
import { setBoardUi } from './board-ui.ts'

/** What is dragged by this card: all that is selected where it is among them, else it alone, which is selected then. */
export const beginShotsDrag = (shotId: ShotId): ShotsDrag | null => {
  const { document, access } = board()
  const shot = recordOf(document.shots, shotId)
  if (!shot || access.kind === 'read-only') return null
  if (!session().selectedShotIds.includes(shotId)) {
    selectShots([shotId])
    setBoardUi({ anchor: shotId })
  }
  const shotIds = session().selectedShotIds
  const take = chosenTake(document, shot, takesOfShot(document, shotId))
  const assetId = firstImage(shot)
  const picture = take ? posterUrl(take.id, 128) : assetId === null ? null : thumbUrl(assetId, 128)
  return { kind: 'shots', shotIds, look: { picture, words: lookWords(shotIds), count: shotIds.length } }
}
