import { useEffect } from 'react'
import { useDrag, type ConnectDragSource } from 'react-dnd'
import { getEmptyImage } from 'react-dnd-html5-backend'
import type { DragItem } from './items.ts'

/**
 * Makes something draggable by pointer. `item` is asked when the drag begins; null refuses it. The window draws the
 * preview itself, so the browser's own picture of the element is left out.
 * @returns whether it is being dragged, and the connector, for `ref={el => { drag(el) }}`.
 */
export const useDragItem = <Item extends DragItem>(
  kind: Item['kind'],
  item: () => Item | null,
): readonly [boolean, ConnectDragSource] => {
  const [isDragging, drag, preview] = useDrag<Item, unknown, boolean>({
    type: kind,
    item,
    collect: (monitor) => monitor.isDragging(),
  })
  useEffect(() => {
    preview(getEmptyImage(), { captureDraggingState: true })
  }, [preview])
  return [isDragging, drag]
}
