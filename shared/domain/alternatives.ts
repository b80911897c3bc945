import type { BoardDocument, EngineId, Quality } from './document.ts'
import type { UserCommand } from './commands.ts'
import type { ShotId } from './ids.ts'
import type { RenderPlan } from './plan.ts'
import type { PriceTable } from './prices.ts'
import { reduceAll } from './reduce.ts'
import { estimateOf } from './estimate.ts'
import { totalOf, type Total } from './total.ts'

/** Cheaper ways to render the same shots, each with its exact price. Pure; money in micro-dollars. */
export type Alternative = { readonly total: Total } & (
  | {
      /** Changes the shots themselves, by these commands. */
      readonly kind: '720p' | 'turbo' | 'shorter'
      readonly commands: readonly UserCommand[]
    }
  | { readonly kind: 'draft' | 'rehearsal' }
  | { readonly kind: 'fewer'; readonly shotIds: readonly ShotId[] }
)

export interface AlternativeFacts {
  readonly document: BoardDocument
  readonly plans: readonly RenderPlan[]
  readonly quality: Quality
  readonly engine: EngineId
  readonly prices: PriceTable
  /** What may be spent at most; null where there is no limit. */
  readonly leftMicroUsd: number | null
}

/** Those that cost less than the plans do, the nearest to them first. None where the plans cost nothing. */
export const alternativesTo = (facts: AlternativeFacts): readonly Alternative[] => {
  const { document, plans, quality, engine, prices, leftMicroUsd } = facts
  const total = totalOf(plans.map(({ price }) => price))
  const shotIds = plans.map(({ shot }) => shot.id)
  const isCheaper = (other: Total) => other.unknown <= total.unknown && other.microUsd < total.microUsd
  const quoted = (changed: BoardDocument, options: { quality: Quality; engine: EngineId }) =>
    estimateOf(changed, shotIds, { ...options, prices }).total
  const byChange = (kind: '720p' | 'turbo' | 'shorter', commands: readonly UserCommand[]): Alternative[] => {
    if (commands.length === 0) return []
    const reduced = reduceAll(document, commands)
    if (!reduced.ok) return []
    const changed = quoted(reduced.document, { quality, engine })
    return isCheaper(changed) ? [{ kind, commands, total: changed }] : []
  }
  const asDrafts = quality === 'final' ? quoted(document, { quality: 'draft', engine }) : total
  const rehearsed = totalOf(
    plans.map(({ price }) => ({ ...price, known: true, microUsd: 0, source: 'free' })),
  )
  return [
    ...(leftMicroUsd === null ? [] : fewer(plans, leftMicroUsd)),
    ...byChange('720p', to720p(plans)),
    ...byChange('shorter', toShorter(plans)),
    ...byChange('turbo', toTurbo(plans)),
    // A draft that is rehearsed is the rehearsal below.
    ...(isCheaper(asDrafts) && asDrafts.microUsd + asDrafts.unknown > 0
      ? [{ kind: 'draft', total: asDrafts } as const]
      : []),
    ...(isCheaper(rehearsed) || total.unknown > 0 ? [{ kind: 'rehearsal', total: rehearsed } as const] : []),
  ]
}

const to720p = (plans: readonly RenderPlan[]): UserCommand[] => {
  const dear = plans.filter(({ request }) => request.resolution === '1080p').map(({ shot }) => shot.id)
  return dear.length > 0 ? [{ type: 'shots.edit', shotIds: dear, fields: { resolution: '720p' } }] : []
}

const toTurbo = (plans: readonly RenderPlan[]): UserCommand[] =>
  plans.flatMap(({ shot, quality }): UserCommand[] => {
    if (quality === 'draft') return []
    if (shot.mode === 'image' && shot.image.model !== 'turbo')
      return [{ type: 'image.edit', shotId: shot.id, model: 'turbo' }]
    if (shot.mode === 'text' && shot.text.model !== 'turbo')
      return [{ type: 'text.edit', shotId: shot.id, model: 'turbo' }]
    return []
  })

const toShorter = (plans: readonly RenderPlan[]): UserCommand[] =>
  plans.flatMap(({ shot }): UserCommand[] => {
    if (shot.mode === 'frames' || shot[shot.mode].seconds === 5) return []
    const type = ({ elements: 'elements.edit', image: 'image.edit', text: 'text.edit' } as const)[shot.mode]
    return [{ type, shotId: shot.id, seconds: 5 }]
  })

/** As many from the top as the limit holds; nothing where it holds all, or none. */
const fewer = (plans: readonly RenderPlan[], leftMicroUsd: number): Alternative[] => {
  let sum = 0
  const kept: RenderPlan[] = []
  for (const plan of plans) {
    if (!plan.price.known || sum + plan.price.microUsd > leftMicroUsd) break
    sum += plan.price.microUsd
    kept.push(plan)
  }
  if (kept.length === 0 || kept.length === plans.length) return []
  return [
    {
      kind: 'fewer',
      shotIds: kept.map(({ shot }) => shot.id),
      total: totalOf(kept.map(({ price }) => price)),
    },
  ]
}
