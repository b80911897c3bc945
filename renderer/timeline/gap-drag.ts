import { totalSeconds } from '../../shared/domain/board.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import type { Gap, Shot } from '../../shared/domain/document.ts'
import { gapSeconds, gapSecondsTotal } from '../../shared/domain/endpoints.ts'

/**
 * Changing the length of a gap, by a drag of its edge, a key or a typed number. `ripple` moves everything behind the
 * edge; `roll` moves the one keyframe: what the gap gains, the next one loses.
 */
export type EdgeMode = 'ripple' | 'roll'

/** What stopped an edge short of where it was asked to go. */
export type EdgeStop = 'total' | 'shortest' | 'next-shortest'

export interface EdgeMove {
  readonly gaps: readonly Gap[]
  /** Length of the gap now. */
  readonly seconds: number
  /** Null where the edge is where it was asked to be. */
  readonly stoppedBy: EdgeStop | null
  /** How it moved: the last edge has no gap behind it to take from, so it always ripples. */
  readonly mode: EdgeMode
}

/**
 * The gaps after the edge at the end of gap `index` was moved to make it `wanted` seconds long (rounded to whole
 * seconds). The edge stops before a gap would be shorter than a second or the shot longer than 25. Throws where there
 * is no such gap.
 */
export const moveEdge = (gaps: readonly Gap[], index: number, wanted: number, asked: EdgeMode): EdgeMove => {
  const gap = gaps[index]
  if (!gap) throw new RangeError(`there is no gap ${index}`)
  const next = gaps[index + 1]
  const mode = next ? asked : 'ripple'
  const longest =
    mode === 'roll' && next
      ? gap.seconds + next.seconds - gapSeconds.min
      : gapSecondsTotal - totalSeconds(gaps) + gap.seconds
  const rounded = Math.round(wanted)
  const seconds = Math.max(gapSeconds.min, Math.min(rounded, longest))
  const changed = gaps.map((each, at) => {
    if (at === index) return { ...each, seconds }
    if (at === index + 1 && mode === 'roll') return { ...each, seconds: each.seconds + gap.seconds - seconds }
    return each
  })
  const stoppedBy =
    rounded > seconds ? (mode === 'roll' ? 'next-shortest' : 'total') : rounded < seconds ? 'shortest' : null
  return { gaps: changed, seconds, stoppedBy, mode }
}

/** The command that an edge which was moved asks for; null where the gap is as it was. */
export const edgeCommand = (shot: Shot, index: number, move: EdgeMove): UserCommand | null => {
  if (shot.frames.gaps[index]?.seconds === move.seconds) return null
  const { mode, seconds } = move
  return { type: mode === 'roll' ? 'gap.roll' : 'gap.edit', shotId: shot.id, index, seconds }
}

/** The seconds that a drag asks for: those at its start and the way of the pointer since. */
export const draggedSeconds = (startSeconds: number, wayPx: number, pxPerSecond: number): number =>
  startSeconds + wayPx / pxPerSecond

/** Seconds as typed (`5`, `5 s`, `5s`, `4.6` rounded), or null where the text says no length. */
export const typedSeconds = (text: string): number | null => {
  const match = /^(\d{1,3})(?:[.,](\d))?\s*s?$/i.exec(text.trim())
  if (!match) return null
  return Math.round(Number(`${match[1]}.${match[2] ?? 0}`))
}
