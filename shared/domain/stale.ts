import { assertNever } from '../errors.ts'
import type { BoardDocument, Shot, Take } from './document.ts'
import { requestFor, requestKey } from './plan.ts'
import type { PlannedImage, PlannedRequest } from './request.ts'
import { sha256Of } from './sha256.ts'

/**
 * What has changed since a take was made: its request beside the one that its shot asks for now. Gaps and images are
 * counted from 1, as people do.
 */

/** One input that has changed. `inputs`: the take is from before requests were kept, so it is not known which. */
export type StaleInput =
  | {
      readonly what:
        | 'inputs'
        | 'mode'
        | 'model'
        | 'resolution'
        | 'aspect'
        | 'length'
        | 'prompt'
        | 'negative-prompt'
        | 'seed'
        | 'image-order'
        | 'roles'
        | 'ingredients-mode'
    }
  | { readonly what: 'image' | 'framing' | 'gap-prompt' | 'gap-seconds'; readonly number: number }

/** What has changed since a take of the shot was made; empty where the take is what the shot asks for. */
export const staleness = (document: BoardDocument, shot: Shot, take: Take): readonly StaleInput[] => {
  if (shot.mode === 'image' && !shot.image.picture) {
    if (!take.request) return [{ what: 'inputs' }]
    return [take.request.kind === 'image' ? { what: 'image', number: 1 } : { what: 'mode' }]
  }
  return staleAgainst(take, requestFor(document, shot, take.quality), shot.seed)
}

/**
 * What differs between the request that a take was made from and another one. The engine is not looked at: a rehearsal
 * is up to date where its inputs are.
 * @param fixedSeed the shot's seed; null is satisfied by any.
 */
export const staleAgainst = (
  take: Take,
  request: PlannedRequest,
  fixedSeed: number | null,
): readonly StaleInput[] => {
  if (!take.request) {
    const { prompt, endpoint, resolution } = request
    if (take.prompt !== prompt || take.endpoint !== endpoint || take.resolution !== resolution)
      return [{ what: 'inputs' }]
    // A seed that has been let go of since does not make a take stale.
    const seeds = fixedSeed === null ? [null, take.seed] : [fixedSeed]
    return seeds.some((seed) => madeFrom(take, request, seed)) ? [] : [{ what: 'inputs' }]
  }
  const changes = changesBetween(take.request, request)
  // Of several takes of a fixed seed the later ones have seeds counted up from it; their fingerprint holds the fixed one.
  const otherSeed = fixedSeed !== null && take.seed !== fixedSeed && !madeFrom(take, take.request, fixedSeed)
  return otherSeed ? [...changes, { what: 'seed' }] : changes
}

const madeFrom = (take: Take, request: PlannedRequest, fixedSeed: number | null): boolean =>
  sha256Of(requestKey({ engine: take.engine, request }, fixedSeed)) === take.requestHash

const changesBetween = (old: PlannedRequest, now: PlannedRequest): StaleInput[] => {
  if (old.kind !== now.kind) return [{ what: 'mode' }]
  const changes: StaleInput[] = []
  if (old.endpoint !== now.endpoint) changes.push({ what: 'model' })
  if (old.resolution !== now.resolution) changes.push({ what: 'resolution' })
  if (aspectKey(old) !== aspectKey(now)) changes.push({ what: 'aspect' })
  if (old.prompt !== now.prompt) changes.push({ what: 'prompt' })
  if (old.negativePrompt !== now.negativePrompt) changes.push({ what: 'negative-prompt' })
  changes.push(...imageChanges(old.images, now.images))
  if (old.kind === 'frames' && now.kind === 'frames') changes.push(...gapChanges(old, now))
  else if (old.kind !== 'frames' && now.kind !== 'frames' && old.seconds !== now.seconds)
    changes.push({ what: 'length' })
  if (old.kind === 'elements' && now.kind === 'elements') {
    if (rolesDiffer(old, now)) changes.push({ what: 'roles' })
    if (old.ingredientsMode !== now.ingredientsMode) changes.push({ what: 'ingredients-mode' })
  }
  return changes
}

/** The shape asked for: named in the request, or that of the images, which are framed to it. */
const aspectKey = (request: PlannedRequest): string => {
  if ('aspect' in request) return request.aspect
  const [image] = request.images
  return image?.preparation.kind === 'framed'
    ? `${image.preparation.size.width}x${image.preparation.size.height}`
    : ''
}

