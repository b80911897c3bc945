import { aspectOf } from '../../shared/domain/board.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import { defaultFraming, recordOf, type ElementRole, type Shot } from '../../shared/domain/document.ts'
import type { ShotMode } from '../../shared/domain/endpoints.ts'
import type { AssetId, ShotId } from '../../shared/domain/ids.ts'
import { totalSeconds } from '../../shared/domain/board.ts'
import { announce } from '../a11y/announce.ts'
import { notify } from '../state/notices.ts'
import { board, edit, ids, seal } from '../state/open-board.ts'
import { selectShots, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import {
  dropElements,
  dropImages,
  dropOwnKeyframe,
  duplicateKeyframe,
  moveElement,
  moveTo,
  takeOut,
  type TrackEdit,
} from './drop-on-track.ts'
import { carryOver } from './carry-over.ts'
import type { Placeable, TrackPlace } from './edit-frames.ts'
import { edgeCommand, moveEdge, type EdgeMode, type EdgeMove } from './gap-drag.ts'
import { nextShot } from './next-shot.ts'

/**
 * What hands do to the timeline, carried out: the edit, the selection after it, a notice where something did not fit.
 * Each gives the words to announce.
 */

const words = strings.timeline

const shotNow = (shotId: ShotId): Shot | undefined => recordOf(board().document.shots, shotId)

/** An image as nobody has framed it yet. */
export const unframed = (assetId: AssetId): Placeable => ({ assetId, framing: defaultFraming })

/** Places images on a shot's track. */
export const placeOnTrack = (shotId: ShotId, images: readonly Placeable[], place: TrackPlace): string => {
  const shot = shotNow(shotId)
  if (!shot || images.length === 0) return words.done.stays
  const change = dropImages(shot, images, place, ids.slot)
  if (change.leftOver.length > 0) offerNextShot(shot, change.leftOver)
  const said = (number: number) =>
    change.step === 'replace' && images.length === 1
      ? words.done.replaced(number)
      : words.done.placed(images.length - change.leftOver.length, number)
  return carryOut(change, words.steps[change.step], 'keyframe', said)
}

/** Moves a keyframe of a shot within it. */
export const moveOnTrack = (shotId: ShotId, from: number, place: TrackPlace): string => {
  const shot = shotNow(shotId)
  if (!shot) return words.done.stays
  return carryOut(dropOwnKeyframe(shot, from, place), words.steps.move, 'keyframe', words.done.moved)
}

/** Moves a keyframe by one post. */
export const nudgeKeyframe = (shot: Shot, index: number, by: 1 | -1): string => {
  const to = Math.max(0, Math.min(index + by, shot.frames.keyframes.length - 1))
  return carryOut(moveTo(shot, index, to), words.steps.move, 'keyframe', words.done.moved)
}

export const removeFromTrack = (shot: Shot, index: number): string =>
  carryOut(takeOut(shot, index), words.steps.remove, 'keyframe', () => words.done.removed(index + 1))

/** A copy of a keyframe behind it; where there are five already, the next shot is offered. */
export const duplicateOnTrack = (shot: Shot, index: number): string => {
  const change = duplicateKeyframe(shot, index, ids.slot)
  if (change.leftOver.length > 0) offerNextShot(shot, change.leftOver)
  return carryOut(change, words.steps.place, 'keyframe', (number) => words.done.placed(1, number))
}

const carryOut = (
  change: TrackEdit,
  step: string,
  kind: 'keyframe' | 'element',
  said: (number: number) => string,
): string => {
  if (change.commands.length > 0 && !edit(change.commands, step).ok) return words.done.stays
  if (change.commands.length === 0) return change.leftOver.length > 0 ? words.done.full : words.done.stays
  setSession({ slot: change.selected === null ? null : { kind, index: change.selected } })
  const sentence = said((change.selected ?? 0) + 1)
  return change.taken > 0 ? `${sentence} ${words.done.took(change.taken)}` : sentence
}

/** Says that a shot has no place for these, and offers the next one for them. */
export const offerNextShot = (shot: Shot, leftOver: readonly Placeable[]): void =>
  notify({
    tone: 'info',
    text: words.full.keyframes(shot.label, leftOver.length),
    action: { label: words.full.offer, run: () => startNextShot(shot.id, leftOver) },
  })

/** A shot behind this one, that begins with its last keyframe (or the one at `from`) and goes on with `images`. */
export const startNextShot = (shotId: ShotId, images: readonly Placeable[], from?: number): void => {
  const shot = shotNow(shotId)
  const first = shot?.frames.keyframes.at(from ?? -1)
  if (!shot || !first) return
  const command = nextShot(board().document, shot, first, images, ids)
  if (!command) {
    notify({ tone: 'bad', text: words.full.noShot })
    return
  }
  if (!edit(command, words.steps.nextShot).ok) return
  selectShots([command.shot.id])
  announce(words.full.offered(command.shot.label))
}

/** Changes a gap by keys or by a typed number. A run of keys is one step of undo, until `seal` ends it. */
export const setGap = (shot: Shot, index: number, seconds: number, mode: EdgeMode): string => {
  const move = moveEdge(shot.frames.gaps, index, seconds, mode)
  const command = edgeCommand(shot, index, move)
  if (command && !edit(command, words.steps.gap).ok) return words.done.stays
  const stop = move.stoppedBy === null ? '' : ` ${words.edge.stop[move.stoppedBy]}.`
  return words.edge.said(index + 1, move.seconds, totalSeconds(move.gaps)) + stop
}

/** Ends the drag of an edge: one edit, and one step of undo of its own. */
export const releaseEdge = (shot: Shot, index: number, move: EdgeMove): void => {
  const command = edgeCommand(shot, index, move)
  if (!command) return
  seal()
  if (edit(command, words.steps.gap).ok)
    announce(words.edge.said(index + 1, move.seconds, totalSeconds(move.gaps)))
  seal()
}

/** Places images among a shot's elements. */
export const placeElement = (
  shotId: ShotId,
  assetIds: readonly AssetId[],
  place: Parameters<typeof dropElements>[2],
): string => {
  const shot = shotNow(shotId)
  if (!shot || assetIds.length === 0) return words.done.stays
  const change = dropElements(shot, assetIds, place, ids.slot)
  if (change.leftOver.length > 0)
    notify({ tone: 'info', text: words.full.elements(shot.label, change.leftOver.length) })
  const step = change.step === 'replace' ? words.steps.element.replace : words.steps.element.place
  return carryOut(change, step, 'element', words.done.element)
}

export const moveElementTo = (shotId: ShotId, from: number, to: number): string => {
  const shot = shotNow(shotId)
  if (!shot) return words.done.stays
  return carryOut(moveElement(shot, from, to), words.steps.element.move, 'element', words.done.element)
}

export const removeElement = (shot: Shot, index: number): string => {
  const left = shot.elements.items.length - 1
  if (!edit({ type: 'element.remove', shotId: shot.id, index }, words.steps.element.remove).ok)
    return words.done.stays
  setSession({ slot: left === 0 ? null : { kind: 'element', index: Math.min(index, left - 1) } })
  return words.done.elementRemoved(index + 1)
}

export const setRole = (shot: Shot, index: number, role: ElementRole): string =>
  edit({ type: 'element.edit', shotId: shot.id, index, role }, words.steps.role).ok
    ? words.done.role(words.roles[role])
    : words.done.stays

/** Gives an image shot its picture. */
export const setPicture = (shotId: ShotId, picture: Placeable | null): string => {
  const step = picture ? words.steps.picture : words.steps.removePicture
  if (!edit({ type: 'image.setPicture', shotId, picture }, step).ok) return words.done.stays
  return picture ? words.done.picture : words.done.pictureRemoved
}

/** Changes what a shot is made from; what the other modes have is kept, and what applies here as well comes along. */
export const setMode = (shot: Shot, mode: ShotMode): void => {
  if (shot.mode === mode) return
  const name = words.modes[mode]
  const commands: readonly UserCommand[] = [
    { type: 'shot.edit', shotId: shot.id, fields: { mode } },
    ...carryOver(shot, mode, ids.slot),
  ]
  if (!edit(commands, words.steps.mode(name)).ok) return
  setSession({ slot: null })
  announce(words.done.mode(name))
}

/** Changes settings of the mode: model, length, ingredients mode, shape. */
export const setSettings = (command: UserCommand): void => {
  edit(command, words.steps.settings)
}

/** A framed image from elsewhere keeps its framing where both shots have one shape. */
export const placeableFrom = (image: Placeable, from: ShotId, to: ShotId): Placeable => {
  const { document } = board()
  const [source, target] = [recordOf(document.shots, from), recordOf(document.shots, to)]
  const same = source && target && aspectOf(document, source) === aspectOf(document, target)
  return same ? image : unframed(image.assetId)
}
