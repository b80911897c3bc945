import { assetsOf, shotsInOrder } from '../../shared/domain/board.ts'
import { recordOf, type Asset, type BoardDocument, type Shot } from '../../shared/domain/document.ts'
import type { AssetId, ShotId } from '../../shared/domain/ids.ts'
import { compareNames } from '../app/compare-names.ts'
import { holdsWordsOf } from '../app/find-words.ts'

/** How often each image is used, and what the library shows of them. Pure. */

export type AssetFilter = 'all' | 'used' | 'unused'

type Uses = ReadonlyMap<AssetId, number>

/** How often each image is used on the board; those that are not have no entry. */
export const countUses = (document: Pick<BoardDocument, 'shots'>): Uses => createUseCount()(document.shots)

/**
 * Makes a function that counts uses as `countUses` does. It remembers the shots that it counted, so that after a change
 * only those are counted that differ; where no image came or went, it gives the same map as before.
 */
export const createUseCount = (): ((shots: BoardDocument['shots']) => Uses) => {
  let counted = new Map<ShotId, Shot>()
  let uses: Uses = new Map()
  return (shots) => {
    const next = new Map(uses)
    const now = Object.values(shots)
    for (const shot of now) {
      const before = counted.get(shot.id)
      if (before === shot) continue
      if (before) addUses(next, before, -1)
      addUses(next, shot, 1)
      counted.set(shot.id, shot)
    }
    if (counted.size > now.length) {
      for (const [id, shot] of counted) if (!recordOf(shots, id)) addUses(next, shot, -1)
      counted = new Map(now.map((shot) => [shot.id, shot]))
    }
    if (!isSameCount(next, uses)) uses = next
    return uses
  }
}

const addUses = (uses: Map<AssetId, number>, shot: Shot, by: 1 | -1) => {
  for (const id of assetsOf(shot)) {
    const count = (uses.get(id) ?? 0) + by
    if (count === 0) uses.delete(id)
    else uses.set(id, count)
  }
}

const isSameCount = (a: Uses, b: Uses): boolean =>
  a.size === b.size && [...a].every(([id, count]) => b.get(id) === count)

/** Images that came in with no longer a pause between them belong together, in milliseconds. */
const pauseMs = 10_000

/** The images that search and filter leave: what came in together stands together, the latest first, by name. */
export const shownAssets = (
  assets: BoardDocument['assets'],
  uses: ReadonlyMap<AssetId, number>,
  { search, filter }: { readonly search: string; readonly filter: AssetFilter },
): Asset[] => {
  const isFound = holdsWordsOf(search)
  const shown = Object.values(assets).filter(
    ({ id, name }) => (filter === 'all' || uses.has(id) === (filter === 'used')) && isFound(name),
  )
  const cameIn = arrivals(assets)
  return shown.toSorted(
    (a, b) => (cameIn.get(b.id) ?? 0) - (cameIn.get(a.id) ?? 0) || compareNames(a.name, b.name),
  )
}

/** With which arrival each image came, counted from the first. */
const arrivals = (assets: BoardDocument['assets']): ReadonlyMap<AssetId, number> => {
  const arrived = Object.values(assets)
    .map(({ id, addedAt }) => ({ id, atMs: Date.parse(addedAt) }))
    .toSorted((a, b) => a.atMs - b.atMs)
  let arrival = 0
  let beforeMs = Number.NEGATIVE_INFINITY
  return new Map(
    arrived.map(({ id, atMs }) => {
      if (atMs - beforeMs > pauseMs) arrival++
      beforeMs = atMs
      return [id, arrival]
    }),
  )
}

/** The labels of the shots that an image is in, in the order of the board. */
export const labelsUsing = (document: BoardDocument, assetId: AssetId): readonly string[] =>
  shotsInOrder(document).flatMap((shot) => (assetsOf(shot).includes(assetId) ? [shot.label] : []))

/** Images by whether they are in use. */
export const partitionByUse = (
  document: BoardDocument,
  assetIds: readonly AssetId[],
): { readonly used: readonly Asset[]; readonly unused: readonly Asset[] } => {
  const uses = countUses(document)
  const assets = assetIds.flatMap((id) => recordOf(document.assets, id) ?? [])
  return { used: assets.filter(({ id }) => uses.has(id)), unused: assets.filter(({ id }) => !uses.has(id)) }
}
