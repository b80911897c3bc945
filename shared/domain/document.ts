import { z } from 'zod'
import {
  aspects,
  clipSeconds,
  elementCount,
  endpointIds,
  gapSeconds,
  ingredientsModes,
  keyframeCount,
  models,
  resolutions,
  seedMax,
  shotModes,
} from './endpoints.ts'
import {
  assetIdSchema,
  assetRefSchema,
  jobIdSchema,
  projectIdSchema,
  sceneIdSchema,
  sceneRefSchema,
  shotIdSchema,
  shotRefSchema,
  slotIdSchema,
  takeIdSchema,
  takeRefSchema,
} from './ids.ts'
import { elementRoles, framingSchema } from './ingredients.ts'
import { plannedRequestSchema } from './request.ts'
import { textLimit } from './text.ts'

export {
  defaultFraming,
  elementRoles,
  framingSchema,
  type ElementRole,
  type Framing,
  type Rect,
} from './ingredients.ts'
export { textLimit } from './text.ts'

/**
 * The document: everything a project is, apart from its images and clips. Flat records by id and explicit order
 * lists. No member is optional, so that every record is written with its keys in the order of its schema and the file
 * makes small diffs.
 *
 * A record is written by the user or by the system, never by both: takes are the system's, everything else the
 * user's, what the user says of a take (`takeMarks`) included. So a take that arrives never collides with an edit.
 */

/** Version of the document's shape that this program writes. Older ones are migrated, newer ones open read-only. */
export const documentVersion = 2

const text = z.string().max(textLimit)
const seed = z.int().min(0).max(seedMax)

/** A keyframe: an image as a post on the shot's timeline. */
export const keyframeSchema = z.object({ id: slotIdSchema, assetId: assetRefSchema, framing: framingSchema })
export type Keyframe = z.infer<typeof keyframeSchema>

/** A gap: the span between two keyframes, in whole seconds, with its own prompt ('' : the shot's). */
export const gapSchema = z.object({ seconds: z.int().min(gapSeconds.min).max(gapSeconds.max), prompt: text })
export type Gap = z.infer<typeof gapSchema>

/** An element of a Pikascenes shot: an image and what it is. Elements are sent whole, so they carry no framing. */
export const elementSchema = z.object({
  id: slotIdSchema,
  assetId: assetRefSchema,
  role: z.enum(elementRoles),
})
export type Element = z.infer<typeof elementSchema>

/** The image of an image-to-video shot. */
export const pictureSchema = z.object({ assetId: assetRefSchema, framing: framingSchema })

/** How far the work on a shot has come; the user says so. */
export const shotStatuses = ['todo', 'drafting', 'review', 'approved'] as const
export type ShotStatus = (typeof shotStatuses)[number]

/** How much is to move; said in words in the prompt, since the endpoints have no parameter for it. */
export const motions = ['subtle', 'moderate', 'strong'] as const
export type Motion = (typeof motions)[number]

/** The parts of a shot's prompt beside its description, in the order in which they are composed. */
export const promptPartsSchema = z.object({
  subject: text,
  scene: text,
  action: text,
  /** Camera and style: where they are empty, the board's template speaks. */
  camera: text,
  style: text,
  constraints: text,
})
export type PromptParts = z.infer<typeof promptPartsSchema>
export type PromptPart = keyof PromptParts

/** Words that every shot's prompt has from the board, so that a whole board keeps one look. */
export const templateSchema = z.object({ style: text, camera: text, quality: text, safety: text })
export type Template = z.infer<typeof templateSchema>

/** A slate label: a letter or digit, then up to 15 letters, digits, points and hyphens. */
export const labelPattern = /^[0-9A-Za-z][0-9A-Za-z.-]{0,15}$/

/** A shot. It keeps the ingredients of all four modes; `mode` says which of them count. */
export const shotSchema = z.object({
  id: shotIdSchema,
  /** Slate label, unique on the board: 10, 20, 20A … */
  label: z.string().regex(labelPattern),
  /** A locked label is on slates already: nothing renames it until it is unlocked. */
  labelLocked: z.boolean(),
  status: z.enum(shotStatuses),
  title: text,
  action: text,
  dialogue: text,
  notes: text,
  mode: z.enum(shotModes),
  /** Free words, shown as the description; the prompt as sent is composed of them, the parts and the template. */
  prompt: text,
  promptParts: promptPartsSchema,
  motion: z.enum(motions).nullable(),
  /** Null leaves the endpoint's own default in force. */
  negativePrompt: text.nullable(),
  resolution: z.enum(resolutions),
  /** Null draws a new seed for every take. */
  seed: seed.nullable(),
  frames: z.object({
    keyframes: z.array(keyframeSchema).max(keyframeCount.max),
    gaps: z.array(gapSchema).max(keyframeCount.max - 1),
  }),
  elements: z.object({
    items: z.array(elementSchema).max(elementCount.max),
    ingredientsMode: z.enum(ingredientsModes),
    seconds: z.literal(clipSeconds),
  }),
  image: z.object({
    picture: pictureSchema.nullable(),
    model: z.enum(models),
    seconds: z.literal(clipSeconds),
  }),
  text: z.object({ model: z.enum(models), seconds: z.literal(clipSeconds) }),
  /** Shape of this shot where it differs from the board's (null). Keyframes and pictures are framed to it. */
  aspect: z.enum(aspects).nullable(),
  circledTakeId: takeRefSchema.nullable(),
})
export type Shot = z.infer<typeof shotSchema>

