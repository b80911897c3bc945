import { recordOf, type BoardDocument } from '../../shared/domain/document.ts'
import type { AssetId, ShotId } from '../../shared/domain/ids.ts'
import { boardStore } from '../state/open-board.ts'

/** How long the window waits for what the core has said it did, in milliseconds. */
const patienceMs = 10_000

/** Resolves when the open project is as it should be; false where that does not come about in time. */
const untilBoard = (fits: (document: BoardDocument) => boolean): Promise<boolean> => {
  const isThere = () => {
    const open = boardStore.getState()
    return open !== null && fits(open.document)
  }
  if (isThere()) return Promise.resolve(true)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const end = boardStore.subscribe(() => isThere() && resolve(true))
  const limit = setTimeout(() => resolve(false), patienceMs)
  return promise.finally(() => {
    clearTimeout(limit)
    end()
  })
}

/** Waits until images that the core took in are in the window's mirror: they come with a change of their own. */
export const assetsArrived = (assetIds: readonly AssetId[]): Promise<boolean> =>
  untilBoard((document) => assetIds.every((id) => recordOf(document.assets, id)))

/** Waits until shots that the core made are in the window's mirror. */
export const shotsArrived = (shotIds: readonly ShotId[]): Promise<boolean> =>
  untilBoard((document) => shotIds.every((id) => recordOf(document.shots, id)))
