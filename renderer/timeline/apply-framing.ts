import { recordOf, type Framing, type Shot } from '../../shared/domain/document.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import { announce } from '../a11y/announce.ts'
import { board, edit, seal } from '../state/board.ts'
import type { OpenDialog } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { carriedFraming } from './framing.ts'

type Slot = Extract<OpenDialog, { kind: 'crop' }>['slot']

/** Frames a keyframe or the picture of a shot; with `all`, every keyframe, in one step of undo. */
export const applyFraming = (shot: Shot, slot: Slot, framing: Framing, all: boolean): void => {
  const commands = framingCommands(shot, slot, framing, all)
  if (commands.length === 0) return
  seal()
  if (edit(commands, strings.timeline.steps.frame).ok) announce(strings.timeline.done.framed)
  seal()
}

const framingCommands = (shot: Shot, slot: Slot, framing: Framing, all: boolean): UserCommand[] => {
  const shotId = shot.id
  if (slot.kind === 'picture') {
    const { picture } = shot.image
    return picture ? [{ type: 'image.setPicture', shotId, picture: { ...picture, framing } }] : []
  }
  const framed = shot.frames.keyframes[slot.index]
  if (!framed) return []
  const { assets } = board().document
  const from = recordOf(assets, framed.assetId)
  return shot.frames.keyframes.flatMap(({ assetId }, index): UserCommand[] => {
    const to = recordOf(assets, assetId)
    if (index === slot.index) return [{ type: 'keyframe.edit', shotId, index, framing }]
    if (!all || !from || !to) return []
    return [{ type: 'keyframe.edit', shotId, index, framing: carriedFraming(framing, from, to) }]
  })
}
