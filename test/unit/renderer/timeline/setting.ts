import { expect } from 'vitest'
import type { UserCommand } from '../../../../shared/domain/commands.ts'
import { defaultFraming, type BoardDocument, type Shot } from '../../../../shared/domain/document.ts'
import type { AssetId, SlotId } from '../../../../shared/domain/ids.ts'
import { inputOf, planRender } from '../../../../shared/domain/plan.ts'
import { reduce } from '../../../../shared/domain/reduce.ts'
import type { Placeable } from '../../../../renderer/timeline/edit-frames.ts'
import { endpointSchemas } from '../../../stand-in/schemas.ts'
import { shippedPrices, slotId } from '../../shared/domain/setting.ts'

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

const prices = shippedPrices()

/**
 * Expects that a shot with a prompt can be rendered just where it has the images it needs, and that the service takes the
 * request that is made of it.
 */
export const expectAccepted = (document: BoardDocument, shot: Shot): void => {
  const plan = planRender(document, shot, { quality: 'final', engine: 'fal', prices })
  // With the images it needs and a prompt there is nothing that could keep it from being rendered.
  const isWhole =
    shot.mode === 'text' ||
    (shot.mode === 'frames' && shot.frames.keyframes.length >= 2) ||
    (shot.mode === 'elements' && shot.elements.items.length > 0) ||
    (shot.mode === 'image' && shot.image.picture !== null)
  expect(plan.ok).toBe(isWhole)
  if (!plan.ok) return
  const { request } = plan.plan
  const urls = request.images.map((image) => `https://images.example/${image.assetId}`)
  expect(endpointSchemas[request.endpoint].safeParse(inputOf(request, urls, 7)).error).toBeUndefined()
}
