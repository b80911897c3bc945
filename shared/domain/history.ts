import type { Patch } from 'immer'
import { undoPolicyOf, type Command } from './commands.ts'
import type { BoardDocument } from './document.ts'
import { patchDocument, reduce, type Refusal } from './reduce.ts'

/** One step that undo can take back: what it is called, and the patches of both directions. */
export interface HistoryStep {
  /** Type of the command that began the step, for "Undo move shot". */
  readonly command: Command['type']
  readonly mergeKey: string | null
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

/** A document with its undo and redo stacks; the last step of each is the next one to be taken. */
export interface History {
  readonly document: BoardDocument
  readonly undoable: readonly HistoryStep[]
  readonly redoable: readonly HistoryStep[]
}

/** Steps that undo can go back. */
export const historyLimit = 500

/** A history that begins with this document. */
export const beginHistory = (document: BoardDocument): History => ({ document, undoable: [], redoable: [] })

/** A change of the document with the patches that made it, or the refusal. */
export type HistoryChange =
  | { readonly ok: true; readonly history: History; readonly patches: readonly Patch[] }
  | { readonly ok: false; readonly refusal: Refusal }

/** Carries out a command and remembers it as its undo policy says. */
export const perform = (history: History, command: Command): HistoryChange => {
  const reduction = reduce(history.document, command)
  if (!reduction.ok) return reduction
  const { document, patches, inverse } = reduction
  const policy = undoPolicyOf(command)
  if (policy.kind === 'ignore') return { ok: true, history: { ...history, document }, patches }
  if (patches.length === 0) return { ok: true, history, patches }

  const mergeKey = policy.kind === 'merge' ? policy.key : null
  const last = history.undoable.at(-1)
  const joins = mergeKey !== null && last?.mergeKey === mergeKey && history.redoable.length === 0
  const step: HistoryStep = joins
    ? { ...last, patches: [...last.patches, ...patches], inverse: [...inverse, ...last.inverse] }
    : { command: command.type, mergeKey, patches, inverse }
  const undoable = [...(joins ? history.undoable.slice(0, -1) : history.undoable), step].slice(-historyLimit)
  return { ok: true, history: { document, undoable, redoable: [] }, patches }
}

/** Ends a run of merging commands (the user paused, or turned elsewhere): the next one begins a step of its own. */
export const seal = (history: History): History => {
  const last = history.undoable.at(-1)
  if (!last || last.mergeKey === null) return history
  return { ...history, undoable: [...history.undoable.slice(0, -1), { ...last, mergeKey: null }] }
}

/** Takes the last step back; null where there is none. */
export const undo = (history: History): { history: History; patches: readonly Patch[] } | null => {
  const step = history.undoable.at(-1)
  if (!step) return null
  return {
    history: {
      document: patchDocument(history.document, step.inverse),
      undoable: history.undoable.slice(0, -1),
      redoable: [...history.redoable, { ...step, mergeKey: null }],
    },
    patches: step.inverse,
  }
}

/** Does the last undone step again; null where there is none. */
export const redo = (history: History): { history: History; patches: readonly Patch[] } | null => {
  const step = history.redoable.at(-1)
  if (!step) return null
  return {
    history: {
      document: patchDocument(history.document, step.patches),
      undoable: [...history.undoable, step],
      redoable: history.redoable.slice(0, -1),
    },
    patches: step.patches,
  }
}
