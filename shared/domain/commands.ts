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
  promptPartsSchema,
  sceneSchema,
  shotSchema,
  takeMarkSchema,
  takeSchema,
  templateSchema,
} from './document.ts'
import { assetRefSchema, sceneIdSchema, sceneRefSchema, shotRefSchema, takeRefSchema } from './ids.ts'
import { assertNever } from '../errors.ts'

/**
 * Every way to change a document, as plain data. `reduce` carries them out; nothing else writes a document.
 * An `index` counts within the list that the thing is inserted in or moved to, after it has been taken out.
 */

const index = z.int().min(0)
const { title, label, frames, elements } = shotSchema.shape
const shotIds = z.array(shotRefSchema).min(1)

/** The fields of a shot that are simply set; of the prompt's parts, those that are named. */
const shotFieldsSchema = shotSchema
  .pick({
    label: true,
    labelLocked: true,
    status: true,
    title: true,
    action: true,
    dialogue: true,
    notes: true,
    mode: true,
    prompt: true,
    motion: true,
    negativePrompt: true,
    resolution: true,
    seed: true,
    aspect: true,
  })
  .extend({ promptParts: promptPartsSchema.partial() })
  .partial()

const userCommands = [
  z.object({ type: z.literal('project.edit'), title: title.optional(), aspect: z.enum(aspects).optional() }),
  z.object({ type: z.literal('template.edit'), ...templateSchema.partial().shape }),

  z.object({ type: z.literal('scene.add'), scene: sceneSchema, index }),
  z.object({ type: z.literal('scene.edit'), sceneId: sceneRefSchema, title }),
  z.object({ type: z.literal('scene.move'), sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('scene.remove'), sceneId: sceneRefSchema }),
  /** The scene's shots from place `at` on go to a new scene behind it. */
  z.object({
    type: z.literal('scene.split'),
    sceneId: sceneRefSchema,
    at: index,
    newSceneId: sceneIdSchema,
    title,
  }),
  /** The scene's shots go to the end of the scene before it, and the scene goes. */
  z.object({ type: z.literal('scene.merge'), sceneId: sceneRefSchema }),

  z.object({ type: z.literal('shot.add'), shot: shotSchema, sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('shot.edit'), shotId: shotRefSchema, fields: shotFieldsSchema }),
  z.object({ type: z.literal('shot.move'), shotId: shotRefSchema, sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('shot.remove'), shotId: shotRefSchema }),

  /** The shots come to stand one after the other, the first at `index`. */
  z.object({
    type: z.literal('shots.add'),
    shots: z.array(shotSchema).min(1),
    sceneId: sceneRefSchema,
    index,
  }),
  z.object({ type: z.literal('shots.edit'), shotIds, fields: shotFieldsSchema.omit({ label: true }) }),
  /** The shots keep their order on the board, whatever order they are named in. */
  z.object({ type: z.literal('shots.move'), shotIds, sceneId: sceneRefSchema, index }),
  z.object({ type: z.literal('shots.remove'), shotIds }),
  /** New labels for several shots at once, so that they may exchange theirs. */
  z.object({ type: z.literal('shots.relabel'), labels: z.record(shotRefSchema, label) }),

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
  /** The keyframe after gap `index` moves in time: what the gap gains, the next one loses. */
  z.object({ type: z.literal('gap.roll'), shotId: shotRefSchema, index, seconds: gapSchema.shape.seconds }),
  z.object({ type: z.literal('frames.set'), shotId: shotRefSchema, ...frames.shape }),

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
  z.object({ type: z.literal('elements.set'), shotId: shotRefSchema, items: elements.shape.items }),
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

  z.object({ type: z.literal('asset.rename'), assetId: assetRefSchema, name: assetSchema.shape.name }),
  /** Puts another image wherever this one is used. */
  z.object({ type: z.literal('asset.replace'), assetId: assetRefSchema, byAssetId: assetRefSchema }),
  z.object({ type: z.literal('asset.remove'), assetId: assetRefSchema }),

  z.object({ type: z.literal('take.circle'), shotId: shotRefSchema, takeId: takeRefSchema.nullable() }),
  z.object({ type: z.literal('take.mark'), takeId: takeRefSchema, ...takeMarkSchema.partial().shape }),
] as const

const systemCommands = [
  z.object({ type: z.literal('asset.add'), asset: assetSchema }),
  z.object({ type: z.literal('take.add'), take: takeSchema }),
] as const

/** The schema of a command, the system's own among them. */
export const commandSchema = z.discriminatedUnion('type', [...userCommands, ...systemCommands])
export type Command = z.infer<typeof commandSchema>
export type CommandType = Command['type']

/**
 * The schema of a command that a window may send. Images and takes are the system's to add: a page that has been
 * subverted must not be able to invent them.
 */
export const userCommandSchema = z.discriminatedUnion('type', userCommands)
export type UserCommand = z.infer<typeof userCommandSchema>

/** The fields of a shot that commands set; those that are not named stay as they are. */
export type ShotFields = z.infer<typeof shotFieldsSchema>

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
    case 'template.edit':
      return merge(command.type, ...keysSet(command))
    case 'scene.edit':
      return merge(command.type, command.sceneId)
    case 'shot.edit':
      return merge(command.type, command.shotId, ...fieldsSet(command.fields))
    case 'shots.edit':
      return merge(command.type, ...command.shotIds, ...fieldsSet(command.fields))
    case 'take.mark':
      return command.binned === undefined ? merge(command.type, command.takeId, ...keysSet(command)) : record
    case 'gap.roll':
    case 'gap.edit':
    case 'keyframe.edit':
    case 'element.edit':
      return merge(command.type, command.shotId, command.index, ...keysSet(command))
    case 'elements.edit':
    case 'image.edit':
    case 'text.edit':
      return merge(command.type, command.shotId, ...keysSet(command))
    // Images that come in together go together.
    case 'asset.add':
      return merge(command.type)
    case 'asset.rename':
      return merge(command.type, command.assetId)
    case 'scene.add':
    case 'scene.move':
    case 'scene.remove':
    case 'scene.split':
    case 'scene.merge':
    case 'shot.add':
    case 'shot.move':
    case 'shot.remove':
    case 'shots.add':
    case 'shots.move':
    case 'shots.remove':
    case 'shots.relabel':
    case 'keyframe.insert':
    case 'keyframe.move':
    case 'keyframe.remove':
    case 'frames.set':
    case 'element.insert':
    case 'element.move':
    case 'element.remove':
    case 'elements.set':
    case 'image.setPicture':
    case 'asset.replace':
    case 'asset.remove':
    case 'take.circle':
      return record
    default:
      return assertNever(command)
  }
}

const fieldsSet = ({ promptParts, ...fields }: Partial<ShotFields>): string[] => [
  ...keysSet(fields),
  ...keysSet(promptParts ?? {}).map((part) => `promptParts.${part}`),
]

const keysSet = (fields: object): string[] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key)
    .toSorted()
