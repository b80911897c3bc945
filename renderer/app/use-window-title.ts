import { useEffect } from 'react'
import { boardStore } from '../state/open-board.ts'
import { useSelected } from '../state/select.ts'
import { strings } from '../strings/en/index.ts'

/** Names the window after the open project, so that it is found among others. */
export const useWindowTitle = (): void => {
  const title = useSelected(boardStore, (board) => board?.document.title ?? null)
  useEffect(() => {
    document.title = strings.app.windowTitle(title)
  }, [title])
}
