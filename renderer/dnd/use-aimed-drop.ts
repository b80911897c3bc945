import { useDrop, type ConnectDropTarget, type DropTargetMonitor, type XYCoord } from 'react-dnd'
import { desktopFiles, type DesktopFilesDrag, type DragItem } from './items.ts'

export type Dragged = DragItem | DesktopFilesDrag

/**
 * A place to drop on where it matters what the pointer is over. The aim is worked out anew at the drop: React DnD tells
 * `hover` of the pointer one move late, and on a busy page a frame later still, so that a quick hand would drop on
 * what it has passed.
 * @returns whether something that can be dropped is over it, and the connector.
 */
export const useAimedDrop = <Aim>({
  canDrop = () => true,
  aimUnder,
  onHover,
  onDrop,
}: {
  readonly canDrop?: (item: Dragged) => boolean
  /** What a point of the window means for what is dragged; null where it means nothing. */
  readonly aimUnder: (item: Dragged, point: XYCoord) => Aim | null
  readonly onHover: (aim: Aim | null, point: XYCoord) => void
  /** What it gives is what the one that drags learns of the drop. */
  readonly onDrop: (
    item: Dragged,
    aim: Aim | null,
    monitor: Pick<DropTargetMonitor, 'didDrop'>,
  ) => { readonly area: string } | undefined
}): readonly [isOver: boolean, connect: ConnectDropTarget] =>
  useDrop<Dragged, unknown, boolean>({
    accept: ['shots', 'assets', 'keyframe', 'element', desktopFiles],
    canDrop,
    collect: (monitor) => monitor.isOver() && monitor.canDrop(),
    hover: (item, monitor) => {
      const point = monitor.getClientOffset()
      if (point) onHover(aimUnder(item, point), point)
    },
    drop: (item, monitor) => {
      const point = monitor.getClientOffset()
      return onDrop(item, point && aimUnder(item, point), monitor)
    },
  })
