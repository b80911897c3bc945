import { createStore } from 'zustand/vanilla'
import type { UserCommand } from '../../shared/domain/commands.ts'
import type { BoardDocument } from '../../shared/domain/document.ts'
import { createIdSource, type IdSource, type ProjectId } from '../../shared/domain/ids.ts'
import { describeRefusal } from '../../shared/domain/reduce.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import type { EventPayload } from '../../shared/contract.ts'
import type { AbsentClipsView, ProjectSnapshot, SaveStateView } from '../../shared/views.ts'
import { strings } from '../strings/en/index.ts'
import { ask } from './ask.ts'
import { connectionStore } from './connection.ts'
import {
  anticipate,
  answered,
  beginMirror,
  confirm,
  reconcile,
  replaced,
  strand,
  withdraw,
  type Mirror,
} from './mirror.ts'
import { notify, notifyFailure } from './notices.ts'
import { present, useSelected, type Equal } from './select.ts'
import { settleTyping } from './typing.ts'

export type StepView = NonNullable<ProjectSnapshot['undoable']>

/** The open project. `document` has the user's edits in it, whether or not the core has confirmed them. */
export interface OpenBoard {
  readonly projectId: ProjectId
  readonly folder: string
  readonly document: BoardDocument
  readonly revision: number
  readonly access: ProjectSnapshot['access']
  readonly saveState: SaveStateView
  /** When the document was last known to be saved, in milliseconds since 1970; null until it was, in this window. */
  readonly savedAtMs: number | null
  readonly undoable: StepView | null
  readonly redoable: StepView | null
  readonly report: ProjectSnapshot['report']
  /** Names of clips that are not in the clips folder. */
  readonly missingClips: ReadonlySet<string>
  /** Names of those of them that fal.ai is known to keep no longer. */
  readonly expiredClips: ReadonlySet<string>
}

interface Opened extends OpenBoard {
  readonly mirror: Mirror
}

/** The open project, or null. */
export const boardStore = createStore<Opened | null>(() => null)

/** What `select` makes of the open project; only below <Editor>. */
export const useBoard = <T>(select: (board: OpenBoard) => T, equal?: Equal<T>): T =>
  useSelected(boardStore, (state) => select(present(state, 'the open project')), equal)

/** The open project now. */
export const board = (): OpenBoard => opened()

/** Ids made in the window. */
export const ids: IdSource = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)))

const opened = (): Opened => present(boardStore.getState(), 'the open project')

const change = (patch: Partial<Opened>) => {
  const before = opened()
  const mirror = patch.mirror ?? before.mirror
  boardStore.setState(
    { ...before, ...patch, mirror, document: mirror.document, revision: mirror.revision },
    true,
  )
}

/**
 * Carries out commands as one step of undo, named `name` ("Move 3 shots"): at once in the mirror, then in the core. A
 * refusal is shown as a notice and given back; nothing changes then. One that comes later, from the core, takes the
 * edit back and says so.
 */
export const edit = (commands: UserCommand | readonly UserCommand[], name: string | null): Result<void> => {
  settleTyping()
  const { mirror, access, projectId, undoable } = opened()
  if (access.kind === 'read-only') {
    const refused = fail('project/read-only', access.words, { cost: 'nothing' })
    notifyFailure(refused.error)
    return refused
  }
  const all = 'type' in commands ? [commands] : commands
  const [first] = all
  if (!first) return succeed(undefined)
  const editId = crypto.randomUUID()
  const ahead = anticipate(mirror, { editId, commands: all, name })
  if (!ahead.ok) {
    const refused = fail('project/refused', describeRefusal(ahead.refusal), { cost: 'nothing' })
    notifyFailure(refused.error)
    return refused
  }
  const changes = ahead.mirror.document !== mirror.document
  change({
    mirror: ahead.mirror,
    ...(changes && {
      undoable: { command: first.type, name: name ?? undoable?.name ?? null },
      redoable: null,
    }),
  })
  void send(projectId, editId, all, name)
  return succeed(undefined)
}

/** An answer comes behind the change that it answers as a rule, and has no news then. */
const changeMirror = (now: Opened, mirror: Mirror) => {
  if (mirror !== now.mirror) change({ mirror })
}

