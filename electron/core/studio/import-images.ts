import { join } from 'node:path'
import type { CallOutput, EventPayload, FileToken } from '../../../shared/contract.ts'
import { recordOf, type Asset } from '../../../shared/domain/document.ts'
import type { Failure, Result } from '../../../shared/errors.ts'
import { displayName } from '../media/display-name.ts'
import { importImage, type ImportedImage } from '../media/import-image.ts'
import { projectThumbnails } from '../media/thumbnails.ts'
import type { Project } from '../project/project.ts'
import type { StudioParts } from './studio-parts.ts'

type Imported = EventPayload<'image.progressed'>['latest']

/** Images that are taken in at once, as many as Node has threads to decode them: each waits for the disk now and then. */
const atOnce = 4

/**
 * Takes handed-over files into a project's library. The first image is in the document as soon as it is there, those
 * after it a few at a time, so that a window is not drawn anew for each; a refused one stops none of the others. Ends
 * early when `signal` aborts, with what has come in so far.
 */
export const importImages = async (
  parts: Pick<StudioParts, 'handedFiles' | 'files' | 'clock'>,
  project: Project,
  tokens: readonly FileToken[],
  tellProgress: (done: number, latest: Imported) => void,
  signal: AbortSignal,
): Promise<CallOutput<'image.import'>> => {
  const images: Imported[] = Array.from({ length: tokens.length })
  const additions = gatherAdditions(project, tokens.length === 1 ? 'Add image' : 'Add images', parts.clock)
  let next = 0
  let done = 0
  const work = async () => {
    for (let at = next++; at < tokens.length && !signal.aborted; at = next++) {
      const token = tokens[at]
      if (token === undefined) continue
      const imported = await importOne(parts, project, token)
      const conclude = (outcome: Imported['outcome']) => {
        const image = { name: imported.name, outcome }
        images[at] = image
        tellProgress(++done, image)
      }
      if (imported.kind === 'refused') conclude({ kind: 'refused', failure: imported.failure })
      else additions.add({ ...imported.image, conclude })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  additions.end()
  // What was not reached is forgotten, and given up on the disk where it is ours.
  if (signal.aborted) for (const token of tokens) await parts.handedFiles.release(token)
  return { images: images.filter((image) => image !== undefined), cancelled: signal.aborted }
}

/** Between two changes of the document while images come in, in milliseconds. */
const gatherMs = 250

/** An image whose file is in the library, and who is to hear what came of it. */
interface Addition extends ImportedImage {
  readonly conclude: (outcome: Imported['outcome']) => void
}

/** Adds images to a document: at once where the last change is `gatherMs` ago, else together with those that follow. */
const gatherAdditions = (project: Project, step: string, clock: StudioParts['clock']) => {
  let waiting: Addition[] = []
  let changedMs = Number.NEGATIVE_INFINITY
  let pause = new AbortController()
  pause.abort()
  const addAll = () => {
    const all = waiting
    waiting = []
    pause.abort()
    if (all.length === 0) return
    changedMs = clock.monotonicMs()
    // One by one all the same: undo takes back together what came in together.
    for (const { asset, notes, conclude } of all) {
      const added = addAsset(project, asset, step)
      if (!added.ok) conclude({ kind: 'refused', failure: added.error })
      else conclude({ kind: added.value ? 'added' : 'known', assetId: asset.id, notes: [...notes] })
    }
  }
  return {
    add: (addition: Addition) => {
      waiting.push(addition)
      const leftMs = changedMs + gatherMs - clock.monotonicMs()
      if (leftMs <= 0) return addAll()
      // Those that are gathered already are waited for.
      if (!pause.signal.aborted) return
      const own = new AbortController()
      pause = own
      void clock.sleep(leftMs, own.signal).then(() => (own.signal.aborted ? undefined : addAll()))
    },
    end: addAll,
  }
}

type Taken =
  | { readonly kind: 'taken'; readonly name: string; readonly image: ImportedImage }
  | { readonly kind: 'refused'; readonly name: string; readonly failure: Failure }

const importOne = async (
  { handedFiles, files, clock }: Pick<StudioParts, 'handedFiles' | 'files' | 'clock'>,
  project: Project,
  token: FileToken,
): Promise<Taken> => {
  const file = handedFiles.find(token)
  if (!file.ok) return { kind: 'refused', name: '', failure: file.error }
  const name = displayName(file.value.name)
  try {
    const imported = await importImage({
      source: file.value.path,
      name,
      ownSha256: file.value.sha256,
      mediaFolder: join(project.folder, 'media'),
      files,
      now: clock.now,
      keepSmall: projectThumbnails(project.folder, files).keep,
    })
    return imported.ok
      ? { kind: 'taken', name, image: imported.value }
      : { kind: 'refused', name, failure: imported.error }
  } finally {
    await handedFiles.release(token)
  }
}

/**
 * Puts an image of the media folder into the library; false where it is there already.
 * @param step what undo calls it.
 */
export const addAsset = (project: Project, asset: Asset, step: string): Result<boolean> => {
  if (recordOf(project.document.assets, asset.id)) return { ok: true, value: false }
  const added = project.perform({ type: 'asset.add', asset }, step)
  return added.ok ? { ok: true, value: true } : added
}
