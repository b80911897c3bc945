import { join } from 'node:path'
import { createShot } from '../../../shared/domain/board.ts'
import type { Command } from '../../../shared/domain/commands.ts'
import { defaultFraming } from '../../../shared/domain/document.ts'
import type { AssetId, IdSource } from '../../../shared/domain/ids.ts'
import type { EventPayload, FileToken } from '../../../shared/contract.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import type { FileSystem, Clock } from '../ports.ts'
import type { Project } from '../project/project.ts'
import type { HandedFiles } from '../studio/handed-files.ts'
import { importImages } from '../studio/import-images.ts'

type Imported = EventPayload<'image.progressed'>['latest']

const imageEnding = /\.(?:jpe?g|png|webp|gif|avif|tiff?|heic)$/i

/** Most images that a folder gives a board. */
const imagesLimit = 1000

/**
 * Fills a new board with one image-to-video shot for each image, in the order of their names. What cannot be used is
 * left out; `tellProgress` says which, and why. Failures: `input/invalid` where there is no usable image; `disk/…`.
 */
export const shotsFromImages = async (
  parts: {
    readonly core: { readonly ids: IdSource }
    readonly handedFiles: HandedFiles
    readonly files: FileSystem
    readonly clock: Clock
  },
  project: Project,
  from:
    | { readonly kind: 'tokens'; readonly tokens: readonly FileToken[] }
    | { readonly kind: 'folder'; readonly folder: string },
  tellProgress: (done: number, of: number, latest: Imported) => void,
): Promise<Result<void>> => {
  const tokens = from.kind === 'tokens' ? succeed(from.tokens) : await tokensIn(from.folder, parts)
  if (!tokens.ok) return tokens
  const { images } = await importImages(
    parts,
    project,
    tokens.value,
    (done, latest) => tellProgress(done, tokens.value.length, latest),
    new AbortController().signal,
  )
  const assetIds = images.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [] : [outcome.assetId]))
  const [sceneId] = project.document.sceneIds
  if (assetIds.length === 0 || !sceneId)
    return fail(
      'input/invalid',
      'There is no image in there that can be used. JPEG, PNG, WebP, GIF, AVIF and TIFF can.',
      {
        cost: 'nothing',
      },
    )
  const commands = assetIds.map((assetId, at): Command => ({
    type: 'shot.add',
    shot: imageShot(parts.core.ids, String((at + 1) * 10), assetId),
    sceneId,
    index: at,
  }))
  const added = project.perform(commands, 'Make shots from images')
  return added.ok ? succeed(undefined) : added
}

const imageShot = (ids: IdSource, label: string, assetId: AssetId) => {
  const shot = createShot(ids.shot(), label)
  return {
    ...shot,
    mode: 'image' as const,
    image: { ...shot.image, picture: { assetId, framing: defaultFraming } },
  }
}

const tokensIn = async (
  folder: string,
  { files, handedFiles }: { readonly files: FileSystem; readonly handedFiles: HandedFiles },
): Promise<Result<readonly FileToken[]>> => {
  try {
    const names = (await files.readdir(folder)).filter(
      (name) => imageEnding.test(name) && !name.startsWith('.'),
    )
    names.sort((a, b) => a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' }))
    return succeed(names.slice(0, imagesLimit).map((name) => handedFiles.note(join(folder, name))))
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The folder of images could not be read') }
  }
}
