import type { Shot } from './document.ts'
import type { IdSource, ShotId } from './ids.ts'

/**
 * A copy of a shot under an id and a label of its own, with slots of its own. Nothing has been made of it yet: no take
 * is circled, its status begins again, and its label is free to change.
 */
export const duplicateShot = (
  shot: Shot,
  as: { readonly id: ShotId; readonly label: string; readonly slot: IdSource['slot'] },
): Shot => {
  const { frames, elements } = shot
  const inOwnSlot = <Use extends { id: unknown }>(use: Use) => ({ ...use, id: as.slot() })
  return {
    ...shot,
    id: as.id,
    label: as.label,
    labelLocked: false,
    status: 'todo',
    frames: { ...frames, keyframes: frames.keyframes.map(inOwnSlot) },
    elements: { ...elements, items: elements.items.map(inOwnSlot) },
    circledTakeId: null,
  }
}
