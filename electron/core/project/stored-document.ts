import { join } from 'node:path'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import { createSerialiser, type Opening } from '../../../shared/domain/opening.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { readDocumentFile, readStamp, sameStamp, saveDocumentFile, type Stamp } from './document-file.ts'
import { keepBytesAside, keepDocumentAside } from './keep-aside.ts'
import { addRung } from './ladder.ts'
import { documentName, keptName, olderVersionName } from './layout.ts'
import type { ProjectPorts } from './project.ts'
import { openBytes, remember, type ReadOptions, type ReadProject } from './read-project.ts'

/** Least time between two rungs of the ladder. */
const rungEveryMs = 60_000

/** What stands in `boardwright.json` in place of what this program read or wrote there last. */
export type Outside =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'other'; readonly opening: Opening; readonly stamp: Stamp }

/** The document of an open project as it is on disk. Calls must not overlap. */
export interface StoredDocument {
  /** Whether `boardwright.json` holds a good document. */
  readonly isGood: boolean
  /** Looks for what another program did to the file. */
  readonly look: () => Promise<Result<Outside>>
  /** Saves. What is there by then must have been looked at: it is replaced. */
  readonly write: (document: BoardDocument) => Promise<Result<void>>
  /** Takes what another program wrote for the state on disk. The state it replaced goes onto the ladder. */
  readonly adopt: (document: BoardDocument, stamp: Stamp) => void
  /** Keeps what another program wrote, so that `write` may replace it; gives the name. */
  readonly keepOther: (what: 'damaged' | 'theirs', stamp: Stamp) => Promise<Result<string>>
  /** Keeps a document that cannot be saved beside the one that is; gives the name. */
  readonly keepMine: (document: BoardDocument) => Promise<Result<string>>
  /** Puts a document onto the ladder. False where that failed, which is logged. */
  readonly backUp: (document: BoardDocument) => Promise<boolean>
  /** Waits for the ladder, and remembers the state on disk as good. */
  readonly finish: () => Promise<void>
}

/** The stored document of a project that has just been read. */
export const createStoredDocument = (
  folder: string,
  read: ReadProject,
  ports: ProjectPorts,
  readOptions: ReadOptions,
): StoredDocument => {
  const { files, clock, home, log } = ports
  const path = join(folder, documentName)
  const piecesOf = createSerialiser((text) => Buffer.from(text))
  const serialise = (document: BoardDocument) => Buffer.concat(piecesOf(document))

  let current = read.document
  // More than one after a save that failed half-way: either may stand there.
  let stamps: readonly (Stamp | null)[] = [read.stamp]
  let isGood = read.standing === 'good'
  let olderVersion = isGood ? (read.report.migratedFrom ?? null) : null
  let isWritten = false
  let lastRungAt: number | null = null
  let rungs: Promise<unknown> = Promise.resolve()

  const addRungOf = async (document: BoardDocument): Promise<boolean> => {
    try {
      await addRung({ home, projectId: document.id, folder }, serialise(document), clock.now(), ports)
      return true
    } catch (error) {
      log.warn('ladder.failed', { code: errnoOf(error) ?? String(error) })
      return false
    }
  }

  const backUp = (document: BoardDocument): Promise<boolean> => {
    lastRungAt = clock.monotonicMs()
    const before = rungs
    const added = (async () => {
      await before
      return addRungOf(document)
    })()
    rungs = added
    return added
  }

  return {
    get isGood() {
      return isGood
    },
    look: async () => {
      const looked = await attempt(() => readStamp(path, files))
      if (!looked.ok) return looked
      if (!looked.value) {
        isGood = false
        olderVersion = null
        return succeed({ kind: 'missing' })
      }
      if (stamps.some((known) => sameStamp(known, looked.value))) {
        stamps = [looked.value]
        return succeed({ kind: 'nothing' })
      }
      const found = await readDocumentFile(path, files)
      if (!found.ok) return found
      // Gone in this very moment: the next look says so.
      if (!found.value) return succeed({ kind: 'nothing' })
      const { bytes, stamp } = found.value
      const opening = openBytes(bytes, readOptions)
      // Touched, or laid out differently: still the same document.
      if (opening.kind === 'opened' && isGood && serialise(opening.document).equals(serialise(current))) {
        stamps = [stamp]
        return succeed({ kind: 'nothing' })
      }
      return succeed({ kind: 'other', opening, stamp })
    },
    write: async (document) => {
      if (olderVersion !== null) {
        const version = olderVersion
        const kept = await attempt(() =>
          keepDocumentAside(folder, (again) => olderVersionName(version, again), files),
        )
        if (!kept.ok) return kept
        olderVersion = null
      }
      const { stamp, problem } = await saveDocumentFile(folder, serialise(document), ports, isGood)
      // A failure after the rename leaves the new bytes in place: they are ours all the same.
      if (stamp) stamps = [...stamps, stamp]
      if (problem) {
        log.warn('project.saveFailed', { code: problem.code })
        return { ok: false, error: problem }
      }
      current = document
      stamps = [stamp]
      isGood = true
      isWritten = true
      if (lastRungAt === null || clock.monotonicMs() - lastRungAt >= rungEveryMs) void backUp(document)
      return succeed(undefined)
    },
    adopt: (document, stamp) => {
      void backUp(current)
      current = document
      stamps = [stamp]
      isGood = true
    },
    keepOther: async (what, stamp) => {
      const kept = await attempt(() =>
        keepDocumentAside(folder, (again) => keptName(what, clock.now(), again), files),
      )
      if (kept.ok) {
        stamps = [...stamps, stamp]
        isGood = false
      }
      return kept
    },
    keepMine: (document) =>
      attempt(() =>
        keepBytesAside(folder, (again) => keptName('mine', clock.now(), again), serialise(document), files),
      ),
    backUp,
    finish: async () => {
      await rungs
      if (isWritten && isGood) await remember(folder, serialise(current), ports)
    },
  }
}

const attempt = async <Value>(act: () => Promise<Value>): Promise<Result<Value>> => {
  try {
    return succeed(await act())
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The project could not be saved') }
  }
}
