import { recordOf, type BoardDocument, type EngineId, type Quality, type Shot } from './document.ts'
import type { ShotId } from './ids.ts'
import { planRender, type PlanReason, type RenderPlan } from './plan.ts'
import type { PriceTable } from './prices.ts'
import { totalOf, type Total } from './total.ts'

/** What rendering some shots comes to. Pure. */
export interface Estimate {
  readonly plans: readonly RenderPlan[]
  readonly leftOut: readonly { readonly shot: Shot; readonly reasons: readonly PlanReason[] }[]
  readonly total: Total
}

/** How the shots are to be rendered, and at whose prices. */
export interface EstimateOptions {
  readonly quality: Quality
  readonly engine: EngineId
  readonly prices: PriceTable
}

/** Plans one take of each shot, in the order given. Shots that are gone by now are passed over. */
export const estimateOf = (
  document: BoardDocument,
  shotIds: readonly ShotId[],
  options: EstimateOptions,
): Estimate => {
  const plans: RenderPlan[] = []
  const leftOut: { shot: Shot; reasons: readonly PlanReason[] }[] = []
  for (const id of shotIds) {
    const shot = recordOf(document.shots, id)
    if (!shot) continue
    const planned = planRender(document, shot, options)
    if (planned.ok) plans.push(planned.plan)
    else leftOut.push({ shot, reasons: planned.reasons })
  }
  return { plans, leftOut, total: totalOf(plans.map(({ price }) => price)) }
}

/** What the user agrees to by agreeing to a total, as the core wants to be told. */
export const agreedOf = ({ microUsd, unknown }: Total): { microUsd: number; unknown: number } => ({
  microUsd,
  unknown,
})
