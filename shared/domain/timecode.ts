/** Frames per second of rehearsals and of the board's timecode. */
export const framesPerSecond = 24

/** Frames in a length of whole or fractional seconds, rounded to the nearest frame. */
export const framesIn = (seconds: number): number => Math.round(seconds * framesPerSecond)

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** Non-drop timecode `hh:mm:ss:ff` at 24 frames per second of a frame number (whole, not negative). */
export const formatTimecode = (frame: number): string => {
  if (!Number.isInteger(frame) || frame < 0) throw new RangeError(`not a frame number: ${frame}`)
  const seconds = Math.floor(frame / framesPerSecond)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % framesPerSecond]
    .map(twoDigits)
    .join(':')
}

/** The frame number of a timecode `hh:mm:ss:ff`, or null where the text is not one. */
export const parseTimecode = (text: string): number | null => {
  const match = /^(\d{2,}):([0-5]\d):([0-5]\d):([01]\d|2[0-3])$/.exec(text)
  if (!match) return null
  const [hours, minutes, seconds, frames] = match.slice(1).map(Number) as [number, number, number, number]
  return ((hours * 60 + minutes) * 60 + seconds) * framesPerSecond + frames
}

/** A length for people: `5 s`, and from a minute on, to the nearest second, `1:05`. */
export const formatSeconds = (seconds: number): string => {
  if (seconds < 60) return `${seconds} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`
}
