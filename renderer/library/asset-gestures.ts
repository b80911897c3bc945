import type { KeyboardEvent } from 'react'
import type { Asset } from '../../shared/domain/document.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { choose, wayOf, type SelectionWay } from '../board/selection.ts'
import { cameByPointer } from '../dnd/came-by.ts'
import { pickUpOnKey } from '../dnd/carry-keys.ts'
import { session, setSession } from '../state/session.ts'
import { gridStep } from './grid-step.ts'
import { addSelectedToShot, beginAssetsDrag, showInViewer } from './library-deeds.ts'
import { libraryUi, setLibraryUi } from './library-ui.ts'

/** What clicks and keys do in the library. */

const assetUnder = (target: EventTarget): AssetId | null =>
  ((target instanceof Element && target.closest('[data-asset]')?.getAttribute('data-asset')) ||
    null) as AssetId | null

const chooseAsset = (assets: readonly Asset[], id: AssetId, way: SelectionWay): void => {
  const { lead, anchor } = libraryUi()
  const order = assets.map((asset) => asset.id)
  const next = choose(order, { ids: session().selectedAssetIds, lead, anchor }, id, way)
  setLibraryUi({ anchor: next.anchor, lead: id })
  setSession({ selectedAssetIds: next.ids })
}

interface Press {
  readonly target: EventTarget
  readonly button: number
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Handlers of clicks for the whole grid. */
export const assetClicks = (assets: readonly Asset[]) => ({
  onMouseDown: (event: Press) => {
    const id = assetUnder(event.target)
    if (id === null || event.button !== 0) return
    if (wayOf(event) === 'alone' && !session().selectedAssetIds.includes(id)) chooseAsset(assets, id, 'alone')
  },
  onClick: (event: Press) => {
    const id = assetUnder(event.target)
    if (id !== null) chooseAsset(assets, id, wayOf(event))
    else setSession({ selectedAssetIds: [] })
  },
  onDoubleClick: (event: Press) => {
    if (assetUnder(event.target) !== null) showInViewer()
  },
})

export const chooseForMenu = (assets: readonly Asset[], target: EventTarget): void => {
  const id = assetUnder(target)
  if (id !== null && !session().selectedAssetIds.includes(id)) chooseAsset(assets, id, 'alone')
}

/** What keys do on an image that has the focus. */
export const assetKeys = (event: KeyboardEvent, assets: readonly Asset[], columns: number): void => {
  const id = assetUnder(event.target)
  if (id === null || event.altKey || event.nativeEvent.isComposing) return
  if (!cameByPointer() && pickUpOnKey(event, () => beginAssetsDrag(id))) return
  const take = () => {
    event.preventDefault()
    event.stopPropagation()
  }
  const more = event.ctrlKey || event.metaKey
  if (event.key === ' ' && more) {
    take()
    return chooseAsset(assets, id, 'toggle')
  }
  if (event.key === 'Enter' && !more) {
    take()
    if (!session().selectedAssetIds.includes(id)) chooseAsset(assets, id, 'alone')
    return addSelectedToShot()
  }
  const at = assets.findIndex((asset) => asset.id === id)
  const to = more ? null : gridStep(event.key, at, assets.length, columns)
  const next = to === null ? undefined : assets[to]
  if (!next) return undefined
  take()
  chooseAsset(assets, next.id, event.shiftKey ? 'range' : 'alone')
  return setLibraryUi({ focus: next.id })
}
