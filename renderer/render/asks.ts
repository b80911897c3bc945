import type { BoardDocument } from '../../shared/domain/document.ts'
import { isGated } from '../../shared/domain/gate.ts'
import type { RenderPlan } from '../../shared/domain/plan.ts'
import { priceOf, type PriceTable } from '../../shared/domain/prices.ts'
import { totalOf, type Total } from '../../shared/domain/total.ts'

/** Why the user is asked before something is rendered. Pure; money in micro-dollars. */
export type Ask =
  /** At 1080p some cost more than twice as much: what they cost, and would at 720p. */
  | { readonly kind: 'dear'; readonly count: number; readonly high: Total; readonly low: Total }
  | { readonly kind: 'above-limit'; readonly limitMicroUsd: number }
  | { readonly kind: 'unknown'; readonly count: number }
  | { readonly kind: 'estimate'; readonly count: number; readonly of: number }
  | { readonly kind: 'gate'; readonly count: number }
  | { readonly kind: 'over-day'; readonly leftMicroUsd: number }
  | { readonly kind: 'over-project'; readonly leftMicroUsd: number }

/** What of the settings and of the money spent decides it. */
export interface AskFacts {
  readonly document: BoardDocument
  readonly prices: PriceTable
  readonly gate: boolean
  readonly askAboveMicroUsd: number
  /** What is left of the budgets; null where there is none. Below zero where more was spent. */
  readonly left: BudgetLeft
}

export interface BudgetLeft {
  readonly dayMicroUsd: number | null
  readonly projectMicroUsd: number | null
}

/** What is left of the budgets. What open jobs were agreed at counts as spent. */
export const budgetLeft = (
  budget: { readonly dayMicroUsd: number | null; readonly projectMicroUsd: number | null },
  spending: { readonly todayMicroUsd: number; readonly projectMicroUsd: number | null },
): BudgetLeft => ({
  dayMicroUsd: budget.dayMicroUsd === null ? null : budget.dayMicroUsd - spending.todayMicroUsd,
  projectMicroUsd:
    budget.projectMicroUsd === null || spending.projectMicroUsd === null
      ? null
      : budget.projectMicroUsd - spending.projectMicroUsd,
})

/** Every reason to ask before these plans are carried out, the weightiest first. */
export const asksOf = (plans: readonly RenderPlan[], facts: AskFacts): readonly Ask[] => {
  const total = totalOf(plans.map(({ price }) => price))
  const asks: Ask[] = []
  const { dayMicroUsd, projectMicroUsd } = facts.left
  if (dayMicroUsd !== null && total.microUsd > 0 && total.microUsd > dayMicroUsd)
    asks.push({ kind: 'over-day', leftMicroUsd: Math.max(0, dayMicroUsd) })
  if (projectMicroUsd !== null && total.microUsd > 0 && total.microUsd > projectMicroUsd)
    asks.push({ kind: 'over-project', leftMicroUsd: Math.max(0, projectMicroUsd) })
  const gated = facts.gate ? plans.filter((plan) => isGated(facts.document, plan)).length : 0
  if (gated > 0) asks.push({ kind: 'gate', count: gated })
  if (total.unknown > 0) asks.push({ kind: 'unknown', count: total.unknown })
  const dear = dearOf(plans, facts.prices)
  if (dear) asks.push(dear)
  if (total.estimates > 0) asks.push({ kind: 'estimate', count: total.estimates, of: total.count })
  if (total.microUsd > facts.askAboveMicroUsd)
    asks.push({ kind: 'above-limit', limitMicroUsd: facts.askAboveMicroUsd })
  return asks
}

const dearOf = (plans: readonly RenderPlan[], prices: PriceTable): Ask | null => {
  const pairs = plans.flatMap(({ price, request, seconds }) => {
    if (!price.known || price.microUsd === 0 || request.resolution !== '1080p') return []
    const low = priceOf(prices, request.endpoint, '720p', seconds)
    return low.known && price.microUsd > 2 * low.microUsd ? [{ high: price, low }] : []
  })
  if (pairs.length === 0) return null
  return {
    kind: 'dear',
    count: pairs.length,
    high: totalOf(pairs.map(({ high }) => high)),
    low: totalOf(pairs.map(({ low }) => low)),
  }
}
