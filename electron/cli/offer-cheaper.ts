import { alternativesTo, type Alternative } from '../../shared/domain/alternatives.ts'
import type { BoardDocument, EngineId, Quality } from '../../shared/domain/document.ts'
import type { RenderPlan } from '../../shared/domain/plan.ts'
import { formatUsd, microUsdPerUsd } from '../../shared/domain/prices.ts'
import type { Context } from './context.ts'

/** What was refused because of its price. `leftMicroUsd`: what may be spent. */
export interface TooDear {
  readonly document: BoardDocument
  /** One of each take. */
  readonly plans: readonly RenderPlan[]
  readonly quality: Quality
  readonly engine: EngineId
  readonly leftMicroUsd: number
}

/** Says what would cost less than what a budget has refused, each at its exact price. */
export const offerCheaper = ({ output, prices }: Context, refused: TooDear): void => {
  const offered = alternativesTo({ ...refused, prices: prices.current() })
  for (const { kind, total } of offered)
    output.event('alternative', {
      kind,
      takes: total.count,
      usd: total.microUsd / microUsdPerUsd,
      unknownPrices: total.unknown,
      withinBudget: total.unknown === 0 && total.microUsd <= refused.leftMicroUsd,
    })
  if (offered.length > 0) output.note(['Cheaper:', ...offered.map((one) => `  ${wordsOf(one)}`)].join('\n'))
}

const ways: Readonly<Record<Alternative['kind'], string>> = {
  fewer: 'fewer takes, from the top',
  '720p': 'the shots set to 720p',
  shorter: 'the shots set to 5 s',
  turbo: 'the shots set to Pika Turbo',
  draft: 'as drafts (--quality draft)',
  rehearsal: 'rehearsed (--engine rehearsal)',
}

const wordsOf = ({ kind, total }: Alternative): string => {
  const sum = total.microUsd === 0 && total.unknown === 0 ? 'free' : formatUsd(total.microUsd)
  const price = [
    `${total.estimates > 0 && total.microUsd > 0 ? 'about ' : ''}${sum}`,
    ...(total.unknown > 0 ? [`${total.unknown} of unknown price`] : []),
  ].join(' and ')
  return `${ways[kind]}: ${total.count} ${total.count === 1 ? 'take' : 'takes'} for ${price}`.replace(
    'for free',
    'free',
  )
}
