import { assertNever } from '../errors.ts'
import { aspectOf, plannedSeconds, totalSeconds } from './board.ts'
import {
  recordOf,
  type BoardDocument,
  type EngineId,
  type Framing,
  type Quality,
  type Shot,
} from './document.ts'
import {
  elementCount,
  endpointFor,
  endpointTitles,
  frameSize,
  gapSecondsTotal,
  keyframeCount,
  promptLimit,
  type PixelSize,
} from './endpoints.ts'
import type { AssetId } from './ids.ts'
import { billedSeconds, freePrice, priceOf, type Price, type PriceTable } from './prices.ts'
import { composeGapPrompt, composePrompt, isDescribed } from './prompt.ts'
import type { PlannedImage, PlannedRequest } from './request.ts'
import { characterCount, cleanPrompt } from './text.ts'

export type { PlannedImage, PlannedRequest } from './request.ts'

/**
 * The plan of a render: the exact request and its price, or every reason why there is none. The button, the terminal
 * and the queue all use this one function, so that what is shown is what is sent.
 */

/** Why a shot cannot be rendered as it is. `field` is the place to mend it, as a path into the shot. */
export type PlanReason =
  | { readonly reason: 'too-few-keyframes'; readonly count: number }
  | { readonly reason: 'gap-count'; readonly keyframes: number; readonly gaps: number }
  | { readonly reason: 'over-25-seconds'; readonly seconds: number }
  | { readonly reason: 'no-elements' }
  | { readonly reason: 'no-picture' }
  | { readonly reason: 'no-prompt' }
  | { readonly reason: 'prompt-too-long'; readonly field: string; readonly characters: number }
  | { readonly reason: 'image-not-in-library'; readonly field: string }

/** A render that can go ahead. */
export interface RenderPlan {
  readonly shot: Shot
  readonly quality: Quality
  /** What will render. A draft that would equal the final is rehearsed instead. */
  readonly engine: EngineId
  /** The draft asked for equals the final, so it is a rehearsal; the button says so. */
  readonly draftIsRehearsal: boolean
  readonly request: PlannedRequest
  /** Planned length of the clip, in seconds. */
  readonly seconds: number
  /** Length that is charged, in seconds. */
  readonly billedSeconds: number
  /** Picture size to expect. */
  readonly size: PixelSize
  readonly price: Price
}

export type Plan =
  | { readonly ok: true; readonly plan: RenderPlan }
  | { readonly ok: false; readonly reasons: readonly PlanReason[] }

/** What is to be rendered, with what, and at whose prices. */
export interface PlanOptions {
  readonly quality: Quality
  readonly engine: EngineId
  readonly prices: PriceTable
}

/** Plans a take of a shot. Pure. */
export const planRender = (document: BoardDocument, shot: Shot, options: PlanOptions): Plan => {
  const words = wordsOf(document, shot)
  const reasons = reasonsAgainst(document, shot, words)
  if (reasons.length > 0) return { ok: false, reasons }

  const request = requestFor(document, shot, options.quality, words)
  const draftIsRehearsal =
    options.quality === 'draft' &&
    options.engine === 'fal' &&
    request.endpoint === endpointOf(shot, 'final') &&
    request.resolution === resolutionOf(shot, 'final')
  const engine = draftIsRehearsal ? 'rehearsal' : options.engine
  const seconds = plannedSeconds(shot)
  const { prices } = options
  return {
    ok: true,
    plan: {
      shot,
      quality: options.quality,
      engine,
      draftIsRehearsal,
      request,
      seconds,
      billedSeconds: engine === 'rehearsal' ? 0 : billedSeconds(prices, request.endpoint, seconds),
      size: frameSize(aspectOf(document, shot), request.resolution),
      price:
        engine === 'rehearsal'
          ? freePrice(prices.date)
          : priceOf(prices, request.endpoint, request.resolution, seconds),
    },
  }
}

/** All words of a shot as they are sent, composed and cleaned. */
interface SentWords {
  readonly prompt: string
  readonly negativePrompt: string | null
  /** One for each gap; '' where neither the gap nor the shot nor the board says anything. */
  readonly gapPrompts: readonly string[]
}

