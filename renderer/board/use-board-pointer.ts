import { useState, type PointerEvent, type RefObject } from 'react'
import type { ShotId } from '../../shared/domain/ids.ts'
import { selectShots, session } from '../state/session.ts'
import { beginField } from './board-deeds.ts'
import { shotsIn, type BoardLayout, type Point, type Rect } from './board-layout.ts'
import { boardUi, setBoardLook, setBoardUi } from './board-ui.ts'
import { band, choose, wayOf, type SelectionWay } from './selection.ts'

/** What the pointer does on the board: a click selects, on empty ground a rubber band does. */

interface Press {
  readonly target: EventTarget
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** The shot whose card was pressed; null beside the cards. */
export const shotUnder = (target: EventTarget): ShotId | null =>
  ((target instanceof Element && target.closest('[data-shot]')?.getAttribute('data-shot')) ||
    null) as ShotId | null

/** Chooses a shot among those that are shown. */
export const chooseShot = (layout: BoardLayout, id: ShotId, way: SelectionWay): void => {
  const order = layout.scenes.flatMap(({ shotIds }) => shotIds)
  const { selectedShotIds: ids, currentShotId: lead } = session()
  const next = choose(order, { ids, lead, anchor: boardUi().anchor }, id, way)
  setBoardUi({ anchor: next.anchor })
  selectShots(next.ids, next.lead ?? undefined)
}

/** Handlers of clicks for the whole board: cards come and go as it is scrolled. */
export const boardClicks = (layout: BoardLayout) => ({
  /** A card that is not selected is so at once, so that dragging it takes it along. */
  onMouseDown: (event: Press & { readonly button: number }) => {
    const id = shotUnder(event.target)
    if (id === null || event.button === 1 || session().selectedShotIds.includes(id)) return
    if (wayOf(event) === 'alone') chooseShot(layout, id, 'alone')
  },
  onClick: (event: Press) => {
    const id = shotUnder(event.target)
    if (id !== null) chooseShot(layout, id, wayOf(event))
  },
  onDoubleClick: (event: Press) => {
    const id = shotUnder(event.target)
    if (id === null || !(event.target instanceof Element)) return
    const part = event.target.closest('[data-part]')?.getAttribute('data-part')
    if (part === 'title' || part === 'label') beginField(part)
    else if (layout.view === 'sheet') setBoardLook({ view: 'strip' })
  },
})

interface Band {
  readonly from: Point
  readonly before: readonly ShotId[]
  readonly adds: boolean
}

/** The rubber band: its rectangle while it is drawn, and the handlers of the board's ground. */
export const useRubberBand = (content: RefObject<HTMLElement | null>, layout: BoardLayout) => {
  const [begun, setBegun] = useState<Band | null>(null)
  const [rect, setRect] = useState<Rect | null>(null)

  const pointIn = ({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>): Point => {
    const box = content.current?.getBoundingClientRect()
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }
  }
  const end = () => {
    setBegun(null)
    setRect(null)
  }
  return {
    rect,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const { target } = event
        // Events of a menu that opens from the board come through React as well; they are none of its ground.
        const isGround =
          target instanceof Element &&
          event.currentTarget.contains(target) &&
          target.closest('[data-shot], button, input') === null
        // A press on a scrollbar is none on the ground.
        const onScrollbar = target === event.currentTarget && isOnScrollbar(event)
        if (event.button !== 0 || !isGround || onScrollbar) return
        const adds = wayOf(event) !== 'alone'
        setBegun({ from: pointIn(event), before: session().selectedShotIds, adds })
        event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!begun) return
        const next = rectBetween(begun.from, pointIn(event))
        // A hand that trembles on a click draws no band.
        if (!rect && next.width < 4 && next.height < 4) return
        setRect(next)
        const ids = band(begun.before, shotsIn(layout, next), begun.adds)
        const { selectedShotIds, currentShotId } = session()
        if (ids.length === selectedShotIds.length && ids.every((id) => selectedShotIds.includes(id))) return
        // The shot that is shown stays while the band is empty: the editor would flicker.
        const lead =
          currentShotId !== null && (ids.length === 0 || ids.includes(currentShotId)) ? currentShotId : ids[0]
        selectShots(ids, lead)
        setBoardUi({ anchor: ids[0] ?? null })
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
  }
}

const isOnScrollbar = (event: PointerEvent<HTMLElement>) => {
  const box = event.currentTarget.getBoundingClientRect()
  const { clientWidth, clientHeight } = event.currentTarget
  return event.clientX - box.left > clientWidth || event.clientY - box.top > clientHeight
}

const rectBetween = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})
