import { Images, Plus, Search, X } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Asset } from '../../shared/domain/document.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { ActionButton, ActionIconButton } from '../design/kit/action-button.tsx'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Panel } from '../design/kit/panel.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { createUseCount, shownAssets } from './asset-uses.ts'
import { AssetGrid } from './asset-grid.tsx'
import { FilesOver } from './files-over.tsx'
import { ImportStatus } from './import-status.tsx'
import styles from './library.module.css'
import { setLibraryUi, useLibraryUi } from './library-ui.ts'

/** The images of the project. */
export const Library = () => {
  const { shown, uses, total } = useAssets()
  const { count, shown: shownWords } = strings.library
  return (
    <Panel
      title={strings.library.title}
      className={styles['library']}
      bodyClassName={styles['body']}
      note={total === 0 ? undefined : shown.length === total ? count(total) : shownWords(shown.length, total)}
      actions={<ActionIconButton action="library.add" icon={Plus} size="small" />}
    >
      <div className={styles['area']} data-area="library">
        {total > 0 && <Finder />}
        {total === 0 ? (
          <Empty />
        ) : shown.length === 0 ? (
          <NoneFound />
        ) : (
          <AssetGrid assets={shown} uses={uses} />
        )}
        <ImportStatus />
      </div>
      <FilesOver />
    </Panel>
  )
}

const useAssets = (): {
  readonly shown: readonly Asset[]
  readonly uses: ReadonlyMap<AssetId, number>
  readonly total: number
} => {
  const assets = useBoard(({ document }) => document.assets)
  const shots = useDeferredValue(useBoard(({ document }) => document.shots))
  const search = useLibraryUi((ui) => ui.search)
  const filter = useLibraryUi((ui) => ui.filter)
  // Counted behind whatever the user is doing, as the figures of the board are.
  const [count] = useState(createUseCount)
  const uses = useMemo(() => count(shots), [count, shots])
  // Uses change with every edit of a shot, but decide what is shown only where the filter asks for them.
  const deciding = filter === 'all' ? noUses : uses
  const shown = useMemo(
    () => shownAssets(assets, deciding, { search, filter }),
    [assets, deciding, search, filter],
  )
  return { shown, uses, total: useMemo(() => Object.keys(assets).length, [assets]) }
}

const noUses: ReadonlyMap<AssetId, number> = new Map()

const Finder = () => {
  const search = useLibraryUi((ui) => ui.search)
  const filter = useLibraryUi((ui) => ui.filter)
  const finding = useLibraryUi((ui) => ui.finding)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!finding) return
    field.current?.focus()
    field.current?.select()
    setLibraryUi({ finding: false })
  }, [finding])
  const { filter: words } = strings.library
  return (
    <div className={styles['finder']}>
      <TextField
        ref={field}
        type="text"
        icon={Search}
        aria-label={strings.library.search}
        placeholder={strings.library.search}
        value={search}
        onChange={(text) => setLibraryUi({ search: text })}
        {...(search !== '' && {
          onEscape: () => setLibraryUi({ search: '' }),
          end: (
            <IconButton
              icon={X}
              size="small"
              label={strings.library.clearSearch}
              onClick={() => setLibraryUi({ search: '', finding: true })}
            />
          ),
        })}
      />
      <Segmented
        size="small"
        className={styles['filter']}
        label={words.label}
        value={filter}
        segments={[
          { value: 'all', label: words.all },
          { value: 'used', label: words.used },
          { value: 'unused', label: words.unused },
        ]}
        onChange={(next) => setLibraryUi({ filter: next })}
      />
    </div>
  )
}

const Empty = () => (
  <EmptyState
    icon={Images}
    title={strings.library.empty.title}
    hint={strings.library.empty.hint}
    action={<ActionButton action="library.add" />}
  />
)

const NoneFound = () => {
  const search = useLibraryUi((ui) => ui.search)
  const filter = useLibraryUi((ui) => ui.filter)
  const { none } = strings.library
  const title =
    search.trim() !== '' ? none.search(search.trim()) : filter === 'used' ? none.used : none.unused
  return (
    <EmptyState
      icon={Search}
      title={title}
      hint={filter === 'used' && search === '' ? none.usedHint : undefined}
      action={<Button onClick={() => setLibraryUi({ search: '', filter: 'all' })}>{none.clear}</Button>}
    />
  )
}
