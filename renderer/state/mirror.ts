import type { UserCommand } from '../../shared/domain/commands.ts'
import type { BoardDocument } from '../../shared/domain/document.ts'
import { beginHistory, perform, type HistoryChange } from '../../shared/domain/history.ts'
import { patchDocument, type Refusal } from '../../shared/domain/reduce.ts'
import type { EventPayload } from '../../shared/contract.ts'

/**
 * The window's mirror of the core's document: what the core has confirmed, and on top of it the edits that are still on
 * their way. Pure. The core's word always stands: edits are carried out again on whatever it says.
 */

/**
 * An edit on its way to the core.
 * - `answeredAt`: the revision with which the core answered, null until it has.
 * - `isStranded`: the connection was lost before an answer; nobody knows whether the edit arrived.
 * - `outcome`: carried out on what the edits before it come to; null where it does not fit any more.
 */
export interface PendingEdit {
  readonly editId: string
  readonly commands: readonly UserCommand[]
  readonly name: string | null
  readonly answeredAt: number | null
  readonly isStranded: boolean
  readonly outcome: Outcome | null
}

type Carried = HistoryChange & { readonly ok: true }

/** What an edit makes of the document that it is carried out on, and how. */
interface Outcome {
  readonly document: BoardDocument
  readonly patches: Carried['patches']
}

export interface Mirror {
  readonly confirmed: BoardDocument
  readonly revision: number
  readonly pending: readonly PendingEdit[]
  /** The confirmed document with the pending edits. */
  readonly document: BoardDocument
}

type Patches = EventPayload<'project.changed'>['patches']

export const beginMirror = (document: BoardDocument, revision: number): Mirror => ({
  confirmed: document,
  revision,
  pending: [],
  document,
})

/** Carries an edit out in the mirror, ahead of the core. */
export const anticipate = (
  mirror: Mirror,
  edit: Pick<PendingEdit, 'editId' | 'commands' | 'name'>,
): { readonly ok: true; readonly mirror: Mirror } | { readonly ok: false; readonly refusal: Refusal } => {
  const change = perform(beginHistory(mirror.document), edit.commands, edit.name)
  if (!change.ok) return change
  return {
    ok: true,
    mirror: {
      ...mirror,
      pending: [...mirror.pending, { ...underWay(edit), outcome: outcomeOf(change) }],
      document: change.history.document,
    },
  }
}

/** The mirror after a change that the core told of; null where one before it was missed. */
export const confirm = (
  mirror: Mirror,
  change: { readonly revision: number; readonly patches: Patches; readonly editId: string | null },
): Mirror | null => {
  if (change.revision <= mirror.revision) return mirror
  if (change.revision !== mirror.revision + 1) return null
  const pending = mirror.pending.filter(
    ({ editId, answeredAt }) =>
      editId !== change.editId && (answeredAt === null || answeredAt > change.revision),
  )
  const [first] = mirror.pending
  // The usual case: the core did just what was anticipated, and nothing has to be shown anew.
  const isFirst = first?.editId === change.editId && mirror.pending.length - 1 === pending.length
  if (isFirst && first.outcome && isSame(first.outcome.patches, change.patches))
    return {
      confirmed: first.outcome.document,
      revision: change.revision,
      pending,
      document: mirror.document,
    }
  const confirmed = patchDocument(mirror.confirmed, change.patches)
  return rebased({ ...mirror, confirmed, revision: change.revision, pending })
}

/** The mirror after the core answered an edit well. An edit that changed nothing has no change of its own to wait for. */
export const answered = (mirror: Mirror, editId: string, revision: number): Mirror => {
  if (!mirror.pending.some((edit) => edit.editId === editId)) return mirror
  if (revision <= mirror.revision) return withdraw(mirror, editId)
  return {
    ...mirror,
    pending: mirror.pending.map((edit) =>
      edit.editId === editId ? { ...edit, answeredAt: revision } : edit,
    ),
  }
}

/** The mirror when an edit's call was lost with the connection, or could not be made without one. */
export const strand = (mirror: Mirror, editId: string): Mirror => ({
  ...mirror,
  pending: mirror.pending.map((edit) => (edit.editId === editId ? { ...edit, isStranded: true } : edit)),
})

/** The mirror without an edit that the core refused. */
export const withdraw = (mirror: Mirror, editId: string): Mirror =>
  rebased({ ...mirror, pending: mirror.pending.filter((edit) => edit.editId !== editId) })

/**
 * The mirror after the core told of a whole new document. Edits that it has not told of by then come after it; those
 * that are stranded wait for `reconcile`.
 */
export const replaced = (mirror: Mirror, document: BoardDocument, revision: number): Mirror =>
  rebased({ ...mirror, confirmed: document, revision })

/**
 * The mirror after the document was read anew: the connection was lost, or a change was missed. `toSend` are stranded
 * edits that certainly did not arrive; `lost` counts those of which nobody can tell, because others changed the document
 * besides. Edits that are under way stay so.
 */
export const reconcile = (
  mirror: Mirror,
  document: BoardDocument,
  revision: number,
): { readonly mirror: Mirror; readonly toSend: readonly PendingEdit[]; readonly lost: number } => {
  const stranded = mirror.pending.filter((edit) => edit.isStranded)
  const goingOn = mirror.pending.filter((edit) => !edit.isStranded)
  const arrived = countArrived(mirror.confirmed, stranded, document)
  const toSend = arrived === null ? [] : stranded.slice(arrived).map(underWay)
  return {
    mirror: rebased({ confirmed: document, revision, pending: [...toSend, ...goingOn], document }),
    toSend,
    lost: arrived === null ? stranded.length : 0,
  }
}

/** How many of the edits, from the first on, make one document the other; null where no number of them does. */
const countArrived = (
  from: BoardDocument,
  edits: readonly PendingEdit[],
  to: BoardDocument,
): number | null => {
  let reached = from
  for (const [count, { commands, name }] of edits.entries()) {
    if (isSame(reached, to)) return count
    const change = perform(beginHistory(reached), commands, name)
    if (change.ok) reached = change.history.document
  }
  return isSame(reached, to) ? edits.length : null
}

const underWay = ({
  editId,
  commands,
  name,
}: Pick<PendingEdit, 'editId' | 'commands' | 'name'>): PendingEdit => ({
  editId,
  commands,
  name,
  answeredAt: null,
  isStranded: false,
  outcome: null,
})

const outcomeOf = ({ history, patches }: Carried): Outcome => ({
  document: history.document,
  patches,
})

// An edit that does not fit any more is left out; the core refuses it too, and its answer says so to the user.
const rebased = (mirror: Mirror): Mirror => {
  let document = mirror.confirmed
  const pending = mirror.pending.map((edit) => {
    const change = perform(beginHistory(document), edit.commands, edit.name)
    if (change.ok) ({ document } = change.history)
    return { ...edit, outcome: change.ok ? outcomeOf(change) : null }
  })
  return { ...mirror, pending, document }
}

/** Whether two values of JSON are the same, whatever the order of their members. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) &&
      isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  )
}
