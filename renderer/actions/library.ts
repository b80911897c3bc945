import { announce } from '../a11y/announce.ts'
import { mayActOn } from '../board/board-areas.ts'
import { countUses, shownAssets } from '../library/asset-uses.ts'
import {
  addImages,
  addSelectedToShot,
  beginRename,
  removeSelected,
  revealSelected,
  shotsOfSelected,
  showInViewer,
} from '../library/library-deeds.ts'
import { libraryUi, setLibraryUi } from '../library/library-ui.ts'
import { appStore } from '../state/app.ts'
import { boardStore } from '../state/open-board.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

/** What can be done to images of the library. */

const { actions: words, group, said } = strings.library

const isOpen = () => boardStore.getState() !== null && session().screen === 'editor'
const canEdit = () => isOpen() && boardStore.getState()?.access.kind === 'write'
const chosen = () => (isOpen() ? session().selectedAssetIds.length : 0)
const here = () => chosen() > 0 && mayActOn('library')
const hasAssets = () => isOpen() && Object.keys(boardStore.getState()?.document.assets ?? {}).length > 0

export const libraryActions: readonly Action[] = [
  {
    id: 'library.add',
    title: words.add,
    keys: ['Mod+I'],
    group,
    when: canEdit,
    run: addImages,
    alsoKnownAs: ['import'],
  },
  {
    id: 'library.find',
    title: words.find,
    keys: ['Mod+F'],
    group,
    when: hasAssets,
    run: () => setLibraryUi({ finding: true }),
  },
  {
    id: 'library.selectAll',
    title: words.selectAll,
    keys: ['Mod+A'],
    group,
    when: () => hasAssets() && mayActOn('library'),
    run: () => {
      const { document } = boardStore.getState() ?? {}
      if (!document) return
      const selectedAssetIds = shownAssets(document.assets, countUses(document), libraryUi()).map(
        ({ id }) => id,
      )
      setSession({ selectedAssetIds })
      announce(said.selected(selectedAssetIds.length))
    },
  },
  {
    id: 'library.addToShot',
    title: words.addToShot,
    keys: [],
    group,
    when: () => chosen() > 0 && canEdit() && session().currentShotId !== null,
    run: addSelectedToShot,
  },
  {
    id: 'library.newShots',
    title: words.newShots,
    keys: [],
    group,
    when: () => chosen() > 0 && canEdit(),
    run: shotsOfSelected,
  },
  { id: 'library.show', title: words.show, keys: [], group, when: () => chosen() > 0, run: showInViewer },
  {
    id: 'library.rename',
    title: words.rename,
    keys: ['F2'],
    group,
    when: () => here() && canEdit(),
    run: beginRename,
  },
  {
    id: 'library.replace',
    title: words.replace,
    keys: [],
    group,
    when: () => chosen() === 1 && canEdit(),
    run: () => setLibraryUi({ replacing: session().selectedAssetIds[0] ?? null }),
  },
  {
    id: 'library.reveal',
    title: words.reveal,
    keys: [],
    group,
    when: () => chosen() === 1 && appStore.getState()?.abilities.reveal === true,
    run: revealSelected,
  },
  {
    id: 'library.remove',
    title: words.remove,
    keys: ['Delete', 'Backspace'],
    group,
    when: () => here() && canEdit(),
    run: removeSelected,
    alsoKnownAs: ['delete', 'remove'],
  },
]
