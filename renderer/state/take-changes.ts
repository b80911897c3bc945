import type { BoardDocument, Shot, Take } from '../../shared/domain/document.ts'
import { staleness, type StaleInput } from '../../shared/domain/stale.ts'

interface Known {
  readonly aspect: BoardDocument['aspect']
  readonly template: BoardDocument['template']
  readonly changes: readonly StaleInput[]
}

/** By the shot and the take as they stand in the document: an edit makes others of them. */
const known = new WeakMap<Shot, WeakMap<Take, Known>>()

/**
 * What has changed since a take of the shot was made, as `staleness`. It takes a hash, and every card in sight asks with
 * every edit, so that it is worked out anew only where something has changed that decides it.
 */
export const changesSince = (document: BoardDocument, shot: Shot, take: Take): readonly StaleInput[] => {
  const { aspect, template } = document
  const ofShot = known.get(shot) ?? new WeakMap<Take, Known>()
  const before = ofShot.get(take)
  if (before?.aspect === aspect && before.template === template) return before.changes
  const changes = staleness(document, shot, take)
  known.set(shot, ofShot.set(take, { aspect, template, changes }))
  return changes
}
