import { useEffect, useMemo, useRef, useState } from 'react'
import type { ShotStanding } from '../../shared/domain/board-totals.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { classNames } from '../design/class-names.ts'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { createBoardKeys } from './board-keys.ts'
import { inSight, type BoardLayout } from './board-layout.ts'
import { boardMenu } from './board-menu.ts'
import { useBoardUi } from './board-ui.ts'
import styles from './board-view.module.css'
import { DropMark } from './drop-mark.tsx'
import { FieldInPlace } from './field-in-place.tsx'
import { ClearFilter } from './board-head.tsx'
import { InsertHere } from './insert-here.tsx'
import { SceneTitle } from './scene-title.tsx'
import { ShotList } from './shot-list.tsx'
import { useBoardDrop } from './use-board-drop.ts'
import { boardClicks, chooseShot, shotUnder, useRubberBand } from './use-board-pointer.ts'
import { scrollStep, useBox, type BoxView } from './use-box.ts'
import { useFollow } from './use-follow.ts'
import { useLayout } from './use-layout.ts'
import { useShownSelection } from './use-shown-selection.ts'

/** Pixels beyond the edges that are drawn already. */
const ahead = 160

/** The shots in their scenes. Of ten thousand, those in sight are drawn. */
export const BoardView = ({
  standingOf,
}: {
  readonly standingOf: (id: ShotId) => ShotStanding | undefined
}) => {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const axis = useBoardUi(({ look }) => (look.view === 'strip' ? 'x' : 'y'))
  const sceneCount = useBoard(({ document }) => document.sceneIds.length)
  const view = useBox(box, axis)
  const layout = useLayout(view, standingOf)
  const placeOf = useMemo(() => placesOf(layout), [layout])
  const connect = useBoardDrop(box, content, layout)
  const { rect: band, handlers } = useRubberBand(content, layout)
  const [keys] = useState(createBoardKeys)
  useFollow(box, view, layout, placeOf)
  useShownSelection(layout)
  useWheel(box, axis)
  const sight = inSight(layout, view.offset - ahead, view.offset + extentOf(view, axis) + scrollStep + ahead)
  const items = useMemo(() => boardMenu, [])

  return (
    <ContextMenu label={strings.board.actions.menu} items={items}>
      <div
        ref={(element) => {
          box.current = element
          connect(element)
        }}
        className={classNames(styles['box'], styles[layout.view])}
        data-area="board"
        {...handlers}
        {...boardClicks(layout)}
        onContextMenu={({ target }) => chooseForMenu(layout, target)}
        onKeyDown={(event) => keys(event, layout, placeOf)}
      >
        <div
          ref={content}
          className={styles['content']}
          style={{ width: layout.width, height: layout.height }}
        >
          {sight.scenes.map((scene) => (
            <SceneTitle key={scene.sceneId} box={scene} view={layout.view} count={sceneCount} />
          ))}
          <ShotList layout={layout} scenes={sight.scenes} from={sight.from} to={sight.to} placeOf={placeOf} />
          <InsertHere box={box} content={content} layout={layout} />
          <DropMark box={box} layout={layout} />
          <FieldInPlace layout={layout} placeOf={placeOf} />
          {band && (
            <div
              className={styles['band']}
              style={{
                transform: `translate(${band.x}px, ${band.y}px)`,
                width: band.width,
                height: band.height,
              }}
            />
          )}
        </div>
        <FilterHint isEmpty={layout.shotCount === 0} />
      </div>
    </ContextMenu>
  )
}

const extentOf = (view: BoxView, axis: 'x' | 'y') => (axis === 'x' ? view.width : view.height)

/** Where each shown shot stands among all of them; -1 for one that is hidden. */
const placesOf = (layout: BoardLayout): ((id: ShotId) => number) => {
  let places: Map<ShotId, number> | null = null
  return (id) => {
    places ??= new Map(layout.scenes.flatMap(({ shotIds }) => shotIds).map((shotId, at) => [shotId, at]))
    return places.get(id) ?? -1
  }
}

const chooseForMenu = (layout: BoardLayout, target: EventTarget) => {
  const id = shotUnder(target)
  const isSelected = target instanceof Element && target.closest('[aria-selected="true"]') !== null
  if (id !== null && !isSelected) chooseShot(layout, id, 'alone')
}

const FilterHint = ({ isEmpty }: { readonly isEmpty: boolean }) => {
  const isFiltered = useBoardUi(({ filter }) => filter !== 'all')
  if (!isEmpty || !isFiltered) return null
  return (
    <div className={styles['hint']}>
      <p>{strings.board.filter.empty}</p>
      <ClearFilter />
    </div>
  )
}

/** On the strip, the wheel goes along it. */
const useWheel = (box: React.RefObject<HTMLElement | null>, axis: 'x' | 'y') => {
  useEffect(() => {
    const element = box.current
    if (!element || axis === 'y') return undefined
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) >= Math.abs(event.deltaY)) return
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1
      element.scrollLeft += event.deltaY * lines
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box, axis])
}
