import { z } from 'zod'

/**
 * What the Pika endpoints accept, written from fal.ai's endpoint pages (read 2026-11) and from nothing in this
 * project: the tests' independent check on the requests it makes. Stricter than fal in one point: `resolution` and
 * `duration` must be present, because their defaults differ by endpoint and by price.
 */

const prompt = z.string().min(1)
const optional = { negative_prompt: z.string().optional(), seed: z.int().optional() }
const resolution = z.enum(['720p', '1080p'])
const aspectRatio = z.enum(['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3'])
const fixedLength = z.literal([5, 10])
const freeLength = z.int().positive()

const pikaframes = z
  .strictObject({
    image_urls: z.array(z.string()).min(2).max(5),
    transitions: z.array(z.strictObject({ duration: z.int().min(1), prompt: z.string().optional() })),
    prompt: z.string().optional(),
    resolution,
    ...optional,
  })
  .check(({ value, issues }) => {
    const { image_urls: images, transitions } = value
    const refuse = (message: string) =>
      issues.push({ code: 'custom', message, path: ['transitions'], input: transitions })
    if (transitions.length !== images.length - 1) {
      refuse(
        `Expected ${images.length - 1} transitions for ${images.length} images, got ${transitions.length}`,
      )
    }
    if (transitions.reduce((sum, transition) => sum + transition.duration, 0) > 25) {
      refuse('The durations of all transitions together must not exceed 25 seconds')
    }
  })

const earlierImageToVideo = z.strictObject({
  prompt,
  image_url: z.string(),
  duration: freeLength,
  resolution,
  ...optional,
})

const earlierTextToVideo = z.strictObject({
  prompt,
  aspect_ratio: aspectRatio.optional(),
  duration: freeLength,
  resolution,
  ...optional,
})

/** The schema of each endpoint's input, by endpoint id. */
export const endpointSchemas = {
  'fal-ai/pika/v2.2/pikaframes': pikaframes,
  'fal-ai/pika/v2.2/pikascenes': z.strictObject({
    prompt,
    image_urls: z.array(z.string()).min(1).max(5),
    ingredients_mode: z.enum(['precise', 'creative']).optional(),
    aspect_ratio: aspectRatio.optional(),
    duration: fixedLength,
    resolution,
    ...optional,
  }),
  'fal-ai/pika/v2.2/image-to-video': z.strictObject({
    prompt,
    image_url: z.string(),
    duration: fixedLength,
    resolution,
    ...optional,
  }),
  'fal-ai/pika/v2.2/text-to-video': z.strictObject({
    prompt,
    aspect_ratio: aspectRatio.optional(),
    duration: fixedLength,
    resolution,
    ...optional,
  }),
  'fal-ai/pika/v2.1/image-to-video': earlierImageToVideo,
  'fal-ai/pika/v2.1/text-to-video': earlierTextToVideo,
  'fal-ai/pika/v2/turbo/image-to-video': earlierImageToVideo,
  'fal-ai/pika/v2/turbo/text-to-video': earlierTextToVideo,
} as const

/** An endpoint the stand-in plays. */
export type StandInEndpoint = keyof typeof endpointSchemas

/** Whether a path names an endpoint the stand-in plays. */
export const isStandInEndpoint = (id: string): id is StandInEndpoint => Object.hasOwn(endpointSchemas, id)

/** One entry of `detail` in fal's model errors. */
export interface ModelProblem {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
  readonly ctx?: Readonly<Record<string, unknown>>
  readonly input?: unknown
}

/** An image as a request names it: where in the body, and its address. */
export interface NamedImage {
  readonly loc: readonly (string | number)[]
  readonly url: string
}

/** An input that passed its schema, reduced to what the stand-in needs to know of it. */
export interface AcceptedInput {
  /** The input as it was sent. */
  readonly input: Readonly<Record<string, unknown>>
  readonly images: readonly NamedImage[]
  /** Length of the clip that was asked for, in seconds. */
  readonly seconds: number
}

/** Checks an input against its endpoint's schema. Problems come in fal's own words, one for each thing at fault. */
export const checkInput = (
  endpoint: StandInEndpoint,
  input: unknown,
): AcceptedInput | readonly ModelProblem[] => {
  const parsed = endpointSchemas[endpoint].safeParse(input, { reportInput: true })
  if (!parsed.success) return parsed.error.issues.flatMap(toProblems)
  const value = parsed.data
  return {
    input: value,
    images:
      'image_urls' in value
        ? value.image_urls.map((url, index) => ({ loc: ['body', 'image_urls', index], url }))
        : 'image_url' in value
          ? [{ loc: ['body', 'image_url'], url: value.image_url }]
          : [],
    seconds:
      'transitions' in value
        ? value.transitions.reduce((sum, transition) => sum + transition.duration, 0)
        : value.duration,
  }
}

const toProblems = (issue: z.core.$ZodIssue): ModelProblem[] => {
  const loc = ['body', ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
  const problem = (type: string, msg: string, ctx?: Record<string, unknown>): ModelProblem[] => [
    { loc, msg, type, input: issue.input, ...(ctx && { ctx }) },
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        loc: [...loc, key],
        msg: 'Extra inputs are not permitted',
        type: 'extra_forbidden',
      }))
    case 'invalid_type':
      return issue.input === undefined
        ? problem('missing', 'Field required')
        : problem(`${issue.expected}_type`, `Input should be a valid ${issue.expected}`)
    case 'invalid_value':
      return issue.input === undefined
        ? problem('missing', 'Field required')
        : problem('one_of', `Input should be one of ${issue.values.map(String).join(', ')}`, {
            expected: issue.values,
          })
    case 'too_small':
      return issue.origin === 'array'
        ? problem('sequence_too_short', `At least ${issue.minimum} items are needed`, {
            min_length: issue.minimum,
          })
        : problem('greater_than_equal', `Input should be at least ${issue.minimum}`, { ge: issue.minimum })
    case 'too_big':
      return issue.origin === 'array'
        ? problem('sequence_too_long', `At most ${issue.maximum} items are allowed`, {
            max_length: issue.maximum,
          })
        : problem('less_than_equal', `Input should be at most ${issue.maximum}`, { le: issue.maximum })
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      break
  }
  return problem('value_error', issue.message)
}
