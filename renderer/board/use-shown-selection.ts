import { useEffect } from 'react'
import { selectShots, session } from '../state/session.ts'
import type { BoardLayout } from './board-layout.ts'
import { setBoardUi, useBoardUi } from './board-ui.ts'
import { shownOf } from './selection.ts'

/**
 * Keeps what a filter hides out of a selection of many, so that nothing is rendered or deleted unseen. The one shot that
 * timeline and inspector show stays, since they name it.
 */
export const useShownSelection = (layout: BoardLayout): void => {
  const filter = useBoardUi((ui) => ui.filter)
  useEffect(() => {
    const shown = filter === 'all' ? null : layout.scenes.flatMap(({ shotIds }) => shotIds)
    setBoardUi({ shown })
    if (!shown) return
    const { selectedShotIds, currentShotId } = session()
    const left = shownOf(selectedShotIds, shown)
    if (left.length === selectedShotIds.length || selectedShotIds.length < 2) return
    if (left.length > 0)
      selectShots(
        left,
        left.find((id) => id === currentShotId),
      )
    else if (currentShotId !== null) selectShots([currentShotId])
  }, [filter, layout])
}