const wordsOf = (document: BoardDocument, shot: Shot): SentWords => ({
  prompt: composePrompt(document, shot),
  negativePrompt: shot.negativePrompt === null ? null : cleanPrompt(shot.negativePrompt),
  gapPrompts:
    shot.mode === 'frames' ? shot.frames.gaps.map((gap) => composeGapPrompt(document, shot, gap)) : [],
})

/**
 * Everything that keeps a shot from being rendered, in the order of the shot's fields.
 * @param words the shot's, where they are known.
 */
export const reasonsAgainst = (
  document: BoardDocument,
  shot: Shot,
  words: SentWords = wordsOf(document, shot),
): PlanReason[] => {
  const reasons: PlanReason[] = []
  const checkPrompt = (field: string, text: string) => {
    const characters = characterCount(text)
    if (characters > promptLimit) reasons.push({ reason: 'prompt-too-long', field, characters })
  }
  const checkImage = (field: string, assetId: AssetId) => {
    if (!recordOf(document.assets, assetId)) reasons.push({ reason: 'image-not-in-library', field })
  }
  switch (shot.mode) {
    case 'frames': {
      const { keyframes, gaps } = shot.frames
      if (keyframes.length < keyframeCount.min)
        reasons.push({ reason: 'too-few-keyframes', count: keyframes.length })
      else if (gaps.length !== keyframes.length - 1)
        reasons.push({ reason: 'gap-count', keyframes: keyframes.length, gaps: gaps.length })
      const seconds = totalSeconds(gaps)
      if (seconds > gapSecondsTotal) reasons.push({ reason: 'over-25-seconds', seconds })
      keyframes.forEach((keyframe, at) => checkImage(`frames.keyframes.${at}`, keyframe.assetId))
      gaps.forEach((gap, at) => {
        // A gap without words of its own has the shot's, which are checked below.
        if (cleanPrompt(gap.prompt) !== '')
          checkPrompt(`frames.gaps.${at}.prompt`, words.gapPrompts[at] ?? '')
      })
      break
    }
    case 'elements':
      if (shot.elements.items.length < elementCount.min) reasons.push({ reason: 'no-elements' })
      shot.elements.items.forEach((element, at) => checkImage(`elements.items.${at}`, element.assetId))
      break
    case 'image':
      if (!shot.image.picture) reasons.push({ reason: 'no-picture' })
      else checkImage('image.picture', shot.image.picture.assetId)
      break
    case 'text':
      break
    default:
      assertNever(shot.mode)
  }
  // Pikaframes alone can do without words: the keyframes say it.
  if (shot.mode !== 'frames' && !isDescribed(shot)) reasons.push({ reason: 'no-prompt' })
  checkPrompt('prompt', words.prompt)
  checkPrompt('negativePrompt', words.negativePrompt ?? '')
  return reasons
}

/** A reason as a sentence that says what to do. */
export const describeReason = (reason: PlanReason): string => {
  switch (reason.reason) {
    case 'too-few-keyframes':
      return `It has ${reason.count === 0 ? 'no keyframe' : 'one keyframe'}; add images until there are at least ${keyframeCount.min}.`
    case 'gap-count':
      return `It has ${reason.keyframes} keyframes and ${reason.gaps} gaps; there must be exactly one gap fewer than keyframes.`
    case 'over-25-seconds':
      return `Its gaps add up to ${reason.seconds} s; shorten them to ${gapSecondsTotal} s in all.`
    case 'no-elements':
      return 'It has no elements; add at least one image.'
    case 'no-picture':
      return 'It has no picture; choose one.'
    case 'no-prompt':
      return 'It has no prompt; describe what happens.'
    case 'prompt-too-long':
      return `The text of ${reason.field} has ${reason.characters.toLocaleString('en')} characters; shorten it to ${promptLimit.toLocaleString('en')}.`
    case 'image-not-in-library':
      return `The image of ${reason.field} is not in the library; choose another.`
    default:
      return assertNever(reason)
  }
}

const endpointOf = (shot: Shot, quality: Quality) =>
  endpointFor(
    shot.mode,
    quality === 'draft' ? 'turbo' : shot.mode === 'image' ? shot.image.model : shot.text.model,
  )

const resolutionOf = (shot: Shot, quality: Quality) => (quality === 'draft' ? '720p' : shot.resolution)

