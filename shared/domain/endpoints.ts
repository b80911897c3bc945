/**
 * The Pika endpoints this project renders with: what each takes, its limits and its defaults.
 * Source: fal.ai's endpoint pages, read 2026-11. Requests name endpoints of this table only, never a string from a
 * project file: an id that looks like a URL would carry the key to a stranger.
 */

/** The four ways to make a shot: Pikaframes, Pikascenes, image-to-video, text-to-video. */
export const shotModes = ['frames', 'elements', 'image', 'text'] as const
export type ShotMode = (typeof shotModes)[number]

/** Aspect ratios that the endpoints (and so the boards) know, width to height. */
export const aspects = ['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3'] as const
export type Aspect = (typeof aspects)[number]

/** Output resolutions: the length in pixels of the picture's short side. */
export const resolutions = ['720p', '1080p'] as const
export type Resolution = (typeof resolutions)[number]

/** Model generations offered for image-to-video and text-to-video. */
export const models = ['2.2', '2.1', 'turbo'] as const
export type Model = (typeof models)[number]

/** Clip lengths offered outside Pikaframes, in seconds. */
export const clipSeconds = [5, 10] as const
export type ClipSeconds = (typeof clipSeconds)[number]

/** How freely Pikascenes treats its elements. */
export const ingredientsModes = ['precise', 'creative'] as const
export type IngredientsMode = (typeof ingredientsModes)[number]

/** Keyframes in a Pikaframes shot. */
export const keyframeCount = { min: 2, max: 5 } as const
/** Whole seconds of one gap; the sum over a shot may not pass `gapSecondsTotal`. */
export const gapSeconds = { min: 1, max: 25, default: 5 } as const
/** The longest Pikaframes shot, in seconds. */
export const gapSecondsTotal = 25
/** Elements in a Pikascenes shot. The service documents no limit; this project offers five. */
export const elementCount = { min: 1, max: 5 } as const
/** Longest prompt that is sent, in characters (this project's limit: the service documents none). */
export const promptLimit = 2500
/** Seeds are whole numbers from 0 to this. */
export const seedMax = 4_294_967_295

/** Ids of all endpoints that shots are rendered with. */
export const endpointIds = [
  'fal-ai/pika/v2.2/pikaframes',
  'fal-ai/pika/v2.2/pikascenes',
  'fal-ai/pika/v2.2/image-to-video',
  'fal-ai/pika/v2.2/text-to-video',
  'fal-ai/pika/v2.1/image-to-video',
  'fal-ai/pika/v2.1/text-to-video',
  'fal-ai/pika/v2/turbo/image-to-video',
  'fal-ai/pika/v2/turbo/text-to-video',
] as const
export type EndpointId = (typeof endpointIds)[number]

/** What an endpoint is called in the window and the terminal. */
export const endpointTitles: Record<EndpointId, string> = {
  'fal-ai/pika/v2.2/pikaframes': 'Pikaframes 2.2',
  'fal-ai/pika/v2.2/pikascenes': 'Pikascenes 2.2',
  'fal-ai/pika/v2.2/image-to-video': 'Image to video 2.2',
  'fal-ai/pika/v2.2/text-to-video': 'Text to video 2.2',
  'fal-ai/pika/v2.1/image-to-video': 'Image to video 2.1',
  'fal-ai/pika/v2.1/text-to-video': 'Text to video 2.1',
  'fal-ai/pika/v2/turbo/image-to-video': 'Image to video Turbo',
  'fal-ai/pika/v2/turbo/text-to-video': 'Text to video Turbo',
}

const modelPath: Record<Model, string> = { '2.2': 'v2.2', '2.1': 'v2.1', turbo: 'v2/turbo' }

/** The endpoint that renders a shot of this mode. `model` matters for `image` and `text` only. */
export const endpointFor = (mode: ShotMode, model: Model): EndpointId => {
  switch (mode) {
    case 'frames':
      return 'fal-ai/pika/v2.2/pikaframes'
    case 'elements':
      return 'fal-ai/pika/v2.2/pikascenes'
    case 'image':
      return `fal-ai/pika/${modelPath[model]}/image-to-video` as EndpointId
    case 'text':
      return `fal-ai/pika/${modelPath[model]}/text-to-video` as EndpointId
  }
}

/** A size in pixels; both sides are even, as H.264 wants them. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** The picture size of an aspect ratio at a resolution: the short side is 720 or 1080, the long side follows. */
export const frameSize = (aspect: Aspect, resolution: Resolution): PixelSize => {
  const [across, down] = aspect.split(':').map(Number) as [number, number]
  const short = resolution === '720p' ? 720 : 1080
  const long = 2 * Math.round((short * Math.max(across, down)) / Math.min(across, down) / 2)
  return across >= down ? { width: long, height: short } : { width: short, height: long }
}
