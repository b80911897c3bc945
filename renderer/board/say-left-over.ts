import { recordOf } from '../../shared/domain/document.ts'
import { board } from '../state/open-board.ts'
import { notify } from '../state/notices.ts'
import { offerNextShot, unframed } from '../timeline/track-edits.ts'
import type { BoardDrop } from './drops.ts'

/** Says which images found no place in a shot; where its keyframes are full, with the offer to begin the next shot. */
export const sayLeftOver = ({ shotIds: [shotId], leftOver, words }: BoardDrop): void => {
  if (leftOver.length === 0 || shotId === undefined) return
  const shot = recordOf(board().document.shots, shotId)
  if (shot?.mode === 'frames') offerNextShot(shot, leftOver.map(unframed))
  else notify({ tone: 'info', text: words })
}
