import type { Gap } from '../../shared/domain/document.ts'

/** Two keyframes by number, and the share of the second (0–1). */
export interface Exposure {
  readonly from: number
  readonly to: number
  readonly mix: number
}

const smoothstep = (share: number): number => share * share * (3 - 2 * share)

/**
 * What is seen of a shot of keyframes at a moment, in milliseconds from its start: the same cross-fade as in a
 * rehearsal. Every keyframe stands alone where its gaps meet; after the end the last one stays.
 */
export const exposureAt = (gaps: readonly Gap[], atMs: number): Exposure => {
  let startMs = 0
  for (const [index, { seconds }] of gaps.entries()) {
    const endMs = startMs + seconds * 1000
    if (atMs < endMs)
      return { from: index, to: index + 1, mix: smoothstep(Math.max(0, atMs - startMs) / (seconds * 1000)) }
    startMs = endMs
  }
  return { from: gaps.length, to: gaps.length, mix: 0 }
}
