import { join } from 'node:path'
import { z } from 'zod'
import { elementRoles, gapSchema, shotSchema } from '../../../shared/domain/document.ts'
import {
  aspects,
  clipSeconds,
  ingredientsModes,
  models,
  type Aspect,
} from '../../../shared/domain/endpoints.ts'
import type { IdSource } from '../../../shared/domain/ids.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import { defaultFraming } from '../../../shared/domain/document.ts'
import type { FileSystem } from '../ports.ts'
import type { Project } from '../project/open-project.ts'
import type { AddedShot, ShotDraft } from './add-shot.ts'

/** `assets/sample/board.json`: the sample board as data, its images named beside it. */
const sampleShotSchema = z.object({
  label: shotSchema.shape.label,
  title: z.string(),
  action: z.string().default(''),
  dialogue: z.string().default(''),
  notes: z.string().default(''),
  prompt: z.string().default(''),
  negativePrompt: z.string().nullable().default(null),
  resolution: shotSchema.shape.resolution,
  mode: shotSchema.shape.mode,
  frames: z.object({ images: z.array(z.string()), gaps: z.array(gapSchema) }).optional(),
  elements: z
    .object({
      items: z.array(z.object({ file: z.string(), role: z.enum(elementRoles) })),
      ingredientsMode: z.enum(ingredientsModes),
      seconds: z.literal(clipSeconds),
    })
    .optional(),
  image: z.object({ file: z.string(), model: z.enum(models), seconds: z.literal(clipSeconds) }).optional(),
  text: z.object({ model: z.enum(models), seconds: z.literal(clipSeconds) }).optional(),
})

const sampleSchema = z.object({
  title: z.string(),
  aspect: z.enum(aspects),
  scenes: z.array(z.object({ title: z.string(), shots: z.array(sampleShotSchema) })),
})

/** What the core does for the sample: no more than for any other board. */
export interface BoardMaker {
  readonly ids: Pick<IdSource, 'scene'>
  readonly createProject: (
    folder: string,
    details: { title: string; aspect: Aspect },
  ) => Promise<Result<Project>>
  readonly addShot: (project: Project, draft: ShotDraft) => Promise<Result<AddedShot>>
}

/** Makes a project from the sample in `sampleFolder`. Failures as `createProject` and `addShot`. */
export const createSampleProject = async (
  core: BoardMaker,
  folder: string,
  sampleFolder: string,
  files: FileSystem,
): Promise<Result<Project>> => {
  const sample = sampleSchema.parse(
    JSON.parse(await files.readFile(join(sampleFolder, 'board.json'), 'utf8')),
  )
  const created = await core.createProject(folder, { title: sample.title, aspect: sample.aspect })
  if (!created.ok) return created
  const project = created.value
  for (const [at, scene] of sample.scenes.entries()) {
    const [firstScene] = project.document.sceneIds
    const placed =
      at === 0 && firstScene
        ? project.perform({ type: 'scene.edit', sceneId: firstScene, title: scene.title })
        : project.perform({
            type: 'scene.add',
            scene: { id: core.ids.scene(), title: scene.title, shotIds: [] },
            index: at,
          })
    if (!placed.ok) return placed
    for (const shot of scene.shots) {
      const added = await core.addShot(project, draftOf(shot, sampleFolder))
      if (!added.ok) return added
    }
  }
  return succeed(project)
}

const draftOf = (shot: z.infer<typeof sampleShotSchema>, folder: string): ShotDraft => {
  const { label, title, action, dialogue, notes, prompt, negativePrompt, resolution } = shot
  return {
    label,
    fields: { title, action, dialogue, notes, prompt, negativePrompt, resolution },
    framing: defaultFraming,
    ingredients: ingredientsOf(shot, (file) => join(folder, file)),
  }
}

const ingredientsOf = (
  { mode, frames, elements, image, text }: z.infer<typeof sampleShotSchema>,
  path: (file: string) => string,
): ShotDraft['ingredients'] => {
  if (mode === 'frames' && frames) return { mode, images: frames.images.map(path), gaps: frames.gaps }
  if (mode === 'elements' && elements) {
    const { ingredientsMode, seconds } = elements
    return {
      mode,
      items: elements.items.map(({ file, role }) => ({ image: path(file), role })),
      ingredientsMode,
      seconds,
    }
  }
  if (mode === 'image' && image)
    return { mode, image: path(image.file), model: image.model, seconds: image.seconds }
  if (mode === 'text' && text) return { mode, model: text.model, seconds: text.seconds }
  throw new TypeError(`the sample board has a shot without the ingredients of its mode, ${mode}`)
}
