import { join } from 'node:path'
import { assetFileName, assetsOf, chosenTake, markOf, shotsInOrder } from '../../../shared/domain/board.ts'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import type { ProjectUsage } from '../../../shared/views.ts'
import type { FileSystem } from '../ports.ts'
import { privateFolder } from '../project/layout.ts'
import { bytesBelow, filesBelow } from './folder-files.ts'

/**
 * What a project takes on disk, and what could go: images that no shot uses (also those whose record is gone), and takes
 * that are neither circled nor the ones that stand for their shots. Rejects as file calls do.
 */
export const usageOf = async (
  folder: string,
  document: BoardDocument,
  files: FileSystem,
): Promise<ProjectUsage> => {
  const shots = shotsInOrder(document)
  const media = await filesBelow(join(folder, 'media'), files)
  const clips = await filesBelow(join(folder, 'clips'), files)

  const used = new Set<string>(shots.flatMap(assetsOf))
  const names = new Map(Object.values(document.assets).map((asset) => [assetFileName(asset), asset]))
  const unusedMedia = media.flatMap(({ path, bytes }) => {
    const asset = names.get(path)
    if (asset ? used.has(asset.id) : path.startsWith('.')) return []
    return [{ file: path, name: asset?.name ?? path, bytes }]
  })

  const chosen = new Set(shots.flatMap((shot) => chosenTake(document, shot)?.id ?? []))
  const labels = new Map(shots.map((shot) => [shot.id, shot.label]))
  const clipBytes = new Map(clips.map(({ path, bytes }) => [path, bytes]))
  const uncircledTakes = Object.values(document.takes)
    .filter((take) => !chosen.has(take.id) && clipBytes.has(take.file))
    .map((take) => ({
      takeId: take.id,
      shotLabel: labels.get(take.shotId) ?? '',
      number: take.number,
      file: take.file,
      bytes: clipBytes.get(take.file) ?? 0,
      priceMicroUsd: take.priceMicroUsd,
      binned: markOf(document, take.id).binned,
    }))
  return {
    mediaBytes: sum(media),
    clipsBytes: sum(clips),
    exportsBytes: await bytesBelow(join(folder, 'exports'), files),
    cacheBytes: await bytesBelow(join(folder, privateFolder), files),
    unusedMedia,
    uncircledTakes,
  }
}

const sum = (list: readonly { readonly bytes: number }[]) =>
  list.reduce((total, { bytes }) => total + bytes, 0)
