import { recordOf } from '../../shared/domain/document.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { announce } from '../a11y/announce.ts'
import { carryOut } from '../board/board-deeds.ts'
import { addToShot, dropImagesAt } from '../board/drops.ts'
import { placeBehind } from '../board/place.ts'
import { sayLeftOver } from '../board/say-left-over.ts'
import type { AssetsDrag } from '../dnd/items.ts'
import { ask } from '../state/ask.ts'
import { board, edit, ids } from '../state/board.ts'
import { thumbUrl } from '../state/media.ts'
import { notify } from '../state/notices.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { partitionByUse } from './asset-uses.ts'
import { chooseFiles } from './choose-files.ts'
import { importFiles } from './import-files.ts'
import { libraryUi, setLibraryUi } from './library-ui.ts'

/** What the user does to the selected images. */

const { said, steps } = strings.library

const nameOf = (id: AssetId) => recordOf(board().document.assets, id)?.name ?? ''

/** Lets files be chosen and takes them in. Only within a click or a key press. */
export const addImages = async (): Promise<void> => {
  const files = await chooseFiles(true)
  if (files.length > 0) await importFiles(files)
}

/** Adds the selected images to the ingredients of the shown shot. */
export const addSelectedToShot = (): void => {
  const { currentShotId, selectedAssetIds } = session()
  if (currentShotId === null) {
    notify({ tone: 'info', text: said.noShot })
    return
  }
  const drop = addToShot(board().document, currentShotId, selectedAssetIds, ids.slot)
  if (!drop) return
  if (drop.commands.length > 0) carryOut(drop, drop.name, drop.words)
  sayLeftOver(drop)
}

/** Makes a shot of each selected image, behind the shown one. */
export const shotsOfSelected = (): void => {
  const place = placeBehind(board().document, session().currentShotId)
  if (!place) return
  const drop = dropImagesAt(board().document, session().selectedAssetIds, place, ids)
  carryOut(drop, drop.name, drop.words)
}

export const showInViewer = (): void => {
  const [assetId] = session().selectedAssetIds
  if (assetId !== undefined) setSession({ viewer: { kind: 'image', assetId } })
}

export const revealSelected = async (): Promise<void> => {
  const [assetId] = session().selectedAssetIds
  if (assetId === undefined) return
  await ask('project.reveal', { projectId: board().projectId, what: { kind: 'asset', assetId } })
}

/** Deletes images: at once those that nothing uses; of others it is asked what to do. */
export const removeSelected = (): void => {
  const { selectedAssetIds } = session()
  const { used } = partitionByUse(board().document, selectedAssetIds)
  if (used.length > 0) setLibraryUi({ inUse: selectedAssetIds })
  else removeImages(selectedAssetIds)
}

/** Deletes those of the images that nothing uses, in one step. Their files stay, so undo brings them back whole. */
export const removeImages = (assetIds: readonly AssetId[]): void => {
  const { unused } = partitionByUse(board().document, assetIds)
  if (unused.length === 0) return
  const done = edit(
    unused.map(({ id }) => ({ type: 'asset.remove', assetId: id }) as const),
    steps.remove(unused.length),
  )
  if (!done.ok) return
  announce(said.removed(unused.length))
}

/** Puts another image wherever one is used. */
export const replaceImage = (assetId: AssetId, byAssetId: AssetId): void => {
  const name = nameOf(assetId)
  if (!edit({ type: 'asset.replace', assetId, byAssetId }, steps.replace(name)).ok) return
  announce(said.replaced(name, nameOf(byAssetId)))
  setLibraryUi({ replacing: null, inUse: [] })
}

/** Takes the name that was typed; an empty one changes nothing. */
export const takeName = (assetId: AssetId, name: string): void => {
  const before = nameOf(assetId)
  const next = name.trim()
  if (next !== '' && next !== before)
    edit({ type: 'asset.rename', assetId, name: next }, steps.rename(before))
  setLibraryUi({ renaming: null, focus: assetId })
}

export const beginRename = (): void =>
  setLibraryUi({ renaming: libraryUi().lead ?? session().selectedAssetIds[0] ?? null })

/** What is dragged by this image: all that is selected where it is among them, else it alone, which is selected then. */
export const beginAssetsDrag = (assetId: AssetId): AssetsDrag | null => {
  if (board().access.kind === 'read-only') return null
  if (!session().selectedAssetIds.includes(assetId)) {
    setSession({ selectedAssetIds: [assetId] })
    setLibraryUi({ anchor: assetId, lead: assetId })
  }
  const assetIds = session().selectedAssetIds
  const words = strings.library.look(assetIds.length, nameOf(assetId))
  return {
    kind: 'assets',
    assetIds,
    look: { picture: thumbUrl(assetId, 128), words, count: assetIds.length },
  }
}
