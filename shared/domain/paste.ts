import { z } from 'zod'
import { assetsOf, shotsInOrder } from './board.ts'
import type { UserCommand } from './commands.ts'
import {
  assetSchema,
  documentVersion,
  recordOf,
  shotSchema,
  type Asset,
  type BoardDocument,
} from './document.ts'
import { duplicateShot } from './duplicate.ts'
import { projectIdSchema, type IdSource, type SceneId, type ShotId } from './ids.ts'
import { labelsAt } from './labels.ts'

/** Shots on their way from one board to another, or to another place on the same one. */

/** The schema of copied shots, for a clipboard that anybody may have written. */
export const copiedShotsSchema = z.object({
  format: z.literal('boardwright-shots'),
  version: z.literal(documentVersion),
  /** The project whose `media/` has the images. */
  projectId: projectIdSchema,
  shots: z.array(shotSchema),
  /** What the library says of every image that the shots use. */
  assets: z.array(assetSchema),
})
export type CopiedShots = z.infer<typeof copiedShotsSchema>

/** Copies shots with their images, in the order of the board. Ids that name no shot are passed over. */
export const copyShots = (document: BoardDocument, shotIds: readonly ShotId[]): CopiedShots => {
  const wanted = new Set(shotIds)
  const shots = shotsInOrder(document).filter((shot) => wanted.has(shot.id))
  const assetIds = new Set(shots.flatMap(assetsOf))
  return {
    format: 'boardwright-shots',
    version: documentVersion,
    projectId: document.id,
    shots,
    assets: [...assetIds].flatMap((id) => recordOf(document.assets, id) ?? []),
  }
}

/** What pasting takes: the commands, once the images in `missing` are in the library. */
export interface Pasting {
  readonly commands: readonly UserCommand[]
  readonly shotIds: readonly ShotId[]
  readonly missing: readonly Asset[]
}

/**
 * Plans pasting copied shots into a scene, from place `index` on. They get new ids, and labels that fit between their
 * neighbours on the board; with takes, nothing comes along.
 */
export const planPaste = (
  document: BoardDocument,
  copied: CopiedShots,
  place: { readonly sceneId: SceneId; readonly index: number },
  ids: Pick<IdSource, 'shot' | 'slot'>,
): Pasting => {
  const labels = labelsAt(document, place, copied.shots.length)
  const shots = copied.shots.flatMap((shot, at) => {
    const label = labels[at]
    return label === undefined ? [] : [duplicateShot(shot, { id: ids.shot(), label, slot: ids.slot })]
  })
  return {
    commands: shots.length === 0 ? [] : [{ type: 'shots.add', shots, ...place }],
    shotIds: shots.map((shot) => shot.id),
    missing: copied.assets.filter((asset) => !recordOf(document.assets, asset.id)),
  }
}
