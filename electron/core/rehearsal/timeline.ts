import { recipeFrames, rehearsalFps, type RehearsalRecipe } from './recipe.ts'

/** One exposure: two stills by number, and the share of the second (0–1). */
export interface Exposure {
  readonly from: number
  readonly to: number
  readonly mix: number
}

/**
 * The camera's move over a whole clip: a push-in at one pace, from everything to a zoom of `1 + pushIn`, towards a
 * point in fractions of the picture's sides.
 */
export interface Move {
  readonly pushIn: number
  readonly focusX: number
  readonly focusY: number
}

/** How much nearer the camera is at the end of a clip than at its start. */
const pushIn: Record<RehearsalRecipe['kind'], number> = {
  frames: 0.06,
  image: 0.08,
  elements: 0.03,
  text: 0.03,
}

/** A fraction from a seed, evenly spread over 0–1 also for neighbouring seeds (the finaliser of MurmurHash3). */
const fractionOf = (seed: number): number => {
  let hash = seed | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** How the camera moves: towards the middle for type and slates, towards the middle half for pictures. */
export const moveOf = ({ kind, seed }: RehearsalRecipe): Move => ({
  pushIn: pushIn[kind],
  ...(kind === 'frames' || kind === 'image'
    ? { focusX: 0.25 + 0.5 * fractionOf(seed + 1), focusY: 0.25 + 0.5 * fractionOf(~seed) }
    : { focusX: 0.5, focusY: 0.5 }),
})

const smoothstep = (t: number): number => t * t * (3 - 2 * t)

/**
 * What the camera exposes at frame `index` of a recipe, from 0 to one less than its length. The first frame is the
 * first still alone, the last frame the last still alone, and every keyframe between stands alone where its gaps meet.
 * Throws a `RangeError` past the end.
 */
export const momentAt = (recipe: RehearsalRecipe, index: number): Exposure => {
  const last = recipeFrames(recipe) - 1
  if (recipe.kind !== 'frames') return { from: 0, to: 0, mix: 0 }
  let start = 0
  for (const [gap, { seconds }] of recipe.gaps.entries()) {
    const end = start + seconds * rehearsalFps
    if (index < end) {
      const span = end === last + 1 ? last - start : end - start
      return { from: gap, to: gap + 1, mix: smoothstep((index - start) / span) }
    }
    start = end
  }
  throw new RangeError(`Frame ${index} is past the end of the clip`)
}
