import type { Patch } from 'immer'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import type { Command } from '../../../shared/domain/commands.ts'
import type { HistoryStep } from '../../../shared/domain/history.ts'
import type { Repair } from '../../../shared/domain/opening.ts'
import type { Failure, Result } from '../../../shared/errors.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'

/** What a project needs of the world. */
export interface ProjectPorts {
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
  /** The program's data folder; earlier states are kept in `<home>/backups/<project id>/`. Made where missing. */
  readonly home: string
  /** Gives `count` random bytes, for ids and names of temporary files. */
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * Whether the project may be changed, and if not, why:
 * - `locked`: another process has it open;
 * - `too-new`: a newer version of the program wrote it;
 * - `no-permission`: the folder cannot be written in;
 * - `lock-lost`: another process took it over while this one had it open.
 *
 * `words` say it to the user, with what to do next.
 */
export type Access =
  | { readonly kind: 'write' }
  | {
      readonly kind: 'read-only'
      readonly why: 'locked' | 'too-new' | 'no-permission' | 'lock-lost'
      readonly words: string
    }

/** What happened while the project was opened. File names are relative to the project folder. */
export interface OpeningReport {
  /** What was put right in the document, as sentences; mostly empty. */
  readonly repairs: readonly Repair[]
  /** Set where the document was damaged or missing and an earlier state was opened in its place. */
  readonly recoveredFrom?: {
    /** Why the document itself could not be opened. */
    readonly why: string
    readonly source: 'backup' | 'ladder'
    /** When that state was saved, in milliseconds since 1970. */
    readonly savedAt: number
  }
  /** Name under which the damaged document was kept. */
  readonly keptAside?: string
  /** Version of the document where it was an older one. */
  readonly migratedFrom?: number
}

/**
 * How the document in memory stands to the one on disk. `changed-outside`: another program changed the file and the
 * user has to say which is to stand (`resolveOutsideChange`). A failed save is tried again by itself.
 */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'changed-outside' | { readonly failed: Failure }

/** One change that was made: the patches that lead from the revision before to `revision`. */
export interface DocumentChange {
  readonly patches: readonly Patch[]
  readonly revision: number
}

/** What a step of undo or redo is called: the command that began it, and its name where one was given. */
export type StepName = Pick<HistoryStep, 'command' | 'name'>

/** What listeners are told. `replaced`: the document was read anew; take it whole. */
export type ProjectEvent =
  | ({ readonly kind: 'changed' } & DocumentChange)
  | { readonly kind: 'replaced'; readonly revision: number }
  | { readonly kind: 'save-state'; readonly saveState: SaveState }
  | { readonly kind: 'access'; readonly access: Access }

/** An open project: the document in memory, kept on disk. */
export interface Project {
  /** The real path of the project folder. */
  readonly folder: string
  readonly document: BoardDocument
  /** Counts the changes since opening, from 0. */
  readonly revision: number
  readonly access: Access
  readonly report: OpeningReport
  readonly saveState: SaveState
  /** The step that `undo` would take back, and `redo` do again; null where there is none. */
  readonly undoable: StepName | null
  readonly redoable: StepName | null
  /**
   * Carries out a command, or several as one step of undo, all of them or none; saved soon after. Fails with
   * `project/read-only`, or, where the document does not allow it, `input/not-found` or `input/invalid`.
   * @param name what is done, in a few words for undo to show.
   */
  readonly perform: (commands: Command | readonly Command[], name?: string | null) => Result<DocumentChange>
  /** Takes the last step back. Null where there is none. Fails with `project/read-only`. */
  readonly undo: () => Result<DocumentChange | null>
  /** Does the last undone step again. Null where there is none. Fails with `project/read-only`. */
  readonly redo: () => Result<DocumentChange | null>
  /** Ends a run of merging commands: the next one is an undo step of its own. */
  readonly seal: () => void
  /** Tells `listener` of everything that happens from now on, until the function that it returns is called. */
  readonly onChange: (listener: (event: ProjectEvent) => void) => () => void
  /** Saves what is unsaved without waiting; resolves when everything performed before the call is on disk, or failed. */
  readonly saved: () => Promise<Result<void>>
  /**
   * Looks whether another program changed the file. With takes alone unsaved they are added to the changed document,
   * and a project open for reading shows the changed one (`reloaded`); else the user is asked (`undecided`).
   */
  readonly checkOutsideChange: () => Promise<Result<'unchanged' | 'reloaded' | 'undecided'>>
  /**
   * Ends `changed-outside`. `mine` keeps the other document as `boardwright.theirs-<time>.json` and saves this one;
   * `theirs` keeps this one as `boardwright.mine-<time>.json`, opens the other and adds the unsaved takes to it.
   * Succeeds with the name of the file that was kept.
   */
  readonly resolveOutsideChange: (choice: 'mine' | 'theirs') => Promise<Result<string>>
  /**
   * Saves and gives the lock back. What cannot be saved is kept aside and named in the failure; the project is closed
   * either way.
   */
  readonly close: () => Promise<Result<void>>
}
