import { recordOf, type BoardDocument } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { shotOrder } from './board-order.ts'
import { boardStore } from './open-board.ts'
import { session, setSession } from './session.ts'

/**
 * Keeps the selection within the board: what was removed (here, by undo, by another program) is not selected any more,
 * and where the shown shot has gone, the one that stands in its place is shown. Gives what ends it.
 */
export const keepSelection = (): (() => void) =>
  boardStore.subscribe((now, before) => {
    if (now && before && now.projectId === before.projectId && now.document !== before.document)
      follow(now.document, before.document)
  })

const follow = (document: BoardDocument, before: BoardDocument) => {
  if (document.shots !== before.shots) followShots(document, before)
  if (document.assets === before.assets) return
  const { selectedAssetIds } = session()
  const assets = selectedAssetIds.filter((id) => recordOf(document.assets, id))
  if (assets.length !== selectedAssetIds.length) setSession({ selectedAssetIds: assets })
}

const followShots = (document: BoardDocument, before: BoardDocument) => {
  const { selectedShotIds, currentShotId } = session()
  const selected = selectedShotIds.filter((id) => recordOf(document.shots, id))
  const isThere = currentShotId === null || recordOf(document.shots, currentShotId) !== undefined
  if (isThere && selected.length === selectedShotIds.length) return
  const current = isThere ? currentShotId : (selected[0] ?? inPlaceOf(currentShotId, document, before))
  setSession({
    selectedShotIds: selected.length > 0 || current === null ? selected : [current],
    currentShotId: current,
    ...(!isThere && { slot: null, viewer: { kind: 'auto' }, compareTakeIds: null }),
  })
}

/** The shot after the removed one that is still there, else the one before it. */
export const inPlaceOf = (gone: ShotId, document: BoardDocument, before: BoardDocument): ShotId | null => {
  const order = shotOrder(before)
  const at = order.indexOf(gone)
  const candidates = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).toReversed()]
  return candidates.find((id) => recordOf(document.shots, id)) ?? shotOrder(document)[0] ?? null
}
