import type { ReactNode } from 'react'
import { DndProvider } from 'react-dnd'
import { HTML5Backend } from 'react-dnd-html5-backend'
import { useCameBy } from './came-by.ts'
import { CarryBar } from './carry-bar.tsx'
import { DragLayer } from './drag-layer.tsx'

/** Drag and drop, by pointer and by keys, for everything within; once, around the editor. */
export const DragAndDrop = ({ children }: { readonly children: ReactNode }) => {
  useCameBy()
  // With a context of its own choosing, the provider keeps one manager for the whole life of the window. Else it forgets its
  // manager when one project takes the place of another, and makes a second one beside it, which the backend refuses.
  return (
    <DndProvider backend={HTML5Backend} context={window}>
      {children}
      <DragLayer />
      <CarryBar />
    </DndProvider>
  )
}
