import { join } from 'node:path'
import { z } from 'zod'
import { commandSchema, type Command } from '../../../shared/domain/commands.ts'
import type { BoardDocument, Take } from '../../../shared/domain/document.ts'
import {
  beginHistory,
  perform,
  redo,
  seal,
  undo,
  type History,
  type HistoryStep,
} from '../../../shared/domain/history.ts'
import type { Opening } from '../../../shared/domain/opening.ts'
import { describeRefusal } from '../../../shared/domain/reduce.ts'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import type { Stamp } from './document-file.ts'
import type { ProjectLock } from './lock.ts'
import type {
  Access,
  OpeningReport,
  Project,
  ProjectEvent,
  ProjectPorts,
  SaveState,
  StepName,
} from './project.ts'
import { tooNewAdvice } from './read-project.ts'
import { createSaveQueue } from './save-queue.ts'
import type { StoredDocument } from './stored-document.ts'
import { createTurns } from './turns.ts'

/** A change that is not on disk yet. Takes are told apart, since they can be added to any document. */
type Unsaved = { readonly kind: 'edit' } | { readonly kind: 'take'; readonly take: Take }

/**
 * The open project itself: document, history and unsaved changes in memory, and when they are saved.
 * @param options.lock null where the project is open for reading.
 */
export const createLiveProject = (options: {
  readonly folder: string
  readonly document: BoardDocument
  readonly stored: StoredDocument
  readonly report: OpeningReport
  readonly access: Access
  readonly lock: ProjectLock | null
  readonly ports: ProjectPorts
}): Project => {
  const { folder, stored, report, lock, ports } = options
  const listeners = new Set<(event: ProjectEvent) => void>()
  const inTurn = createTurns()

  let history = beginHistory(options.document)
  let revision = 0
  let access = options.access
  let unsaved: readonly Unsaved[] = []
  let isUndecided = false
  let isClosed = false
  let announced: SaveState = 'saved'

  const tell = (event: ProjectEvent) => {
    for (const listener of listeners) listener(event)
  }

  const saveState = (): SaveState => {
    if (isUndecided) return 'changed-outside'
    const { state } = queue
    switch (state) {
      case 'idle':
        return 'saved'
      case 'waiting':
        return 'unsaved'
      case 'running':
        return 'saving'
      default:
        return state
    }
  }

  const announce = () => {
    const now = saveState()
    if (now === announced) return
    announced = now
    tell({ kind: 'save-state', saveState: now })
  }

  const refused = () =>
    fail('project/read-only', access.kind === 'read-only' ? access.words : 'The project was closed.', {
      cost: 'nothing',
    })

  const undecided = () => {
    isUndecided = true
    announce()
    return fail(
      'project/changed-outside',
      'Another program changed the project file while it was open here. Choose which of the two is to stand; the other is kept beside it.',
      { cost: 'nothing' },
    )
  }

  const onlyTakesUnsaved = () => unsaved.length > 0 && unsaved.every((change) => change.kind === 'take')

  /** Opens what another program wrote, and adds the unsaved takes that are not in it. */
  const adopt = (document: BoardDocument, stamp: Stamp) => {
    stored.adopt(document, stamp)
    history = beginHistory(document)
    const takes = unsaved
    unsaved = []
    for (const change of takes) {
      if (change.kind !== 'take') continue
      const added = perform(history, { type: 'take.add', take: change.take })
      if (!added.ok) continue
      history = added.history
      unsaved = [...unsaved, change]
    }
    isUndecided = false
    revision++
    tell({ kind: 'replaced', revision })
    announce()
  }

  /** Keeps what cannot be saved, beside the document or on the ladder, and says where. */
  const keepInstead = async (failure: Failure): Promise<Result<void>> => {
    const { document } = history
    const saving = unsaved.length
    const beside = await stored.keepMine(document)
    const isKept = beside.ok || (await stored.backUp(document))
    if (isKept) unsaved = unsaved.slice(saving)
    const where = beside.ok
      ? `beside it as ${beside.value}`
      : `in ${join(ports.home, 'backups', document.id)}`
    const words = isKept
      ? `The last changes were kept ${where}.`
      : 'The last changes could not be kept anywhere.'
    return { ok: false, error: { ...failure, message: `${failure.message} ${words}` } }
  }

  const save = async (): Promise<Result<void>> => {
    if (lock && access.kind === 'write') await lock.isHeld()
    if (access.kind === 'read-only')
      return unsaved.length === 0 ? succeed(undefined) : keepInstead(refused().error)
    const looked = await stored.look()
    if (!looked.ok) return looked
    if (looked.value.kind === 'other') {
      const { opening, stamp } = looked.value
      if (opening.kind === 'damaged') {
        const kept = await stored.keepOther('damaged', stamp)
        if (!kept.ok) return kept
        ports.log.warn('project.damagedOutside', { keptAside: kept.value })
      } else if (opening.kind === 'opened' && onlyTakesUnsaved()) adopt(opening.document, stamp)
      else return undecided()
    }
    isUndecided = false
    const saving = unsaved.length
    const written = await stored.write(history.document)
    if (written.ok) unsaved = unsaved.slice(saving)
    return written
  }

  const queue = createSaveQueue({
    clock: ports.clock,
    save: () => inTurn(save),
    retries: ({ code }) => code !== 'project/changed-outside' && code !== 'project/read-only',
    onState: announce,
  })

  const change = (
    next: { history: History; patches: HistoryStep['patches'] },
    changes: readonly Unsaved[],
  ) => {
    history = next.history
    if (next.patches.length > 0) {
      revision++
      unsaved = [...unsaved, ...changes]
      tell({ kind: 'changed', patches: next.patches, revision })
      queue.touch()
    }
    return succeed({ patches: next.patches, revision })
  }

  const step = (take: typeof undo) => {
    if (access.kind === 'read-only' || isClosed) return refused()
    const next = take(history)
    return next ? change(next, [{ kind: 'edit' }]) : succeed(null)
  }

  lock?.onLost(() => {
    access = {
      kind: 'read-only',
      why: 'lock-lost',
      words:
        'Another program took this project over while it was open here. Close it here and open it again to go on.',
    }
    tell({ kind: 'access', access })
    if (unsaved.length > 0) queue.touch()
  })

  if (access.kind === 'write' && !stored.isGood) queue.touch()

  return {
    folder,
    report,
    get document() {
      return history.document
    },
    get revision() {
      return revision
    },
    get access() {
      return access
    },
    get saveState() {
      return saveState()
    },
    get undoable() {
      return nameOf(history.undoable.at(-1))
    },
    get redoable() {
      return nameOf(history.redoable.at(-1))
    },
    perform: (commands, name = null) => {
      if (access.kind === 'read-only' || isClosed) return refused()
      // What the schema refuses could be saved but never opened again.
      const checked = z.array(commandSchema).safeParse('type' in commands ? [commands] : commands)
      if (!checked.success)
        return fail('input/invalid', `The change is not possible. ${wordsOf(checked.error)}`, {
          cost: 'nothing',
        })
      const next = perform(history, checked.data, name)
      if (next.ok) return change(next, unsavedOf(checked.data))
      const code = next.refusal.reason === 'unknown' ? 'input/not-found' : 'input/invalid'
      return fail(code, describeRefusal(next.refusal), { cost: 'nothing' })
    },
    undo: () => step(undo),
    redo: () => step(redo),
    seal: () => {
      history = seal(history)
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    saved: queue.flush,
    checkOutsideChange: () =>
      inTurn(async () => {
        const looked = await stored.look()
        if (!looked.ok) return looked
        // A missing or damaged file is put right by the next save, which keeps the damaged one.
        if (looked.value.kind !== 'other' || looked.value.opening.kind === 'damaged') {
          // What the question held back is to be saved now, and nothing else would set that going.
          if (isUndecided && unsaved.length > 0) queue.touch()
          isUndecided = false
          announce()
          return succeed('unchanged')
        }
        const { opening, stamp } = looked.value
        const mayAdopt = access.kind === 'read-only' ? unsaved.length === 0 : onlyTakesUnsaved()
        if (opening.kind === 'opened' && mayAdopt) {
          adopt(opening.document, stamp)
          if (unsaved.length > 0) queue.touch()
          return succeed('reloaded')
        }
        if (access.kind === 'read-only') return succeed('unchanged')
        undecided()
        return succeed('undecided')
      }),
    resolveOutsideChange: async (choice) => {
      if (access.kind === 'read-only' || isClosed) return refused()
      const kept = await inTurn(async (): Promise<Result<string>> => {
        const looked = await stored.look()
        if (!looked.ok) return looked
        if (looked.value.kind !== 'other')
          return fail('input/invalid', 'No other program has changed the project file.', { cost: 'nothing' })
        const { opening, stamp } = looked.value
        if (choice === 'mine') return stored.keepOther('theirs', stamp)
        if (opening.kind !== 'opened') return cannotOpenTheirs(opening)
        const mine = await stored.keepMine(history.document)
        if (mine.ok) adopt(opening.document, stamp)
        return mine
      })
      if (!kept.ok) return kept
      isUndecided = false
      queue.touch()
      const result = await queue.flush()
      return result.ok ? kept : result
    },
    close: async () => {
      if (isClosed) return succeed(undefined)
      isClosed = true
      const result = await queue.flush()
      await queue.stop()
      const outcome = result.ok || unsaved.length === 0 ? result : await keepInstead(result.error)
      await stored.finish()
      await lock?.release()
      return outcome
    },
  }
}

const cannotOpenTheirs = (opening: Exclude<Opening, { kind: 'opened' }>) =>
  opening.kind === 'too-new'
    ? fail(
        'project/too-new',
        `The other document was saved by a newer version of Boardwright. ${tooNewAdvice}`,
        {
          cost: 'nothing',
        },
      )
    : fail('project/damaged', 'The other document is damaged. Keep yours; the other is kept beside it.', {
        detail: opening.why,
        cost: 'nothing',
      })

const nameOf = (step: HistoryStep | undefined): StepName | null =>
  step ? { command: step.command, name: step.name } : null

const unsavedOf = (commands: readonly Command[]): Unsaved[] => {
  const takes = commands.flatMap((command) =>
    command.type === 'take.add' ? [{ kind: 'take', take: command.take } as const] : [],
  )
  return takes.length === commands.length ? takes : [...takes, { kind: 'edit' }]
}

const wordsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
