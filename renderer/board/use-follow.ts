import { useEffect, useRef, type RefObject } from 'react'
import type { ShotId } from '../../shared/domain/ids.ts'
import { useSession } from '../state/session.ts'
import { sightOfShot, type BoardLayout } from './board-layout.ts'
import { setBoardUi, useBoardUi } from './board-ui.ts'
import { bringIntoSight } from './sight.ts'
import type { BoxView } from './use-box.ts'

/** Keeps the shown shot in sight, and gives its card the focus where that was asked for. */
export const useFollow = (
  box: RefObject<HTMLElement | null>,
  { width, height }: BoxView,
  layout: BoardLayout,
  placeOf: (id: ShotId) => number,
): void => {
  const currentShotId = useSession((session) => session.currentShotId)
  const focus = useBoardUi((ui) => ui.focus)
  const at = currentShotId === null ? -1 : placeOf(currentShotId)
  const latest = useRef(layout)
  useEffect(() => {
    latest.current = layout
  })
  // It follows when another shot is shown, when it moved, and when the view or the room for it changed (a new view has its
  // own room, which is known only afterwards); not while others are edited.
  useEffect(() => {
    if (at >= 0 && box.current) bringIntoSight(box.current, sightOfShot(latest.current, at), layout.view)
  }, [box, at, currentShotId, layout.view, width, height])
  useEffect(() => {
    if (focus === null) return
    const card = box.current?.querySelector<HTMLElement>(`[data-shot="${focus}"]`)
    if (!card) return
    card.focus({ preventScroll: true })
    setBoardUi({ focus: null })
  })
}
