import { createShot } from '../../shared/domain/board.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import {
  defaultFraming,
  recordOf,
  type BoardDocument,
  type Scene,
  type Shot,
} from '../../shared/domain/document.ts'
import type { Model, Resolution } from '../../shared/domain/endpoints.ts'
import type { AssetId, IdSource, SceneId, ShotId } from '../../shared/domain/ids.ts'
import { labelsAt } from '../../shared/domain/labels.ts'
import { copyShots, planPaste } from '../../shared/domain/paste.ts'
import { shotOrder } from '../state/board-order.ts'
import type { BoardPlace } from './place.ts'

/** What is done to whole shots and scenes, as commands. Pure: each gives one step of undo, or none where nothing changes. */

export interface BoardEdit {
  readonly commands: readonly UserCommand[]
  /** Shots to select then. */
  readonly shotIds: readonly ShotId[]
}

const nothing: BoardEdit = { commands: [], shotIds: [] }

type Ids = Pick<IdSource, 'shot' | 'slot'>

/** Moves shots to a place, in the order of the board. */
export const moveShots = (
  document: BoardDocument,
  shotIds: readonly ShotId[],
  place: BoardPlace,
): BoardEdit => {
  const moving = new Set(shotIds)
  const inOrder = shotOrder(document).filter((id) => moving.has(id))
  const target = recordOf(document.scenes, place.sceneId)
  if (!target || inOrder.length === 0) return nothing
  const index = place.index - target.shotIds.slice(0, place.index).filter((id) => moving.has(id)).length
  const staying = target.shotIds.filter((id) => !moving.has(id))
  const after = staying.toSpliced(index, 0, ...inOrder)
  const changes = after.length !== target.shotIds.length || after.some((id, at) => id !== target.shotIds[at])
  return {
    commands: changes ? [{ type: 'shots.move', shotIds: inOrder, sceneId: place.sceneId, index }] : [],
    shotIds: inOrder,
  }
}

/** Moves shots one place earlier or later, across the border of a scene where they stand at one. */
export const nudgeShots = (document: BoardDocument, shotIds: readonly ShotId[], by: 1 | -1): BoardEdit => {
  const moving = new Set(shotIds)
  const inOrder = shotOrder(document).filter((id) => moving.has(id))
  const edge = by === -1 ? inOrder[0] : inOrder.at(-1)
  const scene =
    edge === undefined ? -1 : document.sceneIds.findIndex((id) => shotsOf(document, id).includes(edge))
  const sceneId = document.sceneIds[scene]
  if (edge === undefined || sceneId === undefined) return nothing
  const at = shotsOf(document, sceneId).indexOf(edge)
  const within = by === -1 ? at > 0 : at < shotsOf(document, sceneId).length - 1
  if (within) return moveShots(document, shotIds, { sceneId, index: by === -1 ? at - 1 : at + 2 })
  const beside = document.sceneIds[scene + by]
  if (beside === undefined) return { commands: [], shotIds: inOrder }
  return moveShots(document, shotIds, {
    sceneId: beside,
    index: by === -1 ? shotsOf(document, beside).length : 0,
  })
}

const shotsOf = (document: BoardDocument, sceneId: SceneId): readonly ShotId[] =>
  document.scenes[sceneId]?.shotIds ?? []

/** Adds an empty shot, in the mode and the look of the one that it comes to stand behind. */
export const addShot = (document: BoardDocument, place: BoardPlace, ids: Ids): BoardEdit => {
  const [label] = labelsAt(document, place, 1)
  if (label === undefined) return nothing
  const before = document.shots[shotsOf(document, place.sceneId)[place.index - 1] as ShotId]
  const shot: Shot = {
    ...createShot(ids.shot(), label),
    ...(before && { mode: before.mode, resolution: before.resolution, aspect: before.aspect }),
  }
  return added([shot], place)
}

/** Adds an image-to-video shot for each image. */
export const addImageShots = (
  document: BoardDocument,
  assetIds: readonly AssetId[],
  place: BoardPlace,
  ids: Ids,
): BoardEdit => {
  const known = assetIds.filter((id) => recordOf(document.assets, id))
  const labels = labelsAt(document, place, known.length)
  const shots = known.flatMap((assetId, at): Shot[] => {
    const label = labels[at]
    if (label === undefined) return []
    const shot = createShot(ids.shot(), label)
    return [
      { ...shot, mode: 'image', image: { ...shot.image, picture: { assetId, framing: defaultFraming } } },
    ]
  })
  return added(shots, place)
}

const added = (shots: readonly Shot[], { sceneId, index }: BoardPlace): BoardEdit => ({
  commands: shots.map((shot, at) => ({ type: 'shot.add', shot, sceneId, index: index + at })),
  shotIds: shots.map(({ id }) => id),
})

/** Copies shots, deep, behind the last of them or at a place. */
export const duplicateShots = (
  document: BoardDocument,
  shotIds: readonly ShotId[],
  place: BoardPlace,
  ids: Ids,
): BoardEdit => {
  const copied = copyShots(document, shotIds)
  if (copied.shots.length === 0) return nothing
  const { commands, shotIds: made } = planPaste(document, copied, place, ids)
  return { commands, shotIds: made }
}

/** Adds a scene. */
export const addScene = (index: number, title: string, id: SceneId): UserCommand => ({
  type: 'scene.add',
  scene: { id, title, shotIds: [] } satisfies Scene,
  index,
})

/** Puts every image of the shots on one model. Keyframes and elements have one model only. */
export const setModel = (document: BoardDocument, shotIds: readonly ShotId[], model: Model): UserCommand[] =>
  shotIds.flatMap((shotId): UserCommand[] => {
    const shot = recordOf(document.shots, shotId)
    if (shot?.mode === 'image' && shot.image.model !== model) return [{ type: 'image.edit', shotId, model }]
    if (shot?.mode === 'text' && shot.text.model !== model) return [{ type: 'text.edit', shotId, model }]
    return []
  })

/** Puts the shots on one resolution. */
export const setResolution = (shotIds: readonly ShotId[], resolution: Resolution): UserCommand[] =>
  shotIds.length === 0 ? [] : [{ type: 'shots.edit', shotIds: [...shotIds], fields: { resolution } }]
