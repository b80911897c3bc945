import { useDragLayer } from 'react-dnd'
import { desktopFiles, type DragItem, type DragKind } from './items.ts'

/** Whether files from the desktop are dragged over the window just now. */
export const useFilesOver = (): boolean =>
  useDragLayer((monitor) => monitor.isDragging() && monitor.getItemType() === desktopFiles)

/** The kind of what is dragged by pointer just now; null while nothing of the window's own is. */
export const useDraggedKind = (): DragKind | null =>
  useDragLayer((monitor) => {
    if (!monitor.isDragging() || monitor.getItemType() === desktopFiles) return null
    return monitor.getItem<DragItem | null>()?.kind ?? null
  })
