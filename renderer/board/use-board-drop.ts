import { useCallback, useEffect, type RefObject } from 'react'
import { announce } from '../a11y/announce.ts'
import { recordOf } from '../../shared/domain/document.ts'
import { useDropRow } from '../dnd/drop-places.ts'
import type { DesktopFilesDrag, DragItem } from '../dnd/items.ts'
import { useAimedDrop, type Dragged } from '../dnd/use-aimed-drop.ts'
import { filesOf } from '../library/dropped-files.ts'
import { importFiles } from '../library/import-files.ts'
import { board, edit, ids } from '../state/board.ts'
import { selectShots, session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { boardRow } from './board-keys.ts'
import { shotAt, type BoardLayout } from './board-layout.ts'
import { aimAt, setBoardUi } from './board-ui.ts'
import { addToShot, dropImagesAt, dropOn, targetAt, type BoardDrop, type BoardTarget } from './drops.ts'
import { scrollAtEdge } from './edge-scroll.ts'
import { realPlace } from './place.ts'
import { sayLeftOver } from './say-left-over.ts'
import { describeTarget, numberOfTarget, targetBeside, targetCount, targetNumbered } from './targets.ts'

const isOwn = (item: Dragged): item is DragItem => 'kind' in item
const takesOnto = (item: Dragged) => !isOwn(item) || item.kind !== 'shots'

/**
 * Makes the board a place to drop on, by pointer and by keys: one target for all of it, which works out the place, so
 * that ten thousand cards cost no more than ten.
 * @returns the connector for the box.
 */
export const useBoardDrop = (
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  layout: BoardLayout,
) => {
  const [isOver, drop] = useAimedDrop<BoardTarget>({
    aimUnder: (item, { x, y }) => {
      const ground = content.current?.getBoundingClientRect()
      return ground ? targetAt(layout, { x: x - ground.left, y: y - ground.top }, takesOnto(item)) : null
    },
    onHover: (target, point) => {
      aimAt(target)
      // In the next frame: what is dropped just now lands on what is in sight.
      requestAnimationFrame(() => {
        if (box.current) scrollAtEdge(box.current, point, layout.view === 'strip' ? 'x' : 'y')
      })
    },
    onDrop: (item, target, monitor) => {
      aimAt(null)
      // An area within has taken it already.
      if (monitor.didDrop()) return undefined
      if (!target) {
        // The filter hides every scene: files are not lost for it.
        if (!isOwn(item)) void filesOf(item).then(importFiles)
        return { area: boardRow }
      }
      if (isOwn(item)) announce(dropItem(layout, item, target))
      else void dropFiles(layout, item, target)
      return { area: boardRow }
    },
  })
  useEffect(() => {
    if (!isOver) aimAt(null)
  }, [isOver])

  useDropRow({
    id: boardRow,
    title: () => strings.board.title,
    order: 20,
    count: (item) => (item.kind === 'take' ? 0 : targetCount(layout, takesOnto(item))),
    start: (item) => startFor(layout, item),
    describe: (item, at) =>
      describeTarget(board().document, layout, targetNumbered(layout, at, takesOnto(item))),
    step: (item, at, key) => {
      if (key === 'ArrowLeft') return at - 1
      if (key === 'ArrowRight') return at + 1
      const target = targetNumbered(layout, at, takesOnto(item))
      return numberOfTarget(
        layout,
        targetBeside(layout, target, key === 'ArrowUp' ? 'up' : 'down'),
        takesOnto(item),
      )
    },
    drop: (item, at) => {
      const words = dropItem(layout, item, targetNumbered(layout, at, takesOnto(item)))
      // Whoever places images goes on with the next one from the library.
      if (item.kind === 'shots') setBoardUi({ focus: session().currentShotId })
      return words
    },
  })
  return useCallback((element: HTMLElement | null) => void drop(element), [drop])
}

/** What is carried begins where it is: shots before the first of them, images on the shown shot. */
const startFor = (layout: BoardLayout, item: DragItem): number => {
  const lead = item.kind === 'shots' ? item.shotIds[0] : session().currentShotId
  for (const [scene, { shotIds, first }] of layout.scenes.entries()) {
    const index = lead === null || lead === undefined ? -1 : shotIds.indexOf(lead)
    if (index === -1) continue
    const target: BoardTarget = takesOnto(item)
      ? { kind: 'onto', at: first + index }
      : { kind: 'between', scene, index }
    return numberOfTarget(layout, target, takesOnto(item))
  }
  return targetCount(layout, takesOnto(item)) - 1
}

const dropItem = (layout: BoardLayout, item: DragItem, target: BoardTarget): string => {
  const drop = dropOn(board().document, layout, item, target, ids)
  return drop ? finish(drop) : strings.board.said.notMoved(item.look.words)
}

const finish = (drop: BoardDrop): string => {
  if (drop.commands.length > 0) {
    // Commands that are refused have said why in a notice.
    if (!edit(drop.commands, drop.name).ok) return ''
    selectShots(
      drop.shotIds,
      drop.shotIds.find((id) => id === session().currentShotId),
    )
  }
  sayLeftOver(drop)
  return drop.words
}

/** Files are taken in first; where they go is kept by what stands there, since the board may change meanwhile. */
const dropFiles = async (layout: BoardLayout, item: DesktopFilesDrag, target: BoardTarget): Promise<void> => {
  const shotId = target.kind === 'onto' ? shotAt(layout, target.at) : undefined
  const place = target.kind === 'between' ? realPlace(board().document, layout, target) : null
  const assetIds = await importFiles(await filesOf(item))
  const { document } = board()
  if (assetIds.length === 0) return
  if (shotId !== undefined) {
    const drop = addToShot(document, shotId, assetIds, ids.slot)
    if (drop) announce(finish(drop))
    return
  }
  const scene = place && recordOf(document.scenes, place.sceneId)
  if (!place || !scene) return
  const index = Math.min(place.index, scene.shotIds.length)
  announce(finish(dropImagesAt(document, assetIds, { sceneId: place.sceneId, index }, ids)))
}
