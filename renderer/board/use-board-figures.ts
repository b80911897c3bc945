import { useDeferredValue, useMemo, useState } from 'react'
import { takesByShot } from '../../shared/domain/board.ts'
import {
  createBoardTotals,
  type BoardTotals,
  type QualityTotals,
  type ShotStanding,
} from '../../shared/domain/board-totals.ts'
import type { Take } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'

export interface BoardFigures {
  readonly totals: BoardTotals
  readonly standingOf: (id: ShotId) => ShotStanding | undefined
}

/**
 * What the whole board comes to. Worked out behind whatever the user is doing: on a large board it may be a moment
 * late, and no key press waits for it.
 */
export const useBoardFigures = (): BoardFigures => {
  const document = useDeferredValue(useBoard((open) => open.document))
  const engine = useApp((app) => app.engine)
  const prices = useApp((app) => app.prices)
  const [total] = useState(createBoardTotals)
  return useMemo(() => {
    const totals = total(document, { engine, prices })
    let standing: ReadonlyMap<ShotId, ShotStanding> | null = null
    return {
      totals,
      standingOf: (id) => (standing ??= standings(totals.byQuality.final)).get(id),
    }
  }, [document, engine, prices, total])
}

const standings = ({ upToDate, stale, missing, blocked }: QualityTotals): Map<ShotId, ShotStanding> =>
  new Map([
    ...upToDate.map((id) => [id, 'up-to-date'] as const),
    ...stale.map((id) => [id, 'stale'] as const),
    ...missing.map((id) => [id, 'missing'] as const),
    ...blocked.map((id) => [id, 'blocked'] as const),
  ])

/** Takes of every shot that has some, oldest first. */
export const useTakes = (): ReadonlyMap<ShotId, readonly Take[]> => {
  const document = useBoard((open) => open.document)
  const { takes, takeMarks } = document
  // Only these two decide it: an edit of a shot does not go through all takes again.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => takesByShot(document), [takes, takeMarks])
}