type ElementsRequest = PlannedRequest & { kind: 'elements' }

// Roles belong to images: the same ones in another order have kept theirs, and other images say so themselves.
const rolesDiffer = (old: ElementsRequest, now: ElementsRequest): boolean =>
  sortedIds(old.images) === sortedIds(now.images)
    ? sortedRoles(old) !== sortedRoles(now)
    : now.roles.some(
        (role, at) => old.images[at]?.assetId === now.images[at]?.assetId && old.roles[at] !== role,
      )

const sortedRoles = ({ images, roles }: ElementsRequest): string =>
  roles
    .map((role, at) => `${images[at]?.assetId} ${role}`)
    .toSorted()
    .join()

const imageChanges = (old: readonly PlannedImage[], now: readonly PlannedImage[]): StaleInput[] => {
  const isReordered =
    old.some(({ assetId }, at) => now[at]?.assetId !== assetId) && sortedIds(old) === sortedIds(now)
  const changes: StaleInput[] = isReordered ? [{ what: 'image-order' }] : []
  const left = [...old]
  for (let at = 0; at < Math.max(old.length, now.length); at++) {
    const before = isReordered ? takeMatching(left, now[at]) : old[at]
    const after = now[at]
    if (before?.assetId !== after?.assetId) changes.push({ what: 'image', number: at + 1 })
    else if (before && after && framingKey(before) !== framingKey(after))
      changes.push({ what: 'framing', number: at + 1 })
  }
  return changes
}

const sortedIds = (images: readonly PlannedImage[]): string =>
  images
    .map((image) => image.assetId)
    .toSorted()
    .join()

const framingKey = ({ preparation }: PlannedImage): string => {
  if (preparation.kind === 'whole') return 'whole'
  const { framing } = preparation
  if (framing.fit === 'contain')
    return framing.fill.kind === 'blur' ? 'blur' : `colour ${framing.fill.colour}`
  const { crop } = framing
  return crop ? `cover ${crop.x} ${crop.y} ${crop.width} ${crop.height}` : 'cover'
}

/** Takes out of a list the image that is most like another: the same and framed the same, else the same. */
const takeMatching = (left: PlannedImage[], image: PlannedImage | undefined): PlannedImage | undefined => {
  if (!image) return undefined
  const same = left.filter(({ assetId }) => assetId === image.assetId)
  const match = same.find((one) => framingKey(one) === framingKey(image)) ?? same[0]
  return match && left.splice(left.indexOf(match), 1)[0]
}

type FramesRequest = PlannedRequest & { kind: 'frames' }

const gapChanges = (old: FramesRequest, now: FramesRequest): StaleInput[] => {
  const changes: StaleInput[] = []
  // Where there are more or fewer gaps, the images say so already.
  for (let at = 0; at < Math.min(old.gaps.length, now.gaps.length); at++) {
    const before = old.gaps[at]
    const after = now.gaps[at]
    if (!before || !after) continue
    if (before.seconds !== after.seconds) changes.push({ what: 'gap-seconds', number: at + 1 })
    // A gap that had the shot's words and still has them has changed only as they did.
    const hasShotWords = before.prompt === old.prompt && after.prompt === now.prompt
    if (before.prompt !== after.prompt && !hasShotWords) changes.push({ what: 'gap-prompt', number: at + 1 })
  }
  return changes
}

/** A changed input in a few words: `gap 2 seconds`, `framing of image 3`. */
export const describeStaleInput = (input: StaleInput): string => {
  switch (input.what) {
    case 'inputs':
    case 'mode':
    case 'model':
    case 'resolution':
    case 'aspect':
    case 'length':
    case 'prompt':
    case 'seed':
    case 'roles':
      return input.what
    case 'negative-prompt':
      return 'negative prompt'
    case 'image-order':
      return 'order of images'
    case 'ingredients-mode':
      return 'ingredients mode'
    case 'image':
      return `image ${input.number}`
    case 'framing':
      return `framing of image ${input.number}`
    case 'gap-prompt':
      return `gap ${input.number} prompt`
    case 'gap-seconds':
      return `gap ${input.number} seconds`
    default:
      return assertNever(input)
  }
}
