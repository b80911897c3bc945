import { join } from 'node:path'
import { assetFileName, createShot, shotsInOrder } from '../../../shared/domain/board.ts'
import type { Asset, BoardDocument, ElementRole, Framing, Shot } from '../../../shared/domain/document.ts'
import type { IdSource } from '../../../shared/domain/ids.ts'
import { nextLabel } from '../../../shared/domain/labels.ts'
import { describeReason, reasonsAgainst } from '../../../shared/domain/plan.ts'
import { describeRefusal, reduce } from '../../../shared/domain/reduce.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { importImage } from '../media/import-image.ts'
import type { Clock, FileSystem } from '../ports.ts'
import type { Project } from '../project/open-project.ts'

/** What a new shot is made from; images are files anywhere on the machine. */
export interface ShotDraft {
  /** Null takes the next free label. */
  readonly label: string | null
  readonly fields: Partial<
    Pick<
      Shot,
      | 'title'
      | 'action'
      | 'dialogue'
      | 'notes'
      | 'prompt'
      | 'negativePrompt'
      | 'resolution'
      | 'seed'
      | 'aspect'
    >
  >
  readonly framing: Framing
  readonly ingredients:
    | { readonly mode: 'frames'; readonly images: readonly string[]; readonly gaps: Shot['frames']['gaps'] }
    | ({
        readonly mode: 'elements'
        readonly items: readonly { readonly image: string; readonly role: ElementRole }[]
      } & Pick<Shot['elements'], 'ingredientsMode' | 'seconds'>)
    | ({ readonly mode: 'image'; readonly image: string } & Pick<Shot['image'], 'model' | 'seconds'>)
    | ({ readonly mode: 'text' } & Shot['text'])
}

/** A shot that was added, and what the user should know about its images. */
export interface AddedShot {
  readonly shot: Shot
  readonly notes: readonly string[]
}

/**
 * Adds a shot at the end of the board, with its images. All or nothing: where an image cannot be used or the shot
 * could never be rendered, neither the document nor the library has changed.
 * Failures: those of `importImage`; `render/not-ready` with every reason; `input/invalid`; `project/read-only`.
 */
export const addShot = async (
  project: Project,
  draft: ShotDraft,
  by: { readonly files: FileSystem; readonly clock: Clock; readonly ids: IdSource },
): Promise<Result<AddedShot>> => {
  if (project.access.kind !== 'write') return fail('project/read-only', project.access.words)
  const taken: Asset[] = []
  const notes: string[] = []
  const giveBack = async () => {
    const { assets } = project.document
    for (const asset of taken)
      if (!assets[asset.id])
        await by.files.rm(join(project.folder, 'media', assetFileName(asset)), { force: true })
  }

  const assets: Asset[] = []
  for (const source of sourcesOf(draft)) {
    const imported = await importImage({
      source,
      mediaFolder: join(project.folder, 'media'),
      files: by.files,
      now: by.clock.now,
    })
    if (!imported.ok) {
      await giveBack()
      return imported
    }
    if (imported.value.added) taken.push(imported.value.asset)
    assets.push(project.document.assets[imported.value.asset.id] ?? imported.value.asset)
    notes.push(...imported.value.notes)
  }

  const shot = shotFrom(draft, assets, project.document, by.ids)
  const added = place(project, shot, assets)
  if (!added.ok) {
    await giveBack()
    return added
  }
  return succeed({ shot, notes })
}

const place = (project: Project, shot: Shot, assets: readonly Asset[]): Result<unknown> => {
  const { document } = project
  const withAssets: BoardDocument = {
    ...document,
    assets: { ...document.assets, ...Object.fromEntries(assets.map((asset) => [asset.id, asset])) },
  }
  const reasons = reasonsAgainst(withAssets, shot)
  if (reasons.length > 0)
    return fail(
      'render/not-ready',
      `The shot could not be rendered. ${reasons.map(describeReason).join(' ')}`,
    )
  const sceneId = document.sceneIds.at(-1)
  const scene = sceneId && document.scenes[sceneId]
  if (!scene) return fail('input/invalid', 'The board has no scene to put the shot in.')
  const command = { type: 'shot.add', shot, sceneId, index: scene.shotIds.length } as const
  // Tried on the side first: the images must not stay in the library of a board that refuses the shot.
  const tried = reduce(withAssets, command)
  if (!tried.ok) return fail('input/invalid', describeRefusal(tried.refusal), { cost: 'nothing' })
  for (const asset of assets) {
    if (project.document.assets[asset.id]) continue
    const added = project.perform({ type: 'asset.add', asset })
    if (!added.ok) return added
  }
  return project.perform(command)
}

const sourcesOf = ({ ingredients }: ShotDraft): readonly string[] => {
  switch (ingredients.mode) {
    case 'frames':
      return ingredients.images
    case 'elements':
      return ingredients.items.map((item) => item.image)
    case 'image':
      return [ingredients.image]
    case 'text':
      return []
  }
}

const shotFrom = (
  draft: ShotDraft,
  assets: readonly Asset[],
  document: BoardDocument,
  ids: IdSource,
): Shot => {
  const { ingredients, framing } = draft
  const label = draft.label ?? nextLabel(shotsInOrder(document).map((shot) => shot.label))
  const shot: Shot = { ...createShot(ids.shot(), label), ...draft.fields, mode: ingredients.mode }
  switch (ingredients.mode) {
    case 'frames':
      return {
        ...shot,
        frames: {
          keyframes: assets.map((asset) => ({ id: ids.slot(), assetId: asset.id, framing })),
          gaps: ingredients.gaps,
        },
      }
    case 'elements': {
      const items = ingredients.items.flatMap(({ role }, at) => {
        const asset = assets[at]
        return asset ? [{ id: ids.slot(), assetId: asset.id, role }] : []
      })
      return {
        ...shot,
        elements: { items, ingredientsMode: ingredients.ingredientsMode, seconds: ingredients.seconds },
      }
    }
    case 'image': {
      const [asset] = assets
      const picture = asset ? { assetId: asset.id, framing } : null
      return { ...shot, image: { picture, model: ingredients.model, seconds: ingredients.seconds } }
    }
    case 'text':
      return { ...shot, text: { model: ingredients.model, seconds: ingredients.seconds } }
  }
}
