import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Asset } from '../../shared/domain/document.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { AssetTile } from './asset-tile.tsx'
import styles from './asset-grid.module.css'
import { assetClicks, assetKeys, chooseForMenu } from './asset-gestures.ts'
import { gridMetrics, useColumns } from './grid-metrics.ts'
import { libraryMenu } from './library-menu.ts'
import { setLibraryUi, useLibraryUi } from './library-ui.ts'

/** The images as a grid; of thousands, those in sight are drawn. */
export const AssetGrid = ({
  assets,
  uses,
}: {
  readonly assets: readonly Asset[]
  readonly uses: ReadonlyMap<AssetId, number>
}) => {
  const box = useRef<HTMLDivElement>(null)
  const { columns, tile } = useColumns(box)
  const rowCount = Math.ceil(assets.length / columns)
  const rowHeight = tile.height + gridMetrics.gap
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 2,
  })
  useEffect(() => rows.measure(), [rows, rowHeight])
  const selected = useSession(({ selectedAssetIds }) => selectedAssetIds)
  const lead = useLibraryUi((ui) => ui.lead)
  const leadAt = assets.findIndex(({ id }) => id === lead)
  const reached = leadAt === -1 ? 0 : leadAt
  const inSight = new Set(rows.getVirtualItems().map(({ index }) => index))
  // The image with the focus stays in the page, also out of sight: the next arrow goes on from there.
  const drawn = [
    ...inSight,
    ...(inSight.has(Math.floor(reached / columns)) ? [] : [Math.floor(reached / columns)]),
  ]
  useFocus(box, assets, (at) => rows.scrollToIndex(Math.floor(at / columns)))

  return (
    <ContextMenu label={strings.library.actions.menu} items={libraryMenu}>
      <div
        ref={box}
        className={styles['box']}
        {...assetClicks(assets)}
        onContextMenu={({ target }) => chooseForMenu(assets, target)}
        onKeyDown={(event) => assetKeys(event, assets, columns)}
      >
        <div
          role="listbox"
          aria-multiselectable="true"
          aria-label={strings.library.list}
          className={styles['list']}
          style={{ height: rowCount * rowHeight }}
        >
          {drawn.flatMap((row) =>
            assets.slice(row * columns, (row + 1) * columns).map((asset, column) => {
              const at = row * columns + column
              return (
                <AssetTile
                  key={asset.id}
                  asset={asset}
                  uses={uses.get(asset.id) ?? 0}
                  x={column * (tile.width + gridMetrics.gap)}
                  y={row * rowHeight}
                  width={tile.width}
                  height={tile.height}
                  position={at + 1}
                  of={assets.length}
                  isSelected={selected.includes(asset.id)}
                  isReached={at === reached}
                />
              )
            }),
          )}
        </div>
      </div>
    </ContextMenu>
  )
}

/** Gives an image the focus where that was asked for, as soon as it is there. */
const useFocus = (
  box: React.RefObject<HTMLElement | null>,
  assets: readonly Asset[],
  show: (at: number) => void,
) => {
  const focus = useLibraryUi((ui) => ui.focus)
  const shown = useLibraryUi((ui) => ui.show)
  useEffect(() => {
    if (shown === null) return
    const at = assets.findIndex(({ id }) => id === shown)
    if (at !== -1) show(at)
    setLibraryUi({ show: null })
  })
  useEffect(() => {
    if (focus === null) return
    const at = assets.findIndex(({ id }) => id === focus)
    if (at === -1) return setLibraryUi({ focus: null })
    show(at)
    const tile = box.current?.querySelector<HTMLElement>(`[data-asset="${focus}"]`)
    if (!tile) return undefined
    tile.focus({ preventScroll: true })
    return setLibraryUi({ focus: null })
  })
}