/** A scene: a titled run of shots. */
export const sceneSchema = z.object({ id: sceneIdSchema, title: text, shotIds: z.array(shotRefSchema) })
export type Scene = z.infer<typeof sceneSchema>

/** Image formats that are kept as they came; the name is also the extension in `media/`. */
export const assetFormats = ['jpg', 'png', 'webp', 'gif', 'avif', 'tif'] as const
export type AssetFormat = (typeof assetFormats)[number]

/** An image in the library. Its file is `media/<id>.<format>`: no path is stored, so none can lead outside. */
export const assetSchema = z.object({
  id: assetIdSchema,
  /** File name it came with, for people; never used as a path. */
  name: z.string().max(1024),
  format: z.enum(assetFormats),
  /** Size in pixels as displayed, after the orientation tag has been applied. */
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  addedAt: z.iso.datetime(),
})
export type Asset = z.infer<typeof assetSchema>

/** Qualities a take can be made in. */
export const qualities = ['draft', 'final'] as const
export type Quality = (typeof qualities)[number]

/** What renders: fal.ai, or the built-in rehearsal. */
export const engines = ['fal', 'rehearsal'] as const
export type EngineId = (typeof engines)[number]

/** File name of a clip inside `clips/`: a plain name with the ending .mp4, nothing that could be a path. */
export const clipNameSchema = z
  .string()
  .max(200)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*\.mp4$/u, 'not a plain clip file name')
  .refine((name) => !name.includes('..'), 'not a plain clip file name')

/** How a price came about. `free` is the rehearsal's. */
export const priceSources = ['listed', 'estimate', 'refreshed', 'free'] as const

/** A take: one finished clip and everything that made it. Written by the system alone. */
export const takeSchema = z.object({
  id: takeIdSchema,
  /** The shot it was made for. The shot may have been removed since; the take stays. */
  shotId: shotRefSchema,
  /** Running number within the shot, from 1. */
  number: z.int().positive(),
  jobId: jobIdSchema,
  engine: z.enum(engines),
  quality: z.enum(qualities),
  endpoint: z.enum(endpointIds),
  /** Fingerprint of the request (endpoint, prompts, images, options; without a seed that was drawn). */
  requestHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The request itself, to tell what has changed since; null for takes from before it was kept. */
  request: plannedRequestSchema.nullable(),
  /** The service's id of the request; null for rehearsals. */
  requestId: z.string().max(200).nullable(),
  prompt: text,
  seed: seed,
  resolution: z.enum(resolutions),
  /** Agreed price in micro-dollars; null when it was not known and the user agreed all the same. */
  priceMicroUsd: z.int().min(0).nullable(),
  priceSource: z.enum(priceSources).nullable(),
  /** File in `clips/`. */
  file: clipNameSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  /** Length and size as measured in the file. */
  durationMs: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Length that was asked for; a take may turn out shorter or longer. */
  plannedMs: z.int().positive(),
  createdAt: z.iso.datetime(),
})
export type Take = z.infer<typeof takeSchema>

/** What the user says of a take. A binned take stands for nothing any more; its clip is the user's to delete. */
export const takeMarkSchema = z.object({ name: text, note: text, binned: z.boolean() })
export type TakeMark = z.infer<typeof takeMarkSchema>

/** The document of one project. */
export const documentSchema = z.object({
  format: z.literal('boardwright'),
  version: z.literal(documentVersion),
  id: projectIdSchema,
  title: text,
  aspect: z.enum(aspects),
  template: templateSchema,
  sceneIds: z.array(sceneRefSchema),
  scenes: z.record(sceneIdSchema, sceneSchema),
  shots: z.record(shotIdSchema, shotSchema),
  assets: z.record(assetIdSchema, assetSchema),
  takes: z.record(takeIdSchema, takeSchema),
  /** By take; one of which there is nothing to say has none. */
  takeMarks: z.record(takeIdSchema, takeMarkSchema),
})
export type BoardDocument = z.infer<typeof documentSchema>

/** The record that a reference names. A reference may be any string: `constructor` and `__proto__` name none. */
export const recordOf = <Id extends string, Stored>(
  records: Readonly<Record<Id, Stored>>,
  id: Id,
): Stored | undefined => (Object.hasOwn(records, id) ? records[id] : undefined)
