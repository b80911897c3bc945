import { z } from 'zod'

/** What images are in a shot: framed to its shape as keyframes and pictures, or whole as elements with a role. */

/** What an element is in the picture. */
export const elementRoles = ['character', 'prop', 'wardrobe', 'setting'] as const
export type ElementRole = (typeof elementRoles)[number]

const fraction = z.number().min(0).max(1)

/** A rectangle within an upright image, in fractions (0–1) of its width and height. */
export const rectSchema = z
  .object({ x: fraction, y: fraction, width: z.number().gt(0).max(1), height: z.number().gt(0).max(1) })
  .refine(
    (rect) => rect.x + rect.width <= 1.000001 && rect.y + rect.height <= 1.000001,
    'reaches outside the image',
  )
export type Rect = z.infer<typeof rectSchema>

/**
 * How an image fills the board's shape where it is used. `cover` cuts to `crop` (null: the largest centred
 * rectangle of the board's shape); `contain` shows the whole image and fills the rest.
 */
export const framingSchema = z.discriminatedUnion('fit', [
  z.object({ fit: z.literal('cover'), crop: rectSchema.nullable() }),
  z.object({
    fit: z.literal('contain'),
    fill: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('colour'), colour: z.string().regex(/^#[0-9a-f]{6}$/) }),
      z.object({ kind: z.literal('blur') }),
    ]),
  }),
])
export type Framing = z.infer<typeof framingSchema>

/** The framing of an image that nobody has framed yet: cover, centred. */
export const defaultFraming: Framing = { fit: 'cover', crop: null }
