import { Plus } from 'lucide-react'
import { Button } from '../design/kit/button.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { Select } from '../design/kit/select.tsx'
import { Slider } from '../design/kit/slider.tsx'
import { shotStatuses } from '../../shared/domain/document.ts'
import { strings } from '../strings/en/index.ts'
import styles from './board-head.module.css'
import { cardWidths, setBoardLook, setBoardUi, useBoardUi } from './board-ui.ts'
import type { BoardFilter } from './filter.ts'

const { filter: filterWords, view: viewWords } = strings.board

const filters: readonly { readonly value: BoardFilter; readonly label: string }[] = [
  { value: 'all', label: filterWords.all },
  ...shotStatuses.map((status) => ({ value: status, label: strings.board.statuses[status] })),
  { value: 'missing', label: filterWords.missing },
  { value: 'stale', label: filterWords.stale },
  { value: 'blocked', label: filterWords.blocked },
]

/** What the board shows and how: filter, size, strip or sheet, and what can be added. */
export const BoardHead = () => {
  const filter = useBoardUi((ui) => ui.filter)
  const { view, cardWidth } = useBoardUi((ui) => ui.look)
  return (
    <>
      <Select
        className={styles['filter']}
        aria-label={filterWords.label}
        value={filter}
        options={filters}
        onChange={(next) => setBoardUi({ filter: next })}
      />
      {view === 'sheet' && (
        <span className={styles['zoom']}>
          <Slider
            label={strings.board.zoom}
            value={cardWidth}
            min={cardWidths.least}
            max={cardWidths.most}
            step={20}
            valueText={strings.board.zoomValue(cardWidth)}
            onChange={(width) => setBoardLook({ cardWidth: width })}
          />
        </span>
      )}
      <Segmented
        size="small"
        label={viewWords.label}
        value={view}
        segments={[
          { value: 'strip', label: viewWords.strip },
          { value: 'sheet', label: viewWords.sheet },
        ]}
        onChange={(next) => setBoardLook({ view: next })}
      />
      <Menu
        label={strings.board.add}
        trigger={<IconButton icon={Plus} label={strings.board.add} />}
        items={['board.newShot', 'board.newScene', 'board.paste', { kind: 'separator' }, 'board.renumber']}
      />
    </>
  )
}

/** What stands there when the filter hides every shot. */
export const ClearFilter = () => (
  <Button onClick={() => setBoardUi({ filter: 'all' })}>{filterWords.clear}</Button>
)
