import type { UserCommand } from '../../../../shared/domain/commands.ts'
import { defaultFraming, type BoardDocument, type Shot } from '../../../../shared/domain/document.ts'
import type { AssetId, SlotId } from '../../../../shared/domain/ids.ts'
import { reduce } from '../../../../shared/domain/reduce.ts'
import type { Placeable } from '../../../../renderer/timeline/edit-frames.ts'
import { slotId } from '../../shared/domain/setting.ts'

/** Ids of slots, one after another, from a number that no other test data uses. */
export const slotSource = (): (() => SlotId) => {
  let last = 1000
  return () => slotId((last += 1))
}

export const placeable = (assetId: AssetId): Placeable => ({ assetId, framing: defaultFraming })

export const secondsOf = (frames: Shot['frames']): number[] => frames.gaps.map(({ seconds }) => seconds)
export const imagesOf = (frames: Shot['frames']): string[] =>
  frames.keyframes.map(({ assetId }) => String(Number(assetId)))

/** The board after commands, all of which must be accepted. */
export const after = (document: BoardDocument, commands: readonly UserCommand[]): BoardDocument =>
  commands.reduce((board, command) => {
    const change = reduce(board, command)
    if (!change.ok) throw new Error(`${command.type}: ${change.refusal.reason}`)
    return change.document
  }, document)
