import { Panel } from '../design/kit/panel.tsx'
import { useBoard } from '../state/board.ts'
import { shotOrder } from '../state/board-order.ts'
import { strings } from '../strings/en/index.ts'
import { BoardEmpty } from './board-empty.tsx'
import { BoardHead } from './board-head.tsx'
import { BoardNote } from './board-note.tsx'
import { BoardView } from './board-view.tsx'
import styles from './board.module.css'
import { useBoardFigures } from './use-board-figures.ts'
import { usePaste } from './use-paste.ts'

/** All shots in their scenes, as a strip or as a contact sheet. */
export const Board = () => {
  const figures = useBoardFigures()
  usePaste()
  const isEmpty = useBoard(({ document }) => document.sceneIds.length < 2 && shotOrder(document).length === 0)
  return (
    <Panel
      title={strings.board.title}
      className={styles['board']}
      bodyClassName={styles['body']}
      note={<BoardNote totals={figures.totals} />}
      actions={<BoardHead />}
    >
      {isEmpty ? <BoardEmpty /> : <BoardView standingOf={figures.standingOf} />}
    </Panel>
  )
}
