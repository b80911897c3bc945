import type { UserCommand } from '../../shared/domain/commands.ts'
import { recordOf, type Shot, type ShotStatus } from '../../shared/domain/document.ts'
import type { Model, Resolution } from '../../shared/domain/endpoints.ts'
import type { SceneId, ShotId } from '../../shared/domain/ids.ts'
import { renumbering } from '../../shared/domain/labels.ts'
import { announce } from '../a11y/announce.ts'
import { board, edit, ids } from '../state/board.ts'
import { shotOrder } from '../state/board-order.ts'
import { notify } from '../state/notices.ts'
import { selectShots, session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import {
  addShot,
  duplicateShots,
  moveShots,
  nudgeShots,
  setModel,
  setResolution,
  type BoardEdit,
} from './board-edits.ts'
import { boardUi, setBoardUi, type BoardField } from './board-ui.ts'
import { placeBehind, type BoardPlace } from './place.ts'

/** What the user does to the selected shots: commands, then selection and words. */

const { steps, said } = strings.board

export const selectedShots = (): readonly Shot[] =>
  session().selectedShotIds.flatMap((id) => recordOf(board().document.shots, id) ?? [])

/** Carries out an edit; shows and announces what came of it where something did. */
export const carryOut = ({ commands, shotIds }: BoardEdit, name: string, words: string): boolean => {
  if (commands.length === 0) return false
  const done = edit(commands, name)
  if (!done.ok) return false
  const [first] = shotIds
  if (first !== undefined) {
    const lead = session().currentShotId
    selectShots(shotIds, lead !== null && shotIds.includes(lead) ? lead : first)
  }
  announce(words)
  return true
}

const focusOn = (shotId: ShotId | null) => setBoardUi({ focus: shotId })

/** Adds an empty shot at a place, else behind the shown one. */
export const newShot = (place: BoardPlace | null = placeBehind(board().document, lastSelected())): void => {
  if (!place) return
  const made = addShot(board().document, place, ids)
  if (carryOut(made, steps.add(1), said.added(1))) focusOn(made.shotIds[0] ?? null)
}

const lastSelected = (): ShotId | null => session().selectedShotIds.at(-1) ?? session().currentShotId

export const duplicateSelected = (): void => {
  const { selectedShotIds } = session()
  const place = placeBehind(board().document, lastSelected())
  if (!place) return
  const made = duplicateShots(board().document, selectedShotIds, place, ids)
  const count = made.shotIds.length
  if (carryOut(made, steps.duplicate(count), said.duplicated(count))) focusOn(made.shotIds[0] ?? null)
}

/** Deletes the selected shots. Undo brings them back. */
export const removeSelected = (): void => {
  const shotIds = selectedShots().map(({ id }) => id)
  if (shotIds.length === 0) return
  const done = edit({ type: 'shots.remove', shotIds }, steps.remove(shotIds.length))
  if (!done.ok) return
  announce(said.removed(shotIds.length))
  focusOn(session().currentShotId)
}

/** Moves the selected shots one place. */
export const nudgeSelected = (by: 1 | -1): void => {
  const { selectedShotIds, currentShotId } = session()
  const moved = nudgeShots(board().document, selectedShotIds, by)
  const what = lookWords(moved.shotIds)
  if (carryOut(moved, steps.move(moved.shotIds.length), said.moved(what))) focusOn(currentShotId)
  else announce(said.notMoved(what))
}

/** What shots are called: `Shot 20`, `3 shots`. */
export const lookWords = (shotIds: readonly ShotId[]): string =>
  strings.board.look.shots(shotIds.map((id) => recordOf(board().document.shots, id)?.label ?? ''))

/** Moves the selected shots to the end of a scene. */
export const moveToScene = (sceneId: SceneId): void => {
  const { selectedShotIds } = session()
  const index = recordOf(board().document.scenes, sceneId)?.shotIds.length ?? 0
  const moved = moveShots(board().document, selectedShotIds, { sceneId, index })
  carryOut(moved, steps.move(moved.shotIds.length), said.moved(lookWords(moved.shotIds)))
}

export const markSelected = (status: ShotStatus): void => {
  const { selectedShotIds: shotIds } = session()
  if (shotIds.length > 0)
    edit(
      { type: 'shots.edit', shotIds: [...shotIds], fields: { status } },
      steps.status(status, shotIds.length),
    )
}

export const setModelOfSelected = (model: Model): void => {
  edit(setModel(board().document, session().selectedShotIds, model), steps.model(model))
}

export const setResolutionOfSelected = (resolution: Resolution): void => {
  edit(setResolution(session().selectedShotIds, resolution), steps.resolution(resolution))
}

/** Whether every selected label is locked. */
export const areLocked = (): boolean => {
  const shots = selectedShots()
  return shots.length > 0 && shots.every(({ labelLocked }) => labelLocked)
}

export const lockSelected = (): void => {
  const locked = areLocked()
  const shotIds = selectedShots().map(({ id }) => id)
  if (shotIds.length === 0) return
  const name = locked ? steps.unlock(shotIds.length) : steps.lock(shotIds.length)
  edit({ type: 'shots.edit', shotIds, fields: { labelLocked: !locked } }, name)
}

/** Numbers all shots in tens, in the order of the board; locked labels stay. */
export const renumber = (): void => {
  const labels = renumbering(board().document)
  const count = Object.keys(labels).length
  if (count > 0 && !edit({ type: 'shots.relabel', labels }, steps.renumber).ok) return
  announce(said.renumbered(count))
  if (count === 0) notify({ tone: 'info', text: said.renumbered(0) })
}

/** Selects all shots, or those that a filter leaves: what cannot be seen is not rendered or deleted by mistake. */
export const selectAllShots = (): void => {
  const all = boardUi().shown ?? shotOrder(board().document)
  const { currentShotId } = session()
  selectShots(all, currentShotId !== null && all.includes(currentShotId) ? currentShotId : all[0])
  announce(said.selected(all.length))
}

/** Begins to type a title or a label in place. */
export const beginField = (kind: 'title' | 'label'): void => {
  const shotId = session().currentShotId
  if (shotId !== null) setBoardUi({ field: { kind, shotId } })
}

/** Takes what was typed. False where it was refused, and the field stays. */
export const takeField = (text: string): boolean => {
  const { field } = boardUi()
  if (!field) return true
  const command = commandOf(text)
  if (command && !edit(command.command, command.name).ok) return false
  setBoardUi({ field: null })
  return true
}

const commandOf = (text: string): { readonly command: UserCommand; readonly name: string } | null => {
  const { field } = boardUi()
  if (!field) return null
  const { document } = board()
  if (field.kind === 'scene') {
    const scene = recordOf(document.scenes, field.sceneId)
    if (!scene || scene.title === text.trim()) return null
    return { command: { type: 'scene.edit', sceneId: scene.id, title: text.trim() }, name: steps.renameScene }
  }
  const shot = recordOf(document.shots, field.shotId)
  if (!shot || shot[field.kind] === text.trim()) return null
  return {
    command: { type: 'shot.edit', shotId: shot.id, fields: { [field.kind]: text.trim() } },
    name: field.kind === 'title' ? steps.rename(shot.label) : steps.relabel(text.trim()),
  }
}

/** Leaves what was typed. */
export const leaveField = (): void => setBoardUi({ field: null })

/** Goes back to the card that was renamed; from the title of a scene to the shown shot's, where keys go on. */
export const returnToCard = (field: BoardField): void =>
  focusOn(field.kind === 'scene' ? session().currentShotId : field.shotId)

/** Asks to render the selected shots. */
export const renderSelected = (quality: 'draft' | 'final'): void => {
  const { selectedShotIds } = session()
  if (selectedShotIds.length > 0)
    setSession({ dialog: { kind: 'render', shotIds: selectedShotIds, quality } })
}
