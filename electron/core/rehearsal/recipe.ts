import { z } from 'zod'
import { elementRoles, textLimit } from '../../../shared/domain/document.ts'
import {
  elementCount,
  gapSeconds,
  gapSecondsTotal,
  keyframeCount,
  seedMax,
} from '../../../shared/domain/endpoints.ts'

/**
 * What the rehearsal engine makes a clip from: plain data, so that it can cross to a worker thread. All paths are
 * absolute. Images of `frames` and `image` are already upright and of the clip's shape (their pixel size may differ);
 * elements come whole, in any shape, with or without transparency.
 */

/** Frames per second of every rehearsal, as Pika delivers. */
export const rehearsalFps = 24

const text = z.string().max(textLimit)
const path = z.string().min(1)
/** H.264 with 4:2:0 colour needs even sides; 4096 is the most that its common levels decode. */
const side = z.int().min(64).max(4096).multipleOf(2)
const seconds = z.int().min(gapSeconds.min).max(gapSecondsTotal)

const common = {
  width: side,
  height: side,
  fps: z.literal(rehearsalFps),
  /** The slate line, such as `20 · Up the stairs`; may be empty. */
  title: text,
  /** Chooses where the camera pushes in to: the same seed gives the same clip. */
  seed: z.int().min(0).max(seedMax),
  /** Where the finished clip goes; an existing file is replaced. */
  output: path,
}

const framesSchema = z
  .object({
    kind: z.literal('frames'),
    images: z.array(path).min(keyframeCount.min).max(keyframeCount.max),
    /** One fewer than images: how long each pair takes to cross-fade, and what was asked to happen there. */
    gaps: z.array(z.object({ seconds, prompt: text })),
    ...common,
  })
  .refine((recipe) => recipe.gaps.length === recipe.images.length - 1, {
    path: ['gaps'],
    message: 'one gap fewer than images is needed',
  })
  .refine((recipe) => recipe.gaps.reduce((sum, gap) => sum + gap.seconds, 0) <= gapSecondsTotal, {
    path: ['gaps'],
    message: `gaps may not pass ${gapSecondsTotal} seconds in all`,
  })

/** Checks a recipe, whoever made it. */
export const recipeSchema = z.discriminatedUnion('kind', [
  framesSchema,
  z.object({
    kind: z.literal('elements'),
    items: z
      .array(z.object({ path, role: z.enum(elementRoles) }))
      .min(elementCount.min)
      .max(elementCount.max),
    prompt: text,
    seconds,
    ...common,
  }),
  z.object({ kind: z.literal('image'), path, prompt: text, seconds, ...common }),
  z.object({ kind: z.literal('text'), prompt: text, seconds, ...common }),
])

/** What one rehearsal is made from. */
export type RehearsalRecipe = z.infer<typeof recipeSchema>

/** The facts of a finished clip. `durationMs` is `frames` at 24 per second, in whole milliseconds. */
export interface RehearsedClip {
  readonly frames: number
  readonly width: number
  readonly height: number
  readonly durationMs: number
}

/** Length of the clip that a recipe describes, in frames. */
export const recipeFrames = (recipe: RehearsalRecipe): number =>
  rehearsalFps *
  (recipe.kind === 'frames' ? recipe.gaps.reduce((sum, gap) => sum + gap.seconds, 0) : recipe.seconds)
