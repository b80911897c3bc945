import type { Patch } from 'immer'
import { undoPolicyOf, type Command, type CommandType } from './commands.ts'
import type { BoardDocument } from './document.ts'
import { patchDocument, reduceAll, type Refusal } from './reduce.ts'

/** One step that undo can take back: what it is called, and the patches of both directions. */
export interface HistoryStep {
  /** Type of the command that began the step, for "Undo move shot". */
  readonly command: CommandType
  /** What the step does, in a few words of whoever asked for it ("Move 3 shots"); null where they gave none. */
  readonly name: string | null
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

/**
 * Carries out a command, or several as one: all of them or none, and one step of undo, except for what the undo policy
 * of a command ignores. A single command that merges joins the step before it.
 */
export const perform = (
  history: History,
  commands: Command | readonly Command[],
  name: string | null = null,
): HistoryChange => {
  const all = 'type' in commands ? [commands] : commands
  let { document } = history
  const patches: Patch[] = []
  const remembered: Patch[] = []
  const inverses: Patch[][] = []
  let first: CommandType | null = null
  for (const { run, isIgnored } of runsOf(all)) {
    const reduction = reduceAll(document, run)
    if (!reduction.ok) return reduction
    document = reduction.document
    patches.push(...reduction.patches)
    if (isIgnored || reduction.patches.length === 0) continue
    first ??= run[0]?.type ?? null
    remembered.push(...reduction.patches)
    inverses.push(reduction.inverse)
  }
  if (first === null) return { ok: true, history: { ...history, document }, patches }
  const inverse = inverses.toReversed().flat()
  const step = { command: first, name, mergeKey: mergeKeyOf(all), patches: remembered, inverse }
  return { ok: true, history: withStep({ ...history, document }, step), patches }
}

/** Commands in runs that undo remembers, or ignores, as a whole. */
const runsOf = (commands: readonly Command[]): { run: Command[]; isIgnored: boolean }[] => {
  const runs: { run: Command[]; isIgnored: boolean }[] = []
  for (const command of commands) {
    const isIgnored = undoPolicyOf(command).kind === 'ignore'
    const last = runs.at(-1)
    if (last?.isIgnored === isIgnored) last.run.push(command)
    else runs.push({ run: [command], isIgnored })
  }
  return runs
}

const mergeKeyOf = (commands: readonly Command[]): string | null => {
  const [only, ...others] = commands
  const policy = only && others.length === 0 ? undoPolicyOf(only) : null
  return policy?.kind === 'merge' ? policy.key : null
}

const withStep = ({ document, undoable, redoable }: History, step: HistoryStep): History => {
  const last = undoable.at(-1)
  if (last && step.mergeKey !== null && last.mergeKey === step.mergeKey && redoable.length === 0) {
    const patches = [...last.patches, ...step.patches]
    const inverse = [...step.inverse, ...last.inverse]
    return { document, undoable: [...undoable.slice(0, -1), { ...last, patches, inverse }], redoable: [] }
  }
  return { document, undoable: [...undoable, step].slice(-historyLimit), redoable: [] }
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
