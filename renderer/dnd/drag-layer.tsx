import { useEffect, useRef } from 'react'
import { useDragDropManager, useDragLayer } from 'react-dnd'
import { DragPreview } from './drag-preview.tsx'
import styles from './drag-layer.module.css'
import { desktopFiles, type DragItem } from './items.ts'

/** What is dragged, under the pointer. */
export const DragLayer = () => {
  const item = useDragLayer((monitor) =>
    monitor.isDragging() && monitor.getItemType() !== desktopFiles
      ? monitor.getItem<DragItem | null>()
      : null,
  )
  return item && <Following item={item} />
}

// The preview is moved past React: its offset changes with every frame of a drag.
const Following = ({ item }: { readonly item: DragItem }) => {
  const box = useRef<HTMLDivElement>(null)
  const monitor = useDragDropManager().getMonitor()
  useEffect(() => {
    const follow = () => {
      const offset = monitor.getClientOffset()
      if (!box.current) return
      box.current.style.visibility = offset ? 'visible' : 'hidden'
      if (offset) box.current.style.transform = `translate(${offset.x}px, ${offset.y}px)`
    }
    follow()
    return monitor.subscribeToOffsetChange(follow)
  }, [monitor])
  return (
    <div className={styles['layer']} aria-hidden="true">
      <div ref={box} className={styles['following']}>
        <DragPreview look={item.look} />
      </div>
    </div>
  )
}
