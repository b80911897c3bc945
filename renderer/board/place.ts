import { recordOf, type BoardDocument } from '../../shared/domain/document.ts'
import type { SceneId, ShotId } from '../../shared/domain/ids.ts'
import type { BoardLayout, ShownPlace } from './board-layout.ts'

/** A place between the shots of a scene, counted among all of them. */
export interface BoardPlace {
  readonly sceneId: SceneId
  readonly index: number
}

/** The place that a shown one means: a filter may hide shots that stand there too. */
export const realPlace = (
  document: BoardDocument,
  layout: BoardLayout,
  { scene, index }: ShownPlace,
): BoardPlace | null => {
  const box = layout.scenes[scene]
  const all = box && recordOf(document.scenes, box.sceneId)?.shotIds
  if (!box || !all) return null
  const next = box.shotIds[index]
  const before = box.shotIds[index - 1]
  if (next !== undefined) return { sceneId: box.sceneId, index: all.indexOf(next) }
  if (before !== undefined) return { sceneId: box.sceneId, index: all.indexOf(before) + 1 }
  return { sceneId: box.sceneId, index: all.length }
}

/** The place right behind a shot, else at the end of the board; null where the board has no scene. */
export const placeBehind = (document: BoardDocument, shotId: ShotId | null): BoardPlace | null => {
  const holding =
    shotId === null
      ? undefined
      : document.sceneIds.find((id) => document.scenes[id]?.shotIds.includes(shotId))
  const sceneId = holding ?? document.sceneIds.at(-1)
  const all = sceneId === undefined ? undefined : recordOf(document.scenes, sceneId)?.shotIds
  if (sceneId === undefined || !all) return null
  return { sceneId, index: holding === undefined || shotId === null ? all.length : all.indexOf(shotId) + 1 }
}
