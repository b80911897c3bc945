import type { UserCommand } from '../../shared/domain/commands.ts'
import type { Shot } from '../../shared/domain/document.ts'
import type { ShotMode } from '../../shared/domain/endpoints.ts'
import type { SlotId } from '../../shared/domain/ids.ts'

/**
 * What a change of mode brings along where the new mode has nothing yet: the picture of an image shot becomes its first
 * keyframe, and the first keyframe its picture.
 */
export const carryOver = (shot: Shot, mode: ShotMode, newSlot: () => SlotId): readonly UserCommand[] => {
  const { picture } = shot.image
  const [first] = shot.frames.keyframes
  if (shot.mode === 'image' && mode === 'frames' && picture && !first)
    return [{ type: 'frames.set', shotId: shot.id, keyframes: [{ id: newSlot(), ...picture }], gaps: [] }]
  if (shot.mode === 'frames' && mode === 'image' && first && !picture) {
    const { assetId, framing } = first
    return [{ type: 'image.setPicture', shotId: shot.id, picture: { assetId, framing } }]
  }
  return []
}
