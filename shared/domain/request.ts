import { z } from 'zod'
import {
  aspects,
  clipSeconds,
  elementCount,
  endpointIds,
  gapSeconds,
  ingredientsModes,
  keyframeCount,
  resolutions,
} from './endpoints.ts'
import { assetRefSchema } from './ids.ts'
import { elementRoles, framingSchema } from './ingredients.ts'
import { textLimit } from './text.ts'

/**
 * A request before its images have addresses and its seed is drawn: what a plan asks for, what a job carries, and what
 * a take remembers of its making.
 */

const text = z.string().max(textLimit)

/** An image as a request uses it: which, and how it is prepared. */
export const plannedImageSchema = z.object({
  assetId: assetRefSchema,
  /** Framed to exactly this size in pixels, or (`whole`) sent in its own shape. */
  preparation: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('framed'),
      framing: framingSchema,
      size: z.object({ width: z.int().positive(), height: z.int().positive() }),
    }),
    z.object({ kind: z.literal('whole') }),
  ]),
})
export type PlannedImage = z.infer<typeof plannedImageSchema>

const common = {
  endpoint: z.enum(endpointIds),
  /** The words as sent: the shot's and the board's, composed and cleaned. */
  prompt: text,
  /** Null leaves the field out, so that the endpoint's own default holds. */
  negativePrompt: text.nullable(),
  resolution: z.enum(resolutions),
}

/** The schema of a request; its members stand in the order in which they are written. */
export const plannedRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('frames'),
    ...common,
    images: z.array(plannedImageSchema).max(keyframeCount.max),
    gaps: z
      .array(z.object({ seconds: z.int().min(gapSeconds.min).max(gapSeconds.max), prompt: text }))
      .max(keyframeCount.max - 1),
  }),
  z.object({
    kind: z.literal('elements'),
    ...common,
    images: z.array(plannedImageSchema).max(elementCount.max),
    roles: z.array(z.enum(elementRoles)).max(elementCount.max),
    ingredientsMode: z.enum(ingredientsModes),
    aspect: z.enum(aspects),
    seconds: z.literal(clipSeconds),
  }),
  z.object({
    kind: z.literal('image'),
    ...common,
    images: z.tuple([plannedImageSchema]),
    seconds: z.literal(clipSeconds),
  }),
  z.object({
    kind: z.literal('text'),
    ...common,
    images: z.tuple([]),
    aspect: z.enum(aspects),
    seconds: z.literal(clipSeconds),
  }),
])
export type PlannedRequest = z.infer<typeof plannedRequestSchema>
