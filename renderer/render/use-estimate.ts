import { useDeferredValue, useMemo } from 'react'
import type { EngineId, Quality, Shot } from '../../shared/domain/document.ts'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'
import { estimateOf, type Estimate } from '../../shared/domain/estimate.ts'

/** Of more shots than this, what they come to is worked out only where it is asked for. */
const estimatedAtOnce = 300

/** What rendering the shots would come to; null for so many that it would keep the window waiting. */
export const useEstimate = (shots: readonly Shot[], quality: Quality, engine: EngineId): Estimate | null => {
  const document = useBoard((open) => open.document)
  // One shot is up to date with every key press; many may be a moment late.
  const late = useDeferredValue(document)
  const from = shots.length === 1 ? document : late
  const prices = useApp((app) => app.prices)
  return useMemo(
    () =>
      shots.length > estimatedAtOnce
        ? null
        : estimateOf(
            from,
            shots.map(({ id }) => id),
            { quality, engine, prices },
          ),
    [from, shots, quality, engine, prices],
  )
}
