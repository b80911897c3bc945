import type { CallOutput, FileToken } from '../../shared/contract.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { fail } from '../../shared/errors.ts'
import { announce } from '../a11y/announce.ts'
import { ask } from '../state/ask.ts'
import { board, boardStore } from '../state/open-board.ts'
import { bridge } from '../state/bridge.ts'
import { notify, notifyFailure } from '../state/notices.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { assetsArrived } from '../board/arrival.ts'
import { setLibraryUi } from './library-ui.ts'
import { summaryOf } from './import-summary.ts'
import { endImport, importStore, sayImported, tellImport } from './import-store.ts'

type Imported = CallOutput<'image.import'>['images'][number]

/**
 * Files that go over to the core at a time: few at first, so that the first pictures are there at once, and never many,
 * since cancelling waits for those that are on their way.
 */
const firstBatch = 2
const nextBatch = 12

/** As often as a number can be read, in milliseconds: each time costs the window a picture. */
const tellEveryMs = 250

/**
 * Takes files into the library, with progress and a list of what could not be used, and gives their images in the order
 * of the files, those that the library had already as well.
 */
export const importFiles = async (files: readonly File[]): Promise<readonly AssetId[]> => {
  const { projectId, access } = board()
  if (access.kind === 'read-only') {
    notifyFailure(fail('project/read-only', access.words, { cost: 'nothing' }).error)
    return []
  }
  if (files.length === 0) {
    notify({ tone: 'info', text: strings.library.said.noFiles })
    return []
  }
  const importId = crypto.randomUUID()
  const images: Imported[] = []
  const tell = (stage: 'handing-over' | 'taking-in', done: number) =>
    tellImport({ importId, stage, done, of: files.length, cancelling: isCancelled(importId) })
  let toldMs = 0
  const unlisten = bridge().on('image.progressed', (told) => {
    const now = performance.now()
    if (told.importId !== importId || now - toldMs < tellEveryMs) return
    toldMs = now
    tell('taking-in', images.length + told.done)
  })
  tell('handing-over', 0)
  try {
    const takeIn = async (tokens: readonly FileToken[]): Promise<boolean> => {
      const taken = await ask('image.import', { projectId, files: [...tokens], importId })
      if (!taken.ok) return false
      images.push(...taken.value.images)
      tell('taking-in', images.length)
      return !taken.value.cancelled
    }
    let before = Promise.resolve(true)
    for (const batch of batchesOf(files)) {
      const tokens = await handOver(batch)
      if (!(await before) || !tokens) break
      // While the core takes these in, the next are handed over.
      before = takeIn(tokens)
      if (isCancelled(importId)) break
    }
    await before
  } finally {
    unlisten()
    endImport(importId)
  }
  return conclude(projectId, images, files.length)
}

const batchesOf = (files: readonly File[]): (readonly File[])[] => {
  const batches = [files.slice(0, firstBatch)]
  for (let from = firstBatch; from < files.length; from += nextBatch)
    batches.push(files.slice(from, from + nextBatch))
  return batches
}

const handOver = async (files: readonly File[]): Promise<readonly FileToken[] | null> => {
  const tokens = await bridge().handOver(files)
  if (tokens.ok) return tokens.value
  notifyFailure(tokens.error)
  return null
}

const conclude = async (
  projectId: ReturnType<typeof board>['projectId'],
  images: readonly Imported[],
  of: number,
): Promise<readonly AssetId[]> => {
  // Another project may be open by now; the images are in the one that they were dropped on.
  if (boardStore.getState()?.projectId !== projectId) return []
  const summary = summaryOf(images, of)
  sayImported(projectId, summary)
  if (summary.words !== '') announce(summary.words)
  if (!(await assetsArrived(summary.assetIds))) return []
  // They are selected, so that those that were there already are found as easily as the new ones.
  const [first] = summary.assetIds
  if (first !== undefined) {
    setSession({ selectedAssetIds: summary.assetIds })
    setLibraryUi({ lead: first, anchor: first, show: first })
  }
  return summary.assetIds
}

const isCancelled = (importId: string) =>
  importStore.getState().running.some((one) => one.importId === importId && one.cancelling)

/** Ends an import; what has come in so far stays. */
export const cancelImport = (importId: string): void => {
  const running = importStore.getState().running.find((one) => one.importId === importId)
  if (!running) return
  tellImport({ ...running, cancelling: true })
  void ask('image.cancelImport', { projectId: board().projectId, importId })
}
