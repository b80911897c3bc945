import type { Quality } from '../../../shared/domain/document.ts'
import { describePlan, describeReason } from '../../../shared/domain/plan.ts'
import {
  formatPrice,
  formatUsd,
  microUsdPerUsd,
  sumPrices,
  type Price,
} from '../../../shared/domain/prices.ts'
import { FailureError } from '../../../shared/errors.ts'
import { withProject, type Context } from '../context.ts'
import { columns } from '../output.ts'
import { chooseShots, nameOf } from '../shots.ts'

export interface EstimateOptions {
  readonly shot: readonly string[]
  readonly quality: Quality
}

/** `boardwright estimate`: what rendering with fal.ai would cost. Sends nothing. */
export const estimateShots = (context: Context, folder: string, options: EstimateOptions): Promise<void> =>
  withProject(context, context.core.openProject(folder), async (project) => {
    const { core, output } = context
    const prices: Price[] = []
    const notReady: string[] = []
    const rows: string[][] = []
    for (const shot of chooseShots(project.document, options.shot)) {
      const planned = core.plan(project.document, shot, options.quality, 'fal')
      if (!planned.ok) {
        const reasons = planned.reasons.map(describeReason)
        notReady.push(shot.label)
        rows.push([nameOf(shot), 'cannot be rendered yet', reasons.join(' ')])
        output.event('estimate', { shot: shot.label, ready: false, reasons })
        continue
      }
      const { plan } = planned
      prices.push(plan.price)
      rows.push([
        nameOf(shot),
        formatPrice(plan.price),
        describePlan(plan) + (plan.draftIsRehearsal ? ' (the draft would equal the final)' : ''),
      ])
      output.event('estimate', {
        shot: shot.label,
        ready: true,
        engine: plan.engine,
        endpoint: plan.request.endpoint,
        resolution: plan.request.resolution,
        seconds: plan.seconds,
        billedSeconds: plan.billedSeconds,
        usd: plan.price.known ? plan.price.microUsd / microUsdPerUsd : null,
        source: plan.price.known ? plan.price.source : 'unknown',
        pricesOf: plan.price.tableDate,
      })
    }
    const { microUsd, unknown } = sumPrices(prices)
    for (const row of columns(rows)) output.line(row)
    output.line(
      `Total ${formatUsd(microUsd)}${unknown > 0 ? ` and ${unknown} of unknown price` : ''}, prices of ${prices[0]?.tableDate ?? 'no shot'}`,
    )
    output.summary({ totalUsd: microUsd / microUsdPerUsd, unknownPrices: unknown, notReady })
    if (options.shot.length > 0 && notReady.length > 0)
      throw new FailureError({
        code: 'render/not-ready',
        message: `Shot ${notReady.join(', ')} cannot be rendered yet; see above.`,
      })
  })
