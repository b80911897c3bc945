import type { UserCommand } from '../../shared/domain/commands.ts'
import type { Shot } from '../../shared/domain/document.ts'
import type { AssetId, SlotId } from '../../shared/domain/ids.ts'
import { placeElements } from './edit-elements.ts'
import {
  moveKeyframe,
  placeImages,
  postForMove,
  removeKeyframe,
  type Placeable,
  type TrackPlace,
} from './edit-frames.ts'

/** What a drop, a key or a menu asks of the track, as commands: one step of undo, or none where nothing changes. */
export interface TrackEdit {
  readonly commands: readonly UserCommand[]
  readonly step: 'place' | 'replace' | 'move' | 'remove'
  /** What is selected then. */
  readonly selected: number | null
  /** Images for which the shot has no place. */
  readonly leftOver: readonly Placeable[]
  /** Seconds that the longest gap gave, because the shot was full. */
  readonly taken: number
}

const edit = (
  step: TrackEdit['step'],
  selected: number | null,
  commands: readonly UserCommand[],
  more: Partial<TrackEdit> = {},
): TrackEdit => ({ step, selected, commands, leftOver: [], taken: 0, ...more })

const framesSet = (shot: Shot, frames: Shot['frames']): UserCommand => ({
  type: 'frames.set',
  shotId: shot.id,
  ...frames,
})

/** Images dropped on a place of the track. */
export const dropImages = (
  shot: Shot,
  images: readonly Placeable[],
  place: TrackPlace,
  newSlot: () => SlotId,
): TrackEdit => {
  const placed = placeImages(shot.frames, images, place, newSlot)
  const commands = placed.at === null ? [] : [framesSet(shot, placed.frames)]
  return edit(place.kind === 'post' ? 'replace' : 'place', placed.at, commands, placed)
}

/** A keyframe of this very shot dropped on a place of the track. */
export const dropOwnKeyframe = (shot: Shot, from: number, place: TrackPlace): TrackEdit => {
  const to = postForMove(shot.frames, from, place)
  return moveTo(shot, from, to)
}

/** A keyframe moved to another post. */
export const moveTo = (shot: Shot, from: number, to: number): TrackEdit => {
  const commands: UserCommand[] =
    to === from || moveKeyframe(shot.frames, from, to) === shot.frames
      ? []
      : [{ type: 'keyframe.move', shotId: shot.id, from, to }]
  return edit('move', to, commands)
}

/** A keyframe taken out. */
export const takeOut = (shot: Shot, index: number): TrackEdit => {
  const frames = removeKeyframe(shot.frames, index)
  const left = frames.keyframes.length
  return edit('remove', left === 0 ? null : Math.min(index, left - 1), [framesSet(shot, frames)])
}

/** A copy of a keyframe behind itself: it holds the picture. */
export const duplicateKeyframe = (shot: Shot, index: number, newSlot: () => SlotId): TrackEdit => {
  const keyframe = shot.frames.keyframes[index]
  if (!keyframe) return edit('place', null, [])
  const { assetId, framing } = keyframe
  const last = index === shot.frames.keyframes.length - 1
  const place: TrackPlace = last ? { kind: 'slot' } : { kind: 'gap', index, second: null }
  return dropImages(shot, [{ assetId, framing }], place, newSlot)
}

/** Images dropped among the elements. */
export const dropElements = (
  shot: Shot,
  assetIds: readonly AssetId[],
  place: Parameters<typeof placeElements>[2],
  newSlot: () => SlotId,
): TrackEdit => {
  const placed = placeElements(shot.elements.items, assetIds, place, newSlot)
  const commands: UserCommand[] =
    placed.at === null ? [] : [{ type: 'elements.set', shotId: shot.id, items: [...placed.items] }]
  const leftOver = placed.leftOver.map((assetId): Placeable => ({
    assetId,
    framing: { fit: 'cover', crop: null },
  }))
  return edit(place.kind === 'tile' ? 'replace' : 'place', placed.at, commands, { leftOver })
}

/** An element moved to another place among its own. */
export const moveElement = (shot: Shot, from: number, to: number): TrackEdit => {
  const count = shot.elements.items.length
  const goes = from !== to && from < count && to >= 0 && to < count
  return edit('move', to, goes ? [{ type: 'element.move', shotId: shot.id, from, to }] : [])
}
