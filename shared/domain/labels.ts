/**
 * Slate labels. Shots are numbered in tens, so that a shot can come between two others without renumbering: 10, 20,
 * then 15, then 15A. A label, once on a slate, is never changed by the program.
 */

// A longer number is no place in a row of tens, and counting on from it would outgrow a label.
const numberOf = (label: string): number => {
  const digits = /^\d{1,9}(?!\d)/.exec(label)
  return digits ? Number(digits[0]) : 0
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A label after all of `taken`: the next full ten. */
export const nextLabel = (taken: Iterable<string>): string => {
  const held = new Set(taken)
  let highest = 0
  for (const label of held) highest = Math.max(highest, numberOf(label))
  let next = (Math.floor(highest / 10) + 1) * 10
  while (held.has(String(next))) next += 10
  return String(next)
}

/**
 * A free label for a shot between two others (null: at the board's start or end): the middle number where there is
 * one, else the earlier label with a letter. Case does not tell labels apart.
 */
export const labelBetween = (
  before: string | null,
  after: string | null,
  taken: ReadonlySet<string>,
): string => {
  if (after === null) return nextLabel(taken)
  const held = new Set(Array.from(taken, (label) => label.toLowerCase()))
  const low = before === null ? 0 : numberOf(before)
  const high = numberOf(after)
  const middle = String(Math.floor((low + high) / 2))
  if (Number(middle) > low && Number(middle) < high && !held.has(middle)) return middle
  const stem = before ?? '0'
  for (const suffix of suffixes()) if (!held.has((stem + suffix).toLowerCase())) return stem + suffix
  throw new RangeError('no label is free here')
}

function* suffixes(): Generator<string> {
  for (const letter of letters) yield letter
  for (const first of letters) for (const second of letters) yield first + second
}
