import { useMemo } from 'react'
import type { ShotStanding } from '../../shared/domain/board-totals.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { useBoard } from '../state/board.ts'
import { layoutSheet, layoutStrip, type BoardLayout } from './board-layout.ts'
import { useBoardUi } from './board-ui.ts'
import { shownScenes } from './filter.ts'
import type { BoxView } from './use-box.ts'

/** The layout of the board in its box. It is made anew only where scenes, their order or the filter change. */
export const useLayout = (
  { width, height }: Pick<BoxView, 'width' | 'height'>,
  standingOf: (id: ShotId) => ShotStanding | undefined,
): BoardLayout => {
  const filter = useBoardUi((ui) => ui.filter)
  const { view, cardWidth } = useBoardUi((ui) => ui.look)
  const sceneIds = useBoard(({ document }) => document.sceneIds)
  const scenes = useBoard(({ document }) => document.scenes)
  // Without a filter nothing of a shot decides where it stands, so typing in one lays nothing out anew.
  const shots = useBoard(({ document }) => (filter === 'all' ? null : document.shots))
  const standing = filter === 'all' ? null : standingOf
  const shown = useMemo(
    () => shownScenes({ sceneIds, scenes, shots: shots ?? {} }, filter, standing ?? (() => undefined)),
    [sceneIds, scenes, shots, filter, standing],
  )
  return useMemo(
    () => (view === 'strip' ? layoutStrip(shown, height) : layoutSheet(shown, width, cardWidth)),
    [view, shown, width, height, cardWidth],
  )
}
