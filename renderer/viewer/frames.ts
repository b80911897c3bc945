import { framesPerSecond, parseTimecode } from '../../shared/domain/timecode.ts'

/** Frames of a clip that is this long; at least one. */
export const frameCount = (durationMs: number): number =>
  Math.max(1, Math.round((durationMs / 1000) * framesPerSecond))

/** The moment, in seconds, at which a frame is surely shown: its middle, so that no rounding gives a neighbour. */
export const momentOf = (frame: number): number => (frame + 0.5) / framesPerSecond

/** The same in whole milliseconds, as the core wants it. */
export const momentMsOf = (frame: number): number => Math.round(momentOf(frame) * 1000)

/** The frame that is shown at a moment in seconds. Times of frames in files are rounded, mostly down. */
export const frameAt = (seconds: number, frames: number): number =>
  clampFrame(Math.floor(seconds * framesPerSecond + 0.05), frames)

/** A frame number within a clip of so many frames. */
export const clampFrame = (frame: number, frames: number): number =>
  Math.max(0, Math.min(Math.round(frame), frames - 1))

/** Where a frame lies on a line from 0 to 1. */
export const fractionOf = (frame: number, frames: number): number =>
  frames < 2 ? 0 : Math.max(0, Math.min(1, frame / (frames - 1)))

/** The frame at a place on that line. */
export const frameAtFraction = (fraction: number, frames: number): number =>
  clampFrame(fraction * (frames - 1), frames)

/** Where the gaps of a shot meet, as frames: the posts between the first and the last. */
export const postFrames = (gapSeconds: readonly number[], frames: number): readonly number[] => {
  let sum = 0
  return gapSeconds.slice(0, -1).map((seconds) => {
    sum += seconds
    return clampFrame(sum * framesPerSecond, frames)
  })
}

/**
 * The frame that was typed: a whole timecode, its end (`4:11` is 4 seconds and 11 frames), or digits alone (`411`),
 * as on an editing desk. Null where it is none of these.
 */
export const typedFrame = (text: string): number | null => {
  const trimmed = text.trim()
  const parts = /^\d{1,8}$/.test(trimmed)
    ? (trimmed.padStart(8, '0').match(/\d\d/g) ?? [])
    : /^\d{1,2}(?:[:;.]\d{1,2}){1,3}$/.test(trimmed)
      ? trimmed.split(/[:;.]/).map((part) => part.padStart(2, '0'))
      : []
  if (parts.length === 0) return null
  return parseTimecode([...Array.from({ length: 4 - parts.length }, () => '00'), ...parts].join(':'))
}
