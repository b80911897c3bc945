/**
 * Slate labels. Shots are numbered in tens, so that a shot can come between two others without renumbering: 10, 20,
 * then 15, then 15A. A label, once on a slate, is never changed by the program.
 */

const numberOf = (label: string): number => {
  const digits = /^\d+/.exec(label)
  return digits ? Number(digits[0]) : 0
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A label after all of `taken`: the next full ten. */
export const nextLabel = (taken: Iterable<string>): string => {
  let highest = 0
  for (const label of taken) highest = Math.max(highest, numberOf(label))
  return String((Math.floor(highest / 10) + 1) * 10)
}

/**
 * A free label for a shot between two others (null: at the board's start or end): the middle number where there is
 * one, else the earlier label with a letter.
 */
export const labelBetween = (before: string | null, after: string | null, taken: ReadonlySet<string>): string => {
  if (after === null) return nextLabel(taken)
  const low = before === null ? 0 : numberOf(before)
  const high = numberOf(after)
  const middle = String(Math.floor((low + high) / 2))
  if (Number(middle) > low && Number(middle) < high && !taken.has(middle)) return middle
  const stem = before ?? '0'
  for (const suffix of suffixes()) if (!taken.has(stem + suffix)) return stem + suffix
  throw new RangeError('no label is free here')
}

function* suffixes(): Generator<string> {
  for (const letter of letters) yield letter
  for (const first of letters) for (const second of letters) yield first + second
}
