import { chosenTake } from '../../shared/domain/board.ts'
import {
  recordOf,
  type Asset,
  type BoardDocument,
  type Shot,
  type Take,
} from '../../shared/domain/document.ts'
import type { ShotId, TakeId } from '../../shared/domain/ids.ts'
import { isDescribed } from '../../shared/domain/prompt.ts'
import { shotOrder, takesOfShot } from '../state/board-order.ts'
import type { Session } from '../state/session.ts'

/** What the viewer shows. */
export type Subject =
  /** Nothing is chosen; the board may have no shots at all. */
  | { readonly kind: 'no-shot'; readonly emptyBoard: boolean }
  /** The shot has neither a take nor anything that a take could be made of. */
  | { readonly kind: 'nothing'; readonly shot: Shot }
  | { readonly kind: 'take'; readonly take: Take; readonly shot: Shot | null }
  | { readonly kind: 'missing'; readonly take: Take; readonly shot: Shot | null }
  | { readonly kind: 'image'; readonly asset: Asset }
  | { readonly kind: 'preview'; readonly shot: Shot }
  | { readonly kind: 'compare'; readonly takes: readonly [Take, Take]; readonly shot: Shot | null }

type Asked = Pick<Session, 'currentShotId' | 'viewer' | 'compareTakeIds'>

/** What is to be shown of a board. What was asked for and is gone gives way to the shot itself. */
export const subjectOf = (
  document: BoardDocument,
  { currentShotId, viewer, compareTakeIds }: Asked,
  missingClips: ReadonlySet<string>,
): Subject => {
  const [left, right] = (compareTakeIds ?? []).map((id) => recordOf(document.takes, id))
  if (left && right) return { kind: 'compare', takes: [left, right], shot: shotOf(document, left) }
  if (viewer.kind === 'image') {
    const asset = recordOf(document.assets, viewer.assetId)
    if (asset) return { kind: 'image', asset }
  }
  if (viewer.kind === 'take') {
    const take = recordOf(document.takes, viewer.takeId)
    if (take) return takeSubject(take, shotOf(document, take), missingClips)
  }
  const shot = currentShotId === null ? undefined : recordOf(document.shots, currentShotId)
  if (!shot) return { kind: 'no-shot', emptyBoard: shotOrder(document).length === 0 }
  const take =
    viewer.kind === 'preview' ? undefined : chosenTake(document, shot, takesOfShot(document, shot.id))
  if (take) return takeSubject(take, shot, missingClips)
  return hasIngredients(shot) ? { kind: 'preview', shot } : { kind: 'nothing', shot }
}

const shotOf = (document: BoardDocument, take: Take): Shot | null =>
  recordOf(document.shots, take.shotId) ?? null

const takeSubject = (take: Take, shot: Shot | null, missingClips: ReadonlySet<string>): Subject =>
  missingClips.has(take.file) ? { kind: 'missing', take, shot } : { kind: 'take', take, shot }

/** Whether there is anything to see of what the shot would be made of, in its own mode. */
export const hasIngredients = (shot: Shot): boolean => {
  switch (shot.mode) {
    case 'frames':
      return shot.frames.keyframes.length > 0
    case 'elements':
      return shot.elements.items.length > 0
    case 'image':
      return shot.image.picture !== null
    case 'text':
      return isDescribed(shot)
  }
}

/** The shot that stands so many places behind (or before) another; null beyond the ends. */
export const shotBeside = (document: BoardDocument, id: ShotId | null, by: number): Shot | null => {
  const order = shotOrder(document)
  const at = id === null ? -1 : order.indexOf(id)
  const beside = at === -1 ? order.at(by > 0 ? 0 : -1) : order[at + by]
  return (beside !== undefined && recordOf(document.shots, beside)) || null
}

/**
 * The clips that are likely to be asked for next: those of the shots on both sides, and the take before and after the
 * one that is shown.
 */
export const takesLikelyNext = (
  document: BoardDocument,
  take: Take,
  missingClips: ReadonlySet<string>,
): readonly Take[] => {
  const ofShot = takesOfShot(document, take.shotId)
  const at = ofShot.findIndex(({ id }) => id === take.id)
  const beside = [1, -1].flatMap((by) => {
    const shot = shotBeside(document, take.shotId, by)
    return (shot && chosenTake(document, shot, takesOfShot(document, shot.id))) ?? []
  })
  const others = at === -1 ? [] : [ofShot[at + 1], ofShot[at - 1]].flatMap((other) => other ?? [])
  const seen = new Set<TakeId>([take.id])
  return [...beside, ...others].filter(({ id, file }) => {
    if (seen.has(id) || missingClips.has(file)) return false
    seen.add(id)
    return true
  })
}
