import { z } from 'zod'
import { aspects, clipSeconds, ingredientsModes, models } from './endpoints.ts'
import {
  assetSchema,
  elementRoles,
  elementSchema,
  framingSchema,
  gapSchema,
  keyframeSchema,
  pictureSchema,
  sceneSchema,
  shotSchema,
  takeSchema,
} from './document.ts'
import { assetRefSchema, sceneRefSchema, shotRefSchema, takeRefSchema } from './ids.ts'
import { assertNever } from '../errors.ts'

/**
 * Every way to change a document, as plain data. `reduce` carries them out; nothing else writes a document.
 * An `index` counts within the list that the thing is inserted in or moved to, after it has been taken out.
 */

const index = z.int().min(0)
const { title, action, dialogue, notes, label, mode, prompt, negativePrompt, resolution, seed, aspect } =
  shotSchema.shape

/** The fields of a shot that are simply set. */
const shotFieldsSchema = z
  .object({ title, action, dialogue, notes, label, mode, prompt, negativePrompt, resolution, seed, aspect })
  .partial()

/** The schema of a command, for commands that arrive from outside. */
export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('project.edit'), title: title.optional(), aspect: z.enum(aspects).optional() }),

  z.object({ type: z.literal('scene.add'), scene: sceneSchema, index }),
  z.object({ type: z.literal('scene.edit'), sceneId: sceneRefSchema, title }),
  z.object({ type: z.literal('scene.move'), sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('scene.remove'), sceneId: sceneRefSchema }),

  z.object({ type: z.literal('shot.add'), shot: shotSchema, sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('shot.edit'), shotId: shotRefSchema, fields: shotFieldsSchema }),
  z.object({ type: z.literal('shot.move'), shotId: shotRefSchema, sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('shot.remove'), shotId: shotRefSchema }),

  z.object({
    type: z.literal('keyframe.insert'),
    shotId: shotRefSchema,
    index,
    keyframe: keyframeSchema,
    gap: gapSchema,
  }),
  z.object({
    type: z.literal('keyframe.edit'),
    shotId: shotRefSchema,
    index,
    assetId: assetRefSchema.optional(),
    framing: framingSchema.optional(),
  }),
  z.object({ type: z.literal('keyframe.move'), shotId: shotRefSchema, from: index, to: index }),
  z.object({ type: z.literal('keyframe.remove'), shotId: shotRefSchema, index }),
  z.object({
    type: z.literal('gap.edit'),
    shotId: shotRefSchema,
    index,
    seconds: gapSchema.shape.seconds.optional(),
    prompt: gapSchema.shape.prompt.optional(),
  }),

  z.object({ type: z.literal('element.insert'), shotId: shotRefSchema, index, element: elementSchema }),
  z.object({
    type: z.literal('element.edit'),
    shotId: shotRefSchema,
    index,
    assetId: assetRefSchema.optional(),
    role: z.enum(elementRoles).optional(),
  }),
  z.object({ type: z.literal('element.move'), shotId: shotRefSchema, from: index, to: index }),
  z.object({ type: z.literal('element.remove'), shotId: shotRefSchema, index }),
  z.object({
    type: z.literal('elements.edit'),
    shotId: shotRefSchema,
    ingredientsMode: z.enum(ingredientsModes).optional(),
    seconds: z.literal(clipSeconds).optional(),
  }),

  z.object({ type: z.literal('image.setPicture'), shotId: shotRefSchema, picture: pictureSchema.nullable() }),
  z.object({
    type: z.literal('image.edit'),
    shotId: shotRefSchema,
    model: z.enum(models).optional(),
    seconds: z.literal(clipSeconds).optional(),
  }),
  z.object({
    type: z.literal('text.edit'),
    shotId: shotRefSchema,
    model: z.enum(models).optional(),
    seconds: z.literal(clipSeconds).optional(),
  }),

  z.object({ type: z.literal('asset.add'), asset: assetSchema }),
  z.object({ type: z.literal('asset.rename'), assetId: assetRefSchema, name: assetSchema.shape.name }),
  z.object({ type: z.literal('asset.remove'), assetId: assetRefSchema }),

  z.object({ type: z.literal('take.add'), take: takeSchema }),
  z.object({ type: z.literal('take.circle'), shotId: shotRefSchema, takeId: takeRefSchema.nullable() }),
])
export type Command = z.infer<typeof commandSchema>
export type CommandType = Command['type']

/**
 * What undo makes of a command: `record` is one step; `merge` joins the step before it when that has the same key
 * (typing in a field, dragging an edge); `ignore` never enters history, because undoing it would lose what was paid
 * for.
 */
export type UndoPolicy =
  | { readonly kind: 'record' }
  | { readonly kind: 'merge'; readonly key: string }
  | { readonly kind: 'ignore' }

const record: UndoPolicy = { kind: 'record' }
const merge = (...key: readonly (string | number)[]): UndoPolicy => ({ kind: 'merge', key: key.join(' ') })

/** The undo policy of a command. */
export const undoPolicyOf = (command: Command): UndoPolicy => {
  switch (command.type) {
    case 'take.add':
      return { kind: 'ignore' }
    case 'project.edit':
      return merge(command.type, ...keysSet(command))
    case 'scene.edit':
      return merge(command.type, command.sceneId)
    case 'shot.edit':
      return merge(command.type, command.shotId, ...Object.keys(command.fields).toSorted())
    case 'gap.edit':
    case 'keyframe.edit':
    case 'element.edit':
      return merge(command.type, command.shotId, command.index, ...keysSet(command))
    case 'elements.edit':
    case 'image.edit':
    case 'text.edit':
      return merge(command.type, command.shotId, ...keysSet(command))
    case 'asset.rename':
      return merge(command.type, command.assetId)
    case 'scene.add':
    case 'scene.move':
    case 'scene.remove':
    case 'shot.add':
    case 'shot.move':
    case 'shot.remove':
    case 'keyframe.insert':
    case 'keyframe.move':
    case 'keyframe.remove':
    case 'element.insert':
    case 'element.move':
    case 'element.remove':
    case 'image.setPicture':
    case 'asset.add':
    case 'asset.remove':
    case 'take.circle':
      return record
    default:
      return assertNever(command)
  }
}

const keysSet = (command: Command): string[] =>
  Object.entries(command)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key)
    .toSorted()
