import { binnedTakesByShot, takesByShot } from '../../shared/domain/board.ts'
import { recordOf, type BoardDocument, type Take } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'

/**
 * What is asked of the whole board again and again while one shot is worked on: worked out once, and again when the
 * parts of the document change that decide it, which typing in a shot does not do.
 */

/** The ids of all shots in the order of the board. */
export const shotOrder = rememberLast(
  ({ sceneIds, scenes }) => [sceneIds, scenes],
  ({ sceneIds, scenes }): readonly ShotId[] => sceneIds.flatMap((id) => recordOf(scenes, id)?.shotIds ?? []),
)

const takesOfAll = rememberLast(({ takes, takeMarks }) => [takes, takeMarks], takesByShot)
const binnedOfAll = rememberLast(({ takes, takeMarks }) => [takes, takeMarks], binnedTakesByShot)

const none: readonly Take[] = []

/** Takes of a shot, oldest first, without those that the user has binned. */
export const takesOfShot = (document: BoardDocument, id: ShotId): readonly Take[] =>
  takesOfAll(document).get(id) ?? none

/** Takes of a shot that the user has binned, oldest first. */
export const binnedTakesOfShot = (document: BoardDocument, id: ShotId): readonly Take[] =>
  binnedOfAll(document).get(id) ?? none

/** Whether anything has been rendered on the board. */
export const hasTakes = (document: BoardDocument): boolean =>
  takesOfAll(document).size > 0 || binnedOfAll(document).size > 0

/** Keeps the last result for as long as `partsOf` the document are the same. */
function rememberLast<T>(
  partsOf: (document: BoardDocument) => readonly unknown[],
  make: (document: BoardDocument) => T,
): (document: BoardDocument) => T {
  let last: { readonly parts: readonly unknown[]; readonly made: T } | null = null
  return (document) => {
    const parts = partsOf(document)
    if (!last?.parts.every((part, at) => part === parts[at])) last = { parts, made: make(document) }
    return last.made
  }
}
