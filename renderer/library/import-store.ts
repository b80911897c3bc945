import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../shared/errors.ts'
import type { ProjectId } from '../../shared/domain/ids.ts'
import { useSelected, type Equal } from '../state/select.ts'

/** Images that are being taken in, and what came of the last ones. */
export interface ImportProgress {
  readonly importId: string
  /** `handing-over`: the files go from the page to the core; `taking-in`: the core reads and copies them. */
  readonly stage: 'handing-over' | 'taking-in'
  readonly done: number
  readonly of: number
  readonly cancelling: boolean
}

/** A file that cannot be used, and why. */
export interface RefusedFile {
  readonly name: string
  readonly failure: Failure
}

interface ImportState {
  readonly running: readonly ImportProgress[]
  /** What came of imports into a project, where that cannot be seen. */
  readonly outcome: ImportOutcome | null
}

interface ImportOutcome {
  readonly projectId: ProjectId
  readonly refused: readonly RefusedFile[]
  /** Null where there is nothing to say, or it was read. */
  readonly said: string | null
}

export const importStore = createStore<ImportState>(() => ({ running: [], outcome: null }))

export const useImports = <T>(select: (state: ImportState) => T, equal?: Equal<T>): T =>
  useSelected(importStore, select, equal)

/** Begins to tell of an import, or tells how far it is. */
export const tellImport = (progress: ImportProgress): void =>
  importStore.setState(({ running }) => {
    const others = running.filter(({ importId }) => importId !== progress.importId)
    return { running: [...others, progress] }
  })

export const endImport = (importId: string): void =>
  importStore.setState(({ running }) => ({ running: running.filter((one) => one.importId !== importId) }))

/** Says what came of an import into a project, at the foot of its library; files that could not be used are added to a list. */
export const sayImported = (
  projectId: ProjectId,
  { refused, said }: Pick<ImportOutcome, 'refused' | 'said'>,
): void =>
  importStore.setState(({ outcome }) => {
    const before = outcome?.projectId === projectId ? outcome.refused : []
    return { outcome: { projectId, refused: [...before, ...refused], said } }
  })

/** The user has read it. */
export const dismissImported = (what: 'refused' | 'said'): void =>
  importStore.setState(({ outcome }) => ({
    outcome: outcome && { ...outcome, ...(what === 'refused' ? { refused: [] } : { said: null }) },
  }))
