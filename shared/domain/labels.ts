import { shotsInOrder } from './board.ts'
import type { BoardDocument } from './document.ts'
import type { SceneId, ShotId } from './ids.ts'

/**
 * Slate labels. Shots are numbered in tens, so that a shot can come between two others without renumbering: 10, 20,
 * then 15, then 15A. A label, once on a slate, is never changed by the program.
 */

/** Longest label, in characters. */
const labelLength = 16

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
 * one, else the earlier label with a letter, else a number after all others. Case does not tell labels apart.
 */
export const labelBetween = (
  before: string | null,
  after: string | null,
  taken: ReadonlySet<string>,
): string => labelsBetween(before, after, taken, 1)[0] ?? nextLabel(taken)

/**
 * Free labels for `count` shots between two others (null: at the board's start or end), in the order of the shots:
 * numbers spread evenly where there are enough, else the earlier label with letters, else numbers after all others.
 */
export const labelsBetween = (
  before: string | null,
  after: string | null,
  taken: ReadonlySet<string>,
  count: number,
): string[] => {
  const held = new Set(Array.from(taken, (label) => label.toLowerCase()))
  if (after === null) return labelsAfter(held, count)
  const low = before === null ? 0 : numberOf(before)
  const numbers = spread(low, numberOf(after), count).map(String)
  if (numbers.length === count && numbers.every((label) => !held.has(label))) return numbers
  const stem = before ?? '0'
  const lettered: string[] = []
  for (const suffix of suffixes()) {
    if (lettered.length === count) break
    const label = stem + suffix
    if (label.length <= labelLength && !held.has(label.toLowerCase())) lettered.push(label)
  }
  return lettered.length === count ? lettered : labelsAfter(held, count)
}

/**
 * Free labels for `count` shots that come to stand in a scene from place `index` on, between their neighbours on the
 * board, which may be in other scenes.
 */
export const labelsAt = (
  document: BoardDocument,
  { sceneId, index }: { readonly sceneId: SceneId; readonly index: number },
  count: number,
): string[] => {
  const inOrder = shotsInOrder(document)
  const scenesBefore = document.sceneIds.slice(0, document.sceneIds.indexOf(sceneId))
  const at = scenesBefore.reduce((sum, id) => sum + (document.scenes[id]?.shotIds.length ?? 0), index)
  const taken = new Set(inOrder.map((shot) => shot.label))
  return labelsBetween(inOrder[at - 1]?.label ?? null, inOrder[at]?.label ?? null, taken, count)
}

/** Whole numbers between two others, evenly spread; none where there is no room for so many. */
const spread = (low: number, high: number, count: number): number[] =>
  high - low > count
    ? Array.from({ length: count }, (_, at) => low + Math.floor(((high - low) * (at + 1)) / (count + 1)))
    : []

const labelsAfter = (held: ReadonlySet<string>, count: number): string[] => {
  const labels: string[] = []
  for (let next = nextLabel(held); labels.length < count; next = String(Number(next) + 10))
    if (!held.has(next)) labels.push(next)
  return labels
}

/**
 * New labels in tens, in the order of the board, for every shot whose label is to change. Locked labels stay, and no
 * other shot gets one of theirs.
 */
export const renumbering = (document: BoardDocument): Record<ShotId, string> => {
  const shots = shotsInOrder(document)
  const locked = new Set(shots.filter((shot) => shot.labelLocked).map((shot) => shot.label.toLowerCase()))
  const labels: Record<ShotId, string> = {}
  let next = 10
  for (const shot of shots) {
    if (shot.labelLocked) continue
    while (locked.has(String(next))) next += 10
    if (shot.label !== String(next)) labels[shot.id] = String(next)
    next += 10
  }
  return labels
}

function* suffixes(): Generator<string> {
  for (const letter of letters) yield letter
  for (const first of letters) for (const second of letters) yield first + second
}
