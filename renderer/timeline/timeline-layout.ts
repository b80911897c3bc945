import type { Aspect } from '../../shared/domain/endpoints.ts'
import { keyframeCount } from '../../shared/domain/endpoints.ts'
import type { TrackPlace } from './edit-frames.ts'

/**
 * Where things stand on the track of keyframes, in pixels from its left end. A post marks a moment at its middle; a gap
 * is a fixed share wide, so that its seconds can be read, and the same number of pixels for every second of it.
 */

export interface PostSize {
  readonly width: number
  readonly height: number
}
export interface Span {
  readonly x: number
  readonly width: number
}
export interface TrackLayout {
  readonly post: PostSize
  /** Left ends of the posts. */
  readonly posts: readonly number[]
  readonly gaps: readonly Span[]
  /** The empty place behind the last post; null where the shot is full. */
  readonly slot: Span | null
  readonly pxPerSecond: number
  /** Width of all of it; more than was available where the track has to scroll. */
  readonly width: number
}

/** Measures of the track in pixels: they decide where things stand, so they cannot live in the style sheet. */
const measures = {
  postLongSide: 84,
  wideTrack: 1000,
  wideFactor: 1.12,
  postTallest: 64,
  postNarrowest: 36,
  gapBase: 46,
  slotWidth: 92,
  slotMargin: 14,
  pxPerSecondMost: 40,
  beforeShare: 0.14,
} as const

const ratioOf = (aspect: Aspect): number => {
  const [across, down] = aspect.split(':').map(Number) as [number, number]
  return across / down
}

/** The size of a post in the shot's shape, on a track that is `trackWidth` wide. */
export const postSize = (aspect: Aspect, trackWidth: number): PostSize => {
  const ratio = ratioOf(aspect)
  const factor = trackWidth >= measures.wideTrack ? measures.wideFactor : 1
  const width = Math.min(measures.postLongSide * factor, measures.postTallest * ratio)
  return { width: Math.round(width), height: Math.round(width / ratio) }
}

/** Lays the track out in `available` pixels. `seconds` are those of the gaps; there is one post more than gaps. */
export const layoutTrack = (options: {
  readonly posts: number
  readonly seconds: readonly number[]
  readonly aspect: Aspect
  readonly available: number
  /** An edge on its way keeps the scale that it was taken at, so that it stays under the pointer while there is room. */
  readonly pxPerSecondMost?: number
}): TrackLayout => {
  const { posts, seconds, aspect, available, pxPerSecondMost = measures.pxPerSecondMost } = options
  const hasSlot = posts < keyframeCount.max
  const slotTakes = hasSlot ? measures.slotWidth + (posts > 0 ? measures.slotMargin : 0) : 0
  const forPosts = available - slotTakes - seconds.length * measures.gapBase
  const whole = postSize(aspect, available)
  const width = Math.max(
    Math.min(whole.width, Math.floor(forPosts / Math.max(1, posts))),
    Math.min(measures.postNarrowest, whole.width),
  )
  const post = { width, height: whole.height }
  const left = Math.max(0, forPosts - posts * width)
  const total = seconds.reduce((sum, each) => sum + each, 0)
  const pxPerSecond = Math.min(pxPerSecondMost, total > 0 ? left / total : pxPerSecondMost)

  const postXs: number[] = []
  const gaps: Span[] = []
  let x = 0
  for (let at = 0; at < posts; at++) {
    postXs.push(x)
    x += width
    const length = seconds[at]
    if (length === undefined) continue
    const gap = { x, width: measures.gapBase + length * pxPerSecond }
    gaps.push(gap)
    x += gap.width
  }
  const slot = hasSlot ? { x: x + (posts > 0 ? measures.slotMargin : 0), width: measures.slotWidth } : null
  return { post, posts: postXs, gaps, slot, pxPerSecond, width: slot ? slot.x + slot.width : x }
}

const middles = ({ posts, post }: TrackLayout): number[] => posts.map((x) => x + post.width / 2)

/** Starts of the posts in seconds: 0, then after each gap. */
export const postTimes = (seconds: readonly number[]): number[] => {
  const times = [0]
  let sum = 0
  for (const each of seconds) times.push((sum += each))
  return times
}

/** Where a moment stands on the track. */
export const xAtMs = (layout: TrackLayout, seconds: readonly number[], ms: number): number => {
  const xs = middles(layout)
  const times = postTimes(seconds)
  for (let at = 0; at + 1 < xs.length; at++) {
    const [from, to, start, end] = [xs[at] ?? 0, xs[at + 1] ?? 0, times[at] ?? 0, times[at + 1] ?? 0]
    if (ms <= end * 1000) return from + ((to - from) * Math.max(0, ms / 1000 - start)) / (end - start)
  }
  return xs.at(-1) ?? 0
}

/** The moment at a place on the track, in milliseconds from the start; places outside are its ends. */
export const msAtX = (layout: TrackLayout, seconds: readonly number[], x: number): number => {
  const xs = middles(layout)
  const times = postTimes(seconds)
  for (let at = 0; at + 1 < xs.length; at++) {
    const [from, to, start, end] = [xs[at] ?? 0, xs[at + 1] ?? 0, times[at] ?? 0, times[at + 1] ?? 0]
    if (x <= to) return Math.round(1000 * (start + ((end - start) * Math.max(0, x - from)) / (to - from)))
  }
  return 1000 * (times[xs.length - 1] ?? 0)
}

/** The place on the track at which something is dropped. `x` counts from the track's left end. */
export const placeAt = (layout: TrackLayout, seconds: readonly number[], x: number): TrackPlace => {
  const { posts, post, gaps } = layout
  if (posts.length === 0) return { kind: 'slot' }
  if (x < (posts[0] ?? 0) + post.width * measures.beforeShare) return { kind: 'before' }
  const onPost = posts.findIndex((left) => x >= left && x <= left + post.width)
  if (onPost !== -1) return { kind: 'post', index: onPost }
  const onGap = gaps.findIndex((gap) => x > gap.x && x < gap.x + gap.width)
  if (onGap === -1) return { kind: 'slot' }
  const intoGap = msAtX(layout, seconds, x) / 1000 - (postTimes(seconds)[onGap] ?? 0)
  return { kind: 'gap', index: onGap, second: Math.round(intoGap) }
}
