import type { CallOutput } from '../../shared/contract.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import type { Failure } from '../../shared/errors.ts'
import { strings } from '../strings/en/index.ts'
import type { RefusedFile } from './import-store.ts'

/** What came of files that were to be taken in. Pure. */

export interface ImportSummary {
  /** In the order of the files, each once. */
  readonly assetIds: readonly AssetId[]
  readonly refused: readonly RefusedFile[]
  readonly words: string
  /** What the library says; null for images that simply came in, which can be seen. Refusals have a list of their own. */
  readonly said: string | null
}

/** Sums up an import of `of` files. */
export const summaryOf = (
  images: readonly CallOutput<'image.import'>['images'][number][],
  of: number,
): ImportSummary => {
  const assetIds = new Set<AssetId>()
  const refused: RefusedFile[] = []
  let added = 0
  let known = 0
  for (const { name, outcome } of images) {
    if (outcome.kind === 'refused') refused.push({ name, failure: outcome.failure as Failure })
    else {
      if (outcome.kind === 'added') added++
      else known++
      assetIds.add(outcome.assetId)
    }
  }
  const notDone = of - images.length
  const { imported } = strings.library.said
  return {
    assetIds: [...assetIds],
    refused,
    words: imported({ added, known, refused: refused.length, notDone }),
    said: known + notDone > 0 ? imported({ added, known, refused: 0, notDone }) : null,
  }
}
