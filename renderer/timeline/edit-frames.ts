import { totalSeconds } from '../../shared/domain/board.ts'
import type { Framing, Gap, Keyframe, Shot } from '../../shared/domain/document.ts'
import { gapSeconds, gapSecondsTotal, keyframeCount } from '../../shared/domain/endpoints.ts'
import type { AssetId, SlotId } from '../../shared/domain/ids.ts'

/**
 * Changes to the keyframes and gaps of one shot, as values: what goes in fits the service, and so does what comes out
 * (at most five posts, one gap fewer, whole seconds, 25 in all).
 */

export type Frames = Shot['frames']

/** An image to be placed, in the framing it comes with. */
export interface Placeable {
  readonly assetId: AssetId
  readonly framing: Framing
}

/** A place on the track. `second` counts within the gap; null is its middle. */
export type TrackPlace =
  | { readonly kind: 'before' }
  | { readonly kind: 'post'; readonly index: number }
  | { readonly kind: 'gap'; readonly index: number; readonly second: number | null }
  | { readonly kind: 'slot' }

/** What came of placing images. */
export interface Placed {
  readonly frames: Frames
  /** Place of the first image that was placed; null where none was. */
  readonly at: number | null
  /** Those for which there was no post left. */
  readonly leftOver: readonly Placeable[]
  /** Seconds that other gaps gave, because the shot was full. */
  readonly taken: number
}

/** Places images from `place` on: on a post the first replaces what is there, the others follow. */
export const placeImages = (
  frames: Frames,
  images: readonly Placeable[],
  place: TrackPlace,
  newSlot: () => SlotId,
): Placed => {
  const room = keyframeCount.max - frames.keyframes.length + (place.kind === 'post' ? 1 : 0)
  const fitting = images.slice(0, room)
  let current = frames
  let taken = 0
  let at: number | null = null
  for (const [order, image] of fitting.entries()) {
    const keyframe = { id: newSlot(), ...image }
    if (order === 0 && place.kind === 'post') {
      current = replaceImage(current, place.index, image)
      at = place.index
      continue
    }
    const next: number = at === null ? indexOf(current, place) : at + order
    const given = insertKeyframe(
      current,
      next,
      keyframe,
      at === null && place.kind === 'gap' ? place.second : null,
    )
    current = given.frames
    taken += given.taken
    at ??= next
  }
  return { frames: current, at, leftOver: images.slice(room), taken }
}

const indexOf = (frames: Frames, place: TrackPlace): number => {
  switch (place.kind) {
    case 'before':
      return 0
    case 'post':
      return place.index
    case 'gap':
      return place.index + 1
    case 'slot':
      return frames.keyframes.length
  }
}

/** Puts another image on a post. */
export const replaceImage = (frames: Frames, index: number, image: Placeable): Frames => ({
  ...frames,
  keyframes: frames.keyframes.map((keyframe, at) => (at === index ? { ...keyframe, ...image } : keyframe)),
})

/**
 * Inserts a keyframe. Between two others it divides their gap (at `second`, or in the middle) and the shot stays as
 * long as it is; at an end it adds a gap of five seconds, or of what is left. Where nothing is left, the longest gap
 * gives of its seconds.
 */
export const insertKeyframe = (
  frames: Frames,
  index: number,
  keyframe: Keyframe,
  second: number | null = null,
): { readonly frames: Frames; readonly taken: number } => {
  const keyframes = frames.keyframes.toSpliced(index, 0, keyframe)
  if (frames.keyframes.length === 0) return { frames: { keyframes, gaps: [] }, taken: 0 }
  const between = index < frames.keyframes.length ? frames.gaps[index - 1] : undefined
  if (between && between.seconds > gapSeconds.min) {
    const gaps = frames.gaps.toSpliced(index - 1, 1, ...dividedGap(between, second))
    return { frames: { keyframes, gaps }, taken: 0 }
  }
  // A gap of one second cannot be divided: it gets a neighbour as short.
  const added = between ? { ...between } : { seconds: gapSeconds.default, prompt: '' }
  const { gaps, taken } = withGap(frames.gaps, between ? index : Math.max(0, index - 1), added)
  return { frames: { keyframes, gaps }, taken }
}

const dividedGap = (gap: Gap, second: number | null): [Gap, Gap] => {
  const wanted = Math.round(second ?? gap.seconds / 2)
  const first = Math.max(gapSeconds.min, Math.min(wanted, gap.seconds - gapSeconds.min))
  return [
    { ...gap, seconds: first },
    { ...gap, seconds: gap.seconds - first },
  ]
}

const withGap = (gaps: readonly Gap[], place: number, added: Gap): { gaps: Gap[]; taken: number } => {
  const left = gapSecondsTotal - totalSeconds(gaps)
  if (left > 0)
    return { gaps: gaps.toSpliced(place, 0, { ...added, seconds: Math.min(added.seconds, left) }), taken: 0 }
  const longest = longestGap(gaps)
  const taken = Math.min(added.seconds, Math.floor((gaps[longest]?.seconds ?? 0) / 2))
  const shortened = gaps.map((gap, at) => (at === longest ? { ...gap, seconds: gap.seconds - taken } : gap))
  return { gaps: shortened.toSpliced(place, 0, { ...added, seconds: taken }), taken }
}

const longestGap = (gaps: readonly Gap[]): number =>
  gaps.reduce((longest, gap, at) => (gap.seconds > (gaps[longest]?.seconds ?? 0) ? at : longest), 0)

/**
 * Takes a keyframe out. Those around it stay where they are in time: their two gaps become one. At an end its gap goes
 * with it.
 */
export const removeKeyframe = (frames: Frames, index: number): Frames => {
  const keyframes = frames.keyframes.toSpliced(index, 1)
  const before = frames.gaps[index - 1]
  const after = frames.gaps[index]
  if (before && after) {
    const joined = { seconds: before.seconds + after.seconds, prompt: before.prompt || after.prompt }
    return { keyframes, gaps: frames.gaps.toSpliced(index - 1, 2, joined) }
  }
  return { keyframes, gaps: frames.gaps.toSpliced(Math.max(0, index - 1), 1) }
}

/** Moves an image to another post; those between move up. Gaps keep their place in time. */
export const moveKeyframe = (frames: Frames, from: number, to: number): Frames => {
  const moved = frames.keyframes[from]
  if (!moved) return frames
  return { ...frames, keyframes: frames.keyframes.toSpliced(from, 1).toSpliced(to, 0, moved) }
}

/** The post that a keyframe comes to stand on when it is dropped on a place of its own shot. */
export const postForMove = (frames: Frames, from: number, place: TrackPlace): number => {
  switch (place.kind) {
    case 'before':
      return 0
    case 'slot':
      return frames.keyframes.length - 1
    case 'post':
      return place.index
    case 'gap':
      return place.index < from ? place.index + 1 : place.index
  }
}
