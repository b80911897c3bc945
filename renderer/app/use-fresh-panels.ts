import { useLayoutEffect } from 'react'
import { resetBoardUi } from '../board/board-ui.ts'
import { resetLibraryUi } from '../library/library-ui.ts'

/** Begins a project without the searches and filters of the one before. */
export const useFreshPanels = (): void => {
  useLayoutEffect(() => {
    resetBoardUi()
    resetLibraryUi()
  }, [])
}