const send = async (
  projectId: ProjectId,
  editId: string,
  commands: readonly UserCommand[],
  name: string | null,
) => {
  // Without a connection it waits here, and not on the way: the project has to be opened anew before it can be edited.
  const answer = connectionStore.getState().connected
    ? await ask('board.edit', { projectId, commands: [...commands], name, editId }, { quiet: true })
    : fail('app/unreachable', strings.errors.titles['app/unreachable'])
  const now = boardStore.getState()
  if (now?.projectId !== projectId) return
  if (answer.ok) changeMirror(now, answered(now.mirror, editId, answer.value.revision))
  else if (answer.error.code === 'app/unreachable') change({ mirror: strand(now.mirror, editId) })
  else {
    change({ mirror: withdraw(now.mirror, editId) })
    notifyFailure(answer.error)
  }
}

/** Takes the last step back. */
export const undo = async (): Promise<void> => {
  await ask('board.undo', { projectId: board().projectId })
}

/** Does the last undone step again. */
export const redo = async (): Promise<void> => {
  await ask('board.redo', { projectId: board().projectId })
}

/** Ends a run of edits that would merge into one step: the user paused, or turned elsewhere. */
export const seal = (): void => {
  void ask('board.seal', { projectId: board().projectId }, { quiet: true })
}

/** Shows a project that the core opened. */
export const showBoard = (snapshot: ProjectSnapshot): void => {
  const { projectId, folder, document, revision, access, saveState, undoable, redoable, report } = snapshot
  boardStore.setState(
    {
      projectId,
      folder,
      document,
      revision,
      access,
      saveState,
      undoable,
      redoable,
      report,
      savedAtMs: saveState === 'saved' ? Date.now() : null,
      missingClips: new Set(snapshot.missingClips),
      expiredClips: new Set(snapshot.expiredClips),
      mirror: beginMirror(document, revision),
    },
    true,
  )
}

/** Forgets the project that is open. */
export const hideBoard = (): void => boardStore.setState(null, true)

/** Takes over a change that the core told of. Gives false where one before it was missed: the project must be read anew. */
export const takeChange = (told: EventPayload<'project.changed'>): boolean => {
  const now = boardStore.getState()
  if (now?.projectId !== told.projectId) return true
  const mirror = confirm(now.mirror, told)
  if (!mirror) return false
  const settled = mirror.pending.length === 0
  change({ mirror, ...(settled && { undoable: told.undoable, redoable: told.redoable }) })
  return true
}

/** Takes over how the document stands to the one on disk. */
export const takeSaveState = (told: EventPayload<'project.saveStateChanged'>): void => {
  const now = boardStore.getState()
  if (now?.projectId !== told.projectId) return
  change({ saveState: told.saveState, ...(told.saveState === 'saved' && { savedAtMs: Date.now() }) })
}

/** Takes over whether the project may be changed. */
export const takeAccess = (told: EventPayload<'project.accessChanged'>): void => {
  if (boardStore.getState()?.projectId === told.projectId) change({ access: told.access })
}

/** Takes over which clips are not in the clips folder by now. */
export const takeAbsentClips = (projectId: ProjectId, absent: AbsentClipsView): void => {
  const now = boardStore.getState()
  if (now?.projectId !== projectId) return
  const isAsBefore =
    hasJust(now.missingClips, absent.missingClips) && hasJust(now.expiredClips, absent.expiredClips)
  if (!isAsBefore)
    change({ missingClips: new Set(absent.missingClips), expiredClips: new Set(absent.expiredClips) })
}

const hasJust = (known: ReadonlySet<string>, files: readonly string[]): boolean =>
  files.length === known.size && files.every((file) => known.has(file))

/** Takes over a document that the core told of as a whole: it read the file anew. */
export const takeReplacement = (snapshot: ProjectSnapshot): void => {
  const before = boardStore.getState()
  if (before?.projectId !== snapshot.projectId) return
  showBoard(snapshot)
  change({ mirror: replaced(before.mirror, snapshot.document, snapshot.revision) })
}

/**
 * Takes over a document that was read anew from here. Edits whose fate nobody knows are sent again where they certainly
 * did not arrive, else given up, and the user is told.
 */
export const takeReread = (snapshot: ProjectSnapshot): void => {
  const before = boardStore.getState()
  if (before?.projectId !== snapshot.projectId) return
  const settled = reconcile(before.mirror, snapshot.document, snapshot.revision)
  showBoard(snapshot)
  change({ mirror: settled.mirror, savedAtMs: before.savedAtMs })
  for (const { editId, commands, name } of settled.toSend)
    void send(snapshot.projectId, editId, commands, name)
  if (settled.lost > 0) notify({ tone: 'bad', text: strings.app.editsLost(settled.lost) })
}
