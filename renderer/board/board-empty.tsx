import { Clapperboard } from 'lucide-react'
import { useDrop } from 'react-dnd'
import { classNames } from '../design/class-names.ts'
import { ActionButton } from '../design/kit/action-button.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { desktopFiles, imagesOf, type DesktopFilesDrag, type DragItem } from '../dnd/items.ts'
import { useDropRow } from '../dnd/drop-places.ts'
import { useCarriedPlace } from '../dnd/carry.ts'
import { announce } from '../a11y/announce.ts'
import { filesOf } from '../library/dropped-files.ts'
import { importFiles } from '../library/import-files.ts'
import { board, ids } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { carryOut } from './board-deeds.ts'
import styles from './board-empty.module.css'
import { boardRow } from './board-keys.ts'
import { dropImagesAt } from './drops.ts'
import { placeBehind } from './place.ts'

/** A board without shots: what to do, and a place to drop images on. */
export const BoardEmpty = () => {
  const carried = useCarriedPlace(boardRow)
  const [isOver, drop] = useDrop<DragItem | DesktopFilesDrag, unknown, boolean>({
    accept: ['assets', desktopFiles],
    collect: (monitor) => monitor.isOver(),
    drop: (item, monitor) => {
      if (monitor.didDrop()) return undefined
      if ('kind' in item) announce(begin(imagesOf(item)))
      else void beginWithFiles(item)
      return { area: boardRow }
    },
  })
  useDropRow({
    id: boardRow,
    title: () => strings.board.title,
    order: 20,
    count: (item) => (item.kind === 'assets' ? 1 : 0),
    start: () => 0,
    describe: () => strings.board.place.empty(strings.board.title),
    drop: (item) => begin(imagesOf(item)),
  })
  return (
    <div
      ref={(element) => void drop(element)}
      className={classNames(styles['empty'], (isOver || carried !== null) && styles['over'])}
      data-area="board"
    >
      <Icon of={Clapperboard} size={22} />
      <div className={styles['words']}>
        <p className={styles['title']}>{strings.board.empty.title}</p>
        <p>{isOver ? strings.board.empty.filesHint : strings.board.empty.hint}</p>
      </div>
      <ActionButton action="board.newShot" />
    </div>
  )
}

const begin = (assetIds: readonly AssetId[]): string => {
  const place = placeBehind(board().document, null)
  if (!place || assetIds.length === 0) return ''
  const drop = dropImagesAt(board().document, assetIds, place, ids)
  carryOut(drop, drop.name, drop.words)
  return drop.words
}

const beginWithFiles = async (item: DesktopFilesDrag): Promise<void> => {
  announce(begin(await importFiles(await filesOf(item))))
}
