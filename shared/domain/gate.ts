import { recordOf, type BoardDocument } from './document.ts'
import type { RenderPlan } from './plan.ts'

/**
 * Whether the gate stands before a render: where the settings set it, a final that costs money waits until a take of its
 * shot is circled. The first that can be is a draft or a rehearsal, so that somebody has looked at the shot before it is
 * paid for in full; a final that was circled since has come by that way, or by the user's word.
 */
export const isGated = (
  document: BoardDocument,
  { shot, quality, engine }: Pick<RenderPlan, 'shot' | 'quality' | 'engine'>,
): boolean => {
  if (quality !== 'final' || engine !== 'fal') return false
  const circled = recordOf(document.shots, shot.id)?.circledTakeId ?? null
  return circled === null || recordOf(document.takes, circled) === undefined
}
