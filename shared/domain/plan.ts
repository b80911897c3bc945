import { assertNever } from '../errors.ts'
import { aspectOf, plannedSeconds } from './board.ts'
import {
  recordOf,
  type BoardDocument,
  type ElementRole,
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
  type Aspect,
  type ClipSeconds,
  type EndpointId,
  type IngredientsMode,
  type PixelSize,
  type Resolution,
} from './endpoints.ts'
import type { AssetId } from './ids.ts'
import { billedSeconds, freePrice, priceOf, type Price, type PriceTable } from './prices.ts'
import { totalSeconds } from './reduce.ts'
import { characterCount, cleanPrompt } from './text.ts'

/**
 * The plan of a render: the exact request and its price, or every reason why there is none. The button, the terminal
 * and the queue all use this one function, so that what is shown is what is sent.
 */

/** An image as a request uses it: which, and how it is prepared. */
export interface PlannedImage {
  readonly assetId: AssetId
  /** Framed to exactly this size, or (`whole`) sent in its own shape. */
  readonly preparation:
    | { readonly kind: 'framed'; readonly framing: Framing; readonly size: PixelSize }
    | { readonly kind: 'whole' }
}

/** Options that requests share. `null` leaves a field out, so that the endpoint's own default holds. */
interface CommonRequest {
  readonly prompt: string
  readonly negativePrompt: string | null
  readonly resolution: Resolution
}

/** A request before its images have addresses and its seed is drawn. */
export type PlannedRequest =
  | (CommonRequest & {
      readonly kind: 'frames'
      readonly endpoint: EndpointId
      readonly images: readonly PlannedImage[]
      readonly gaps: readonly { readonly seconds: number; readonly prompt: string }[]
    })
  | (CommonRequest & {
      readonly kind: 'elements'
      readonly endpoint: EndpointId
      readonly images: readonly PlannedImage[]
      readonly roles: readonly ElementRole[]
      readonly ingredientsMode: IngredientsMode
      readonly aspect: Aspect
      readonly seconds: ClipSeconds
    })
  | (CommonRequest & {
      readonly kind: 'image'
      readonly endpoint: EndpointId
      readonly images: readonly [PlannedImage]
      readonly seconds: ClipSeconds
    })
  | (CommonRequest & {
      readonly kind: 'text'
      readonly endpoint: EndpointId
      readonly images: readonly []
      readonly aspect: Aspect
      readonly seconds: ClipSeconds
    })

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
  const reasons = reasonsAgainst(document, shot)
  if (reasons.length > 0) return { ok: false, reasons }

  const finalRequest = requestFor(document, shot, 'final')
  const request = requestFor(document, shot, options.quality)
  const draftIsRehearsal =
    options.quality === 'draft' &&
    options.engine === 'fal' &&
    request.endpoint === finalRequest.endpoint &&
    request.resolution === finalRequest.resolution
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

/** Everything that keeps a shot from being rendered, in the order of the shot's fields. */
export const reasonsAgainst = (document: BoardDocument, shot: Shot): PlanReason[] => {
  const reasons: PlanReason[] = []
  const checkPrompt = (field: string, text: string) => {
    const characters = characterCount(cleanPrompt(text))
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
      gaps.forEach((gap, at) => checkPrompt(`frames.gaps.${at}.prompt`, gap.prompt))
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
  if (shot.mode !== 'frames' && cleanPrompt(shot.prompt) === '') reasons.push({ reason: 'no-prompt' })
  checkPrompt('prompt', shot.prompt)
  checkPrompt('negativePrompt', shot.negativePrompt ?? '')
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

const requestFor = (document: BoardDocument, shot: Shot, quality: Quality): PlannedRequest => {
  const aspect = aspectOf(document, shot)
  const model = shot.mode === 'image' ? shot.image.model : shot.text.model
  const endpoint = endpointFor(shot.mode, quality === 'draft' ? 'turbo' : model)
  const common = {
    endpoint,
    prompt: cleanPrompt(shot.prompt),
    negativePrompt: shot.negativePrompt === null ? null : cleanPrompt(shot.negativePrompt),
    resolution: quality === 'draft' ? '720p' : shot.resolution,
  } as const
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
        // A gap without words of its own has the shot's, so that each transition is directed.
        gaps: shot.frames.gaps.map((gap) => ({
          seconds: gap.seconds,
          prompt: cleanPrompt(gap.prompt) || common.prompt,
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
