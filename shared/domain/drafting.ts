import type { Draft } from 'immer'
import { recordOf, type BoardDocument, type Scene, type Shot } from './document.ts'
import type { SceneId, ShotId } from './ids.ts'
import type { Refusal } from './refusals.ts'

/** What the parts of `reduce` share. They write to a draft; a part that refuses may leave the draft half-written. */

/** A document being written. */
export type DraftDocument = Draft<BoardDocument>

/** The refusal of a reference that names nothing. */
export const unknown = (what: (Refusal & { reason: 'unknown' })['what']): Refusal => ({
  reason: 'unknown',
  what,
})

/** The refusal of a place that no list has. */
export const outOfRange: Refusal = { reason: 'index-out-of-range' }

/** Acts on a scene, or refuses where there is none of this id. */
export const withScene = (
  draft: DraftDocument,
  id: SceneId,
  act: (scene: Draft<Scene>) => Refusal | undefined | void,
): Refusal | undefined => {
  const scene = recordOf(draft.scenes, id)
  return scene ? (act(scene) ?? undefined) : unknown('scene')
}

/** Acts on a shot, or refuses where there is none of this id. */
export const withShot = (
  draft: DraftDocument,
  id: ShotId,
  act: (shot: Draft<Shot>) => Refusal | undefined | void,
): Refusal | undefined => {
  const shot = recordOf(draft.shots, id)
  return shot ? (act(shot) ?? undefined) : unknown('shot')
}

/** Moves one entry of a list; `to` counts after it has been taken out. */
export const moveWithin = (list: unknown[], from: number, to: number): Refusal | undefined => {
  if (from >= list.length || to >= list.length) return outOfRange
  list.splice(to, 0, ...list.splice(from, 1))
  return undefined
}

/** Sets those fields that are named, and leaves the others. */
export const setFields = (target: object, fields: object): void => {
  Object.assign(target, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))
}
