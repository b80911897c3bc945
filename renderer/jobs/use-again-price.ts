import type { JobView } from '../../shared/views.ts'
import { estimateOf } from '../../shared/domain/estimate.ts'
import { shortTotal } from '../render/total.ts'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'

/** What it costs to render the shot of a job again, as the shot is now; null where it is not ready. */
export const useAgainPrice = ({ quality, engine, shotId }: JobView): string | null => {
  const prices = useApp((app) => app.prices)
  return useBoard(({ document }) => {
    const { plans, total } = estimateOf(document, [shotId], { quality, engine, prices })
    return plans.length > 0 ? shortTotal(total) : null
  })
}
