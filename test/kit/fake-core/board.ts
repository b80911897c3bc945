import type { Command } from '../../../shared/domain/commands.ts'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import {
  beginHistory,
  perform,
  redo,
  seal,
  undo,
  type History,
  type HistoryStep,
} from '../../../shared/domain/history.ts'
import { describeRefusal } from '../../../shared/domain/reduce.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { JobView, ProjectSnapshot, SaveStateView } from '../../../shared/views.ts'
import type { FakeEvents } from './events.ts'

/** An open project in memory, as the core would hold it. */
export interface FakeBoard {
  readonly document: () => BoardDocument
  readonly snapshot: (jobs: readonly JobView[]) => ProjectSnapshot
  readonly edit: (
    commands: readonly Command[],
    name: string | null,
    editId: string | null,
  ) => Result<{ revision: number }>
  readonly step: (which: 'undo' | 'redo') => ProjectSnapshot['undoable']
  readonly seal: () => void
  readonly setSaveState: (saveState: SaveStateView) => void
  readonly setAccess: (access: ProjectSnapshot['access']) => void
  /** Another program's document in place of this one; `patch` is what else the window is told. */
  readonly replace: (document: BoardDocument, patch?: Partial<ProjectSnapshot>) => void
}

/** Milliseconds until a change counts as saved. */
const saveMs = 400

const view = (step: HistoryStep | undefined) => (step ? { command: step.command, name: step.name } : null)

export const createFakeBoard = (
  folder: string,
  first: BoardDocument,
  events: FakeEvents,
  report: ProjectSnapshot['report'] = { repairs: [] },
): FakeBoard => {
  let history: History = beginHistory(first)
  let revision = 1
  let saveState: SaveStateView = 'saved'
  let access: ProjectSnapshot['access'] = { kind: 'write' }
  let timer: ReturnType<typeof setTimeout> | undefined
  const projectId = first.id
  const steps = () => ({
    undoable: view(history.undoable.at(-1)),
    redoable: view(history.redoable.at(-1)),
  })

  const setSaveState = (next: SaveStateView) => {
    saveState = next
    events.emit('project.saveStateChanged', { projectId, saveState })
  }

  const touch = () => {
    if (typeof saveState === 'object') return
    setSaveState('saving')
    clearTimeout(timer)
    timer = setTimeout(() => setSaveState('saved'), saveMs)
  }

  const take = (next: { history: History; patches: HistoryStep['patches'] }, editId: string | null) => {
    history = next.history
    if (next.patches.length === 0) return
    revision++
    events.emit('project.changed', {
      projectId,
      revision,
      patches: next.patches.map((patch) => ({ ...patch, path: [...patch.path] })),
      editId,
      ...steps(),
    })
    touch()
  }

  const snapshot = (jobs: readonly JobView[]): ProjectSnapshot => ({
    projectId,
    folder,
    document: history.document,
    revision,
    access,
    report,
    saveState,
    ...steps(),
    jobs: [...jobs],
    missingClips: [],
    expiredClips: [],
  })

  return {
    document: () => history.document,
    snapshot,
    edit: (commands, name, editId) => {
      if (access.kind === 'read-only') return fail('project/read-only', access.words, { cost: 'nothing' })
      const next = perform(history, commands, name)
      if (!next.ok) return fail('input/invalid', describeRefusal(next.refusal), { cost: 'nothing' })
      take(next, editId)
      return succeed({ revision })
    },
    step: (which) => {
      const before = steps()
      const next = which === 'undo' ? undo(history) : redo(history)
      if (!next) return null
      take(next, null)
      return which === 'undo' ? before.undoable : before.redoable
    },
    seal: () => {
      history = seal(history)
    },
    setSaveState,
    setAccess: (next) => {
      access = next
      events.emit('project.accessChanged', { projectId, access })
    },
    replace: (document, patch = {}) => {
      history = beginHistory(document)
      revision++
      saveState = 'saved'
      events.emit('project.replaced', { ...snapshot([]), ...patch })
    },
  }
}
