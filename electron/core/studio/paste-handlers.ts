import { join } from 'node:path'
import type { CallInput, Handlers } from '../../../shared/contract.ts'
import { assetFileName } from '../../../shared/domain/board.ts'
import { recordOf, type BoardDocument } from '../../../shared/domain/document.ts'
import type { SceneId } from '../../../shared/domain/ids.ts'
import { copyShots, planPaste } from '../../../shared/domain/paste.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { importImage } from '../media/import-image.ts'
import { resolveMedia } from '../media/media-path.ts'
import { readBoard } from '../projects/read-board.ts'
import { addAsset } from './import-images.ts'
import type { StudioParts } from './studio-parts.ts'

type From = CallInput<'shot.paste'>['from']

/** The board that shots come from, and its folder: the open one, else as its file has it. */
const sourceOf = async (
  { projectId, folder }: From,
  { projects, places, files }: StudioParts,
): Promise<Result<{ readonly document: BoardDocument; readonly folder: string }>> => {
  const open = projects.find(projectId)
  if (open.ok) return open
  const entered = await places.enter(folder)
  if (!entered.ok) return entered
  const read = await readBoard(entered.value, files)
  if (!read.ok) return read
  const { document } = read.value
  if (document.id === projectId) return succeed({ document, folder: entered.value })
  return fail(
    'input/not-found',
    'The project that the shots were copied from is not in its folder any more.',
    {
      cost: 'nothing',
    },
  )
}

/** Shots from one board to another, with their images. */
export const createPasteHandlers = (parts: StudioParts): Pick<Handlers, 'shot.paste'> => ({
  'shot.paste': async ({ from, projectId, shotIds, sceneId, index }) => {
    const { core, projects, files, clock } = parts
    const source = await sourceOf(from, parts)
    if (!source.ok) return source
    const target = projects.find(projectId)
    if (!target.ok) return target
    const project = target.value
    if (project.access.kind === 'read-only')
      return fail('project/read-only', project.access.words, { cost: 'nothing' })
    const scene = recordOf(project.document.scenes, sceneId as SceneId)
    if (!scene)
      return fail('input/not-found', 'The scene to paste into is not on the board any more.', {
        cost: 'nothing',
      })
    const copied = copyShots(source.value.document, shotIds)
    const place = { sceneId: scene.id, index: Math.min(index, scene.shotIds.length) }
    for (const asset of planPaste(project.document, copied, place, core.ids).missing) {
      const path = await resolveMedia(source.value.folder, 'media', assetFileName(asset), files)
      if (!path.ok) return path
      const imported = await importImage({
        source: path.value,
        name: asset.name,
        mediaFolder: join(project.folder, 'media'),
        files,
        now: clock.now,
      })
      if (!imported.ok) return imported
      const added = addAsset(project, imported.value.asset, 'Add images')
      if (!added.ok) return added
    }
    const pasting = planPaste(project.document, copied, place, core.ids)
    if (pasting.commands.length === 0)
      return fail('input/not-found', 'The shots to paste are not on their board any more.', {
        cost: 'nothing',
      })
    const name = pasting.shotIds.length === 1 ? 'Paste a shot' : `Paste ${pasting.shotIds.length} shots`
    const pasted = project.perform(pasting.commands, name)
    return pasted.ok ? succeed({ shotIds: [...pasting.shotIds] }) : pasted
  },
})
