import { copyShots } from '../../shared/domain/paste.ts'
import { recordOf } from '../../shared/domain/document.ts'
import { announce } from '../a11y/announce.ts'
import { ask } from '../state/ask.ts'
import { board } from '../state/board.ts'
import { selectShots, session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { shotsArrived } from './arrival.ts'
import { carryOut, lookWords } from './board-deeds.ts'
import { moveShots } from './board-edits.ts'
import { boardUi, setBoardUi } from './board-ui.ts'
import { placeBehind } from './place.ts'

/**
 * Copy, cut and paste of shots, also from one project to another. What was copied is remembered by the window; the
 * system's clipboard gets the labels as text, so that whatever is copied later goes before it.
 */

const { steps, said } = strings.board

/** The first line of what the system's clipboard gets: it tells the window's own words from others. */
const mark = 'Boardwright shots'

/** Copies the selected shots, or cuts them: pasting then moves them. */
export const copySelected = (cuts: boolean): void => {
  const { selectedShotIds: shotIds } = session()
  if (shotIds.length === 0) return
  const { projectId, folder, document } = board()
  setSession({ clipboard: { projectId, folder, shotIds } })
  setBoardUi({ cut: cuts ? shotIds : [] })
  announce(cuts ? said.cut(shotIds.length) : said.copied(shotIds.length))
  const lines = copyShots(document, shotIds).shots.map(({ label, title }) => `${label}\t${title}`)
  // Without the system's clipboard (it may be refused) pasting still works within the window.
  void navigator.clipboard?.writeText([mark, ...lines].join('\n')).catch(() => undefined)
}

/** Whether a text of the system's clipboard is that of copied shots. */
export const isShotsText = (text: string): boolean => text.startsWith(`${mark}\n`)

/** Pastes behind the selected shots what was copied or cut. */
export const pasteShots = async (): Promise<void> => {
  const { clipboard, selectedShotIds, currentShotId } = session()
  const { projectId, folder, document } = board()
  const place = placeBehind(document, selectedShotIds.at(-1) ?? currentShotId)
  if (!clipboard || !place) return
  const cut = boardUi().cut.filter((id) => recordOf(document.shots, id))
  if (clipboard.projectId === projectId && cut.length > 0) {
    setBoardUi({ cut: [] })
    setSession({ clipboard: { projectId, folder, shotIds: cut } })
    carryOut(moveShots(document, cut, place), steps.move(cut.length), said.moved(lookWords(cut)))
    return
  }
  const { shotIds } = clipboard
  const from = { projectId: clipboard.projectId, folder: clipboard.folder }
  const pasted = await ask('shot.paste', { from, projectId, shotIds: [...shotIds], ...place })
  if (!pasted.ok) return
  if (!(await shotsArrived(pasted.value.shotIds))) return
  selectShots(pasted.value.shotIds)
  announce(said.pasted(pasted.value.shotIds.length))
}
