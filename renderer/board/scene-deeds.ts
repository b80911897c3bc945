import { recordOf } from '../../shared/domain/document.ts'
import type { SceneId, ShotId } from '../../shared/domain/ids.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import { announce } from '../a11y/announce.ts'
import { board, edit, ids } from '../state/board.ts'
import { selectShots, session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { addScene } from './board-edits.ts'
import { setBoardUi } from './board-ui.ts'

/** What the user does to scenes. */

const { steps, said } = strings.board

/** The scene of the shown shot, and the shot's place in it. */
const sceneOfCurrent = (): { readonly sceneId: SceneId; readonly at: number } | null => {
  const { currentShotId } = session()
  if (currentShotId === null) return null
  const { document } = board()
  for (const sceneId of document.sceneIds) {
    const at = document.scenes[sceneId]?.shotIds.indexOf(currentShotId) ?? -1
    if (at !== -1) return { sceneId, at }
  }
  return null
}

/** Adds an empty scene behind the shown shot's, and lets its title be typed. */
export const newScene = (): void => {
  const { document } = board()
  const current = sceneOfCurrent()
  const index = current ? document.sceneIds.indexOf(current.sceneId) + 1 : document.sceneIds.length
  const sceneId = ids.scene()
  if (edit(addScene(index, '', sceneId), steps.addScene).ok) setBoardUi({ field: { kind: 'scene', sceneId } })
}

export const canSplit = (): boolean => (sceneOfCurrent()?.at ?? 0) > 0

/** The shown shot and those behind it begin a scene of their own. */
export const splitScene = (): void => {
  const current = sceneOfCurrent()
  if (!current || current.at === 0) return
  const newSceneId = ids.scene()
  const command = {
    type: 'scene.split',
    sceneId: current.sceneId,
    at: current.at,
    newSceneId,
    title: '',
  } as const
  if (edit(command, steps.split).ok) setBoardUi({ field: { kind: 'scene', sceneId: newSceneId } })
}

/** Whether there is a scene before this one (the shown shot's where none is named). */
export const canMerge = (sceneId = sceneOfCurrent()?.sceneId): boolean =>
  sceneId !== undefined && board().document.sceneIds.indexOf(sceneId) > 0

/** A scene's shots join the scene before it. */
export const mergeScene = (sceneId = sceneOfCurrent()?.sceneId): void => {
  if (sceneId !== undefined) edit({ type: 'scene.merge', sceneId }, steps.merge)
}

/** Moves a scene one place. */
export const moveScene = (sceneId: SceneId, by: 1 | -1): void => {
  const index = board().document.sceneIds.indexOf(sceneId) + by
  edit({ type: 'scene.move', sceneId, index }, steps.moveScene)
}

/** Deletes a scene with its shots, in one step. */
export const removeScene = (sceneId: SceneId): void => {
  const shotIds = [...(recordOf(board().document.scenes, sceneId)?.shotIds ?? [])]
  const commands: UserCommand[] = [{ type: 'scene.remove', sceneId }]
  if (shotIds.length > 0) commands.unshift({ type: 'shots.remove', shotIds })
  if (edit(commands, steps.removeScene).ok) announce(said.removed(shotIds.length))
}

/** Selects the shots of a scene. */
export const selectScene = (sceneId: SceneId): void => {
  const shotIds: readonly ShotId[] = recordOf(board().document.scenes, sceneId)?.shotIds ?? []
  selectShots(shotIds)
  announce(said.selected(shotIds.length))
}