/**
 * The request that a shot asks for in a quality, whether or not it could be sent as it is (`reasonsAgainst` says). Throws
 * for an image shot without a picture.
 * @param words the shot's, where they are known.
 */
export const requestFor = (
  document: BoardDocument,
  shot: Shot,
  quality: Quality,
  words: SentWords = wordsOf(document, shot),
): PlannedRequest => {
  const aspect = aspectOf(document, shot)
  const common = {
    endpoint: endpointOf(shot, quality),
    prompt: words.prompt,
    negativePrompt: words.negativePrompt,
    resolution: resolutionOf(shot, quality),
  }
  // Images are framed at the larger size whatever the resolution, so that a draft and its final share their uploads.
  const framed = (use: { assetId: AssetId; framing: Framing }): PlannedImage => ({
    assetId: use.assetId,
    preparation: { kind: 'framed', framing: use.framing, size: frameSize(aspect, '1080p') },
  })
  switch (shot.mode) {
    case 'frames':
      return {
        ...common,
        kind: 'frames',
        images: shot.frames.keyframes.map(framed),
        gaps: shot.frames.gaps.map((gap, at) => ({
          seconds: gap.seconds,
          prompt: words.gapPrompts[at] ?? '',
        })),
      }
    case 'elements':
      return {
        ...common,
        kind: 'elements',
        images: shot.elements.items.map((element) => ({
          assetId: element.assetId,
          preparation: { kind: 'whole' },
        })),
        roles: shot.elements.items.map((element) => element.role),
        ingredientsMode: shot.elements.ingredientsMode,
        aspect,
        seconds: shot.elements.seconds,
      }
    case 'image': {
      if (!shot.image.picture) throw new TypeError('an image shot is planned only with its picture')
      return { ...common, kind: 'image', images: [framed(shot.image.picture)], seconds: shot.image.seconds }
    }
    case 'text':
      return { ...common, kind: 'text', images: [], aspect, seconds: shot.text.seconds }
  }
}

/** The JSON that is sent: the endpoint's input with the addresses of its images, in their order, and the seed. */
export const inputOf = (
  request: PlannedRequest,
  imageUrls: readonly string[],
  seed: number,
): Record<string, unknown> => {
  if (imageUrls.length !== request.images.length) throw new RangeError('every image needs its address')
  const common = {
    resolution: request.resolution,
    seed,
    ...(request.negativePrompt !== null && { negative_prompt: request.negativePrompt }),
  }
  switch (request.kind) {
    case 'frames':
      return {
        image_urls: imageUrls,
        transitions: request.gaps.map((gap) => ({
          duration: gap.seconds,
          ...(gap.prompt && { prompt: gap.prompt }),
        })),
        ...(request.prompt && { prompt: request.prompt }),
        ...common,
      }
    case 'elements':
      return {
        image_urls: imageUrls,
        prompt: request.prompt,
        ingredients_mode: request.ingredientsMode,
        aspect_ratio: request.aspect,
        duration: request.seconds,
        ...common,
      }
    case 'image':
      return { image_url: imageUrls[0], prompt: request.prompt, duration: request.seconds, ...common }
    case 'text':
      return { prompt: request.prompt, aspect_ratio: request.aspect, duration: request.seconds, ...common }
    default:
      return assertNever(request)
  }
}

/**
 * The request as one canonical text, of which the core takes the fingerprint: equal texts mean the same clip is asked
 * for again. `seed` counts only where the user fixed it; a drawn one differs every time.
 */
export const requestKey = (plan: Pick<RenderPlan, 'engine' | 'request'>, fixedSeed: number | null): string =>
  JSON.stringify([plan.engine, fixedSeed, plan.request], (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/** What a plan asks for, in a line: `Pikaframes 2.2 · 720p · 11 s`. */
export const describePlan = (plan: RenderPlan): string =>
  [
    plan.engine === 'rehearsal' ? 'Rehearsal' : endpointTitles[plan.request.endpoint],
    plan.request.resolution,
    `${plan.seconds} s${plan.billedSeconds > plan.seconds ? ` (billed as ${plan.billedSeconds} s)` : ''}`,
  ].join(' · ')
