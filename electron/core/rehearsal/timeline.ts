import type { Exposure, View } from './camera.ts'
import { recipeFrames, rehearsalFps, type RehearsalRecipe } from './recipe.ts'

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

/** The point that the camera pushes in to: the middle for type and slates, within the middle half for pictures. */
const focusOf = ({ kind, seed }: RehearsalRecipe): Pick<View, 'focusX' | 'focusY'> =>
  kind === 'frames' || kind === 'image'
    ? { focusX: 0.25 + 0.5 * fractionOf(seed + 1), focusY: 0.25 + 0.5 * fractionOf(~seed) }
    : { focusX: 0.5, focusY: 0.5 }

const smoothstep = (t: number): number => t * t * (3 - 2 * t)

/**
 * What the camera exposes at frame `index` of a recipe, from 0 to one less than its length. The first frame is the
 * first still alone, the last frame the last still alone, and every keyframe between stands alone where its gaps meet.
 * Throws a `RangeError` past the end.
 */
export const momentAt = (recipe: RehearsalRecipe, index: number): Exposure => {
  const last = recipeFrames(recipe) - 1
  const view = { zoom: 1 + (pushIn[recipe.kind] * index) / last, ...focusOf(recipe) }
  if (recipe.kind !== 'frames') return { from: 0, to: 0, mix: 0, view }
  let start = 0
  for (const [gap, { seconds }] of recipe.gaps.entries()) {
    const end = start + seconds * rehearsalFps
    if (index < end) {
      const span = end === last + 1 ? last - start : end - start
      return { from: gap, to: gap + 1, mix: smoothstep((index - start) / span), view }
    }
    start = end
  }
  throw new RangeError(`Frame ${index} is past the end of the clip`)
}
