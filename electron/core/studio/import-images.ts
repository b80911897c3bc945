import { join } from 'node:path'
import type { CallOutput, EventPayload, FileToken } from '../../../shared/contract.ts'
import { recordOf, type Asset } from '../../../shared/domain/document.ts'
import type { Result } from '../../../shared/errors.ts'
import { displayName } from '../media/display-name.ts'
import { importImage } from '../media/import-image.ts'
import type { Project } from '../project/project.ts'
import type { StudioParts } from './studio-parts.ts'

type Imported = EventPayload<'image.progressed'>['latest']

/** Images that are taken in at once: the work of one is spread over threads, but not all of it. */
const atOnce = 2

/**
 * Takes handed-over files into a project's library. Each image is in the document as soon as it is there; a refused one
 * stops none of the others. Ends early when `signal` aborts, with what has come in so far.
 */
export const importImages = async (
  parts: Pick<StudioParts, 'handedFiles' | 'files' | 'clock'>,
  project: Project,
  tokens: readonly FileToken[],
  tellProgress: (done: number, latest: Imported) => void,
  signal: AbortSignal,
): Promise<CallOutput<'image.import'>> => {
  const images: Imported[] = Array.from({ length: tokens.length })
  const step = tokens.length === 1 ? 'Add image' : 'Add images'
  let next = 0
  let done = 0
  const work = async () => {
    for (let at = next++; at < tokens.length && !signal.aborted; at = next++) {
      const token = tokens[at]
      if (token === undefined) continue
      const imported = await importOne(parts, project, token, step)
      images[at] = imported
      tellProgress(++done, imported)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  // What was not reached is forgotten, and given up on the disk where it is ours.
  if (signal.aborted) for (const token of tokens) await parts.handedFiles.release(token)
  return { images: images.filter((image) => image !== undefined), cancelled: signal.aborted }
}

const importOne = async (
  { handedFiles, files, clock }: Pick<StudioParts, 'handedFiles' | 'files' | 'clock'>,
  project: Project,
  token: FileToken,
  step: string,
): Promise<Imported> => {
  const file = handedFiles.find(token)
  if (!file.ok) return { name: '', outcome: { kind: 'refused', failure: file.error } }
  const name = displayName(file.value.name)
  try {
    const imported = await importImage({
      source: file.value.path,
      name,
      mediaFolder: join(project.folder, 'media'),
      files,
      now: clock.now,
    })
    if (!imported.ok) return { name, outcome: { kind: 'refused', failure: imported.error } }
    const { asset, notes } = imported.value
    const added = addAsset(project, asset, step)
    if (!added.ok) return { name, outcome: { kind: 'refused', failure: added.error } }
    return { name, outcome: { kind: added.value ? 'added' : 'known', assetId: asset.id, notes: [...notes] } }
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
