import type { Draft } from 'immer'
import { assertNever } from '../errors.ts'
import { assetsOf, sceneOf, totalSeconds } from './board.ts'
import type { Command, ShotFields } from './commands.ts'
import { recordOf, type BoardDocument, type Shot } from './document.ts'
import { outOfRange, setFields, unknown, withScene, withShot, type DraftDocument } from './drafting.ts'
import { gapSecondsTotal } from './endpoints.ts'
import type { ShotId } from './ids.ts'
import type { Refusal } from './refusals.ts'

/** Commands on shots as wholes, one or many. */
export type ShotCommand = Extract<
  Command,
  { type: 'shot.add' | 'shot.edit' | 'shot.move' | 'shot.remove' | `shots.${string}` }
>

/**
 * Carries out a command on whole shots. Searches read `document`: looking through the draft would make a draft of every
 * record.
 */
export const changeShots = (
  draft: DraftDocument,
  command: ShotCommand,
  document: BoardDocument,
): Refusal | undefined => {
  switch (command.type) {
    case 'shot.add':
      return addShots(draft, { ...command, shots: [command.shot] }, document)
    case 'shots.add':
      return addShots(draft, command, document)
    case 'shot.edit':
      return withShot(draft, command.shotId, (shot) => editShot(shot, command.fields, document))
    case 'shots.edit': {
      for (const shotId of command.shotIds) {
        const refusal = withShot(draft, shotId, (shot) => editShot(shot, command.fields, document))
        if (refusal) return refusal
      }
      return undefined
    }
    case 'shot.move':
      return moveShots(draft, { ...command, shotIds: [command.shotId] }, document)
    case 'shots.move':
      return moveShots(draft, command, document)
    case 'shot.remove':
      return removeShots(draft, [command.shotId], document)
    case 'shots.remove':
      return removeShots(draft, command.shotIds, document)
    case 'shots.relabel':
      return relabelShots(draft, command.labels, document)
    default:
      return assertNever(command)
  }
}

const addShots = (
  draft: DraftDocument,
  { shots, sceneId, index }: Omit<Command & { type: 'shots.add' }, 'type'>,
  document: BoardDocument,
): Refusal | undefined => {
  const labels = labelsOf(document)
  for (const shot of shots) {
    if (draft.shots[shot.id]) return { reason: 'exists', what: 'shot' }
    if (labels.has(shot.label.toLowerCase())) return { reason: 'label-taken', label: shot.label }
    if (!assetsOf(shot).every((id) => recordOf(document.assets, id))) return unknown('asset')
    if (shot.circledTakeId !== null) return unknown('take')
    const refusal = refusalOfFrames(shot.frames)
    if (refusal) return refusal
    draft.shots[shot.id] = shot
    labels.add(shot.label.toLowerCase())
  }
  return withScene(draft, sceneId, (scene) => {
    if (index > scene.shotIds.length) return outOfRange
    scene.shotIds.splice(index, 0, ...shots.map((shot) => shot.id))
    return undefined
  })
}

/** Why a shot cannot have these keyframes and gaps; undefined where it can. */
export const refusalOfFrames = ({ keyframes, gaps }: Shot['frames']): Refusal | undefined => {
  if (gaps.length !== Math.max(0, keyframes.length - 1)) return { reason: 'gap-count' }
  const seconds = totalSeconds(gaps)
  return seconds > gapSecondsTotal ? { reason: 'over-25-seconds', seconds } : undefined
}

const editShot = (
  shot: Draft<Shot>,
  { promptParts, ...fields }: Partial<ShotFields>,
  document: BoardDocument,
): Refusal | undefined => {
  const { label, labelLocked } = fields
  if (label !== undefined && label !== shot.label) {
    if (shot.labelLocked && labelLocked !== false) return { reason: 'label-locked', label: shot.label }
    if (labelsOf(document).has(label.toLowerCase())) return { reason: 'label-taken', label }
  }
  setFields(shot, fields)
  if (promptParts) setFields(shot.promptParts, promptParts)
  return undefined
}

const moveShots = (
  draft: DraftDocument,
  { shotIds, sceneId, index }: Omit<Command & { type: 'shots.move' }, 'type'>,
  document: BoardDocument,
): Refusal | undefined => {
  if (shotIds.some((shotId) => !recordOf(document.shots, shotId))) return unknown('shot')
  return withScene(draft, sceneId, (target) => {
    const moving = new Set(shotIds)
    const staying = target.shotIds.filter((shotId) => !moving.has(shotId))
    if (index > staying.length) return outOfRange
    const inOrder = document.sceneIds.flatMap(
      (id) => document.scenes[id]?.shotIds.filter((shotId) => moving.has(shotId)) ?? [],
    )
    takeOut(draft, moving, document)
    target.shotIds.splice(index, 0, ...inOrder)
    return undefined
  })
}

const removeShots = (
  draft: DraftDocument,
  shotIds: readonly ShotId[],
  document: BoardDocument,
): Refusal | undefined => {
  if (shotIds.some((shotId) => !recordOf(document.shots, shotId))) return unknown('shot')
  takeOut(draft, new Set(shotIds), document)
  for (const shotId of shotIds) delete draft.shots[shotId]
  return undefined
}

/** Takes shots out of the scenes that list them. */
const takeOut = (draft: DraftDocument, shotIds: ReadonlySet<ShotId>, document: BoardDocument) => {
  const only = shotIds.size === 1 ? shotIds.values().next().value : undefined
  const sceneIds = only === undefined ? document.sceneIds : [sceneOf(document, only)]
  for (const sceneId of sceneIds) {
    if (sceneId === undefined) continue
    const listed = document.scenes[sceneId]?.shotIds ?? []
    const scene = draft.scenes[sceneId]
    if (!scene || !listed.some((shotId) => shotIds.has(shotId))) continue
    for (let at = listed.length - 1; at >= 0; at--) {
      const shotId = listed[at]
      if (shotId && shotIds.has(shotId)) scene.shotIds.splice(at, 1)
    }
  }
}

const relabelShots = (
  draft: DraftDocument,
  labels: Readonly<Record<ShotId, string>>,
  document: BoardDocument,
): Refusal | undefined => {
  for (const [shotId, label] of Object.entries(labels) as [ShotId, string][]) {
    const shot = recordOf(document.shots, shotId)
    if (!shot) return unknown('shot')
    if (label === shot.label) continue
    if (shot.labelLocked) return { reason: 'label-locked', label: shot.label }
    const writable = draft.shots[shotId]
    if (writable) writable.label = label
  }
  const held = new Set<string>()
  for (const shot of Object.values(document.shots)) {
    const label = recordOf(labels, shot.id) ?? shot.label
    if (held.has(label.toLowerCase())) return { reason: 'label-taken', label }
    held.add(label.toLowerCase())
  }
  return undefined
}

/** All labels in lower case: case does not tell them apart. */
const labelsOf = (document: BoardDocument): Set<string> =>
  new Set(Object.values(document.shots).map((shot) => shot.label.toLowerCase()))
