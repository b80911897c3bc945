import { redo, undo } from '../state/board.ts'
import { connectionStore } from '../state/connection.ts'
import { boardStore, type StepView } from '../state/open-board.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

const group = strings.app.groups.edit
const mayEdit = () => boardStore.getState()?.access.kind === 'write' && connectionStore.getState().connected

const named = (step: StepView | null | undefined, bare: string, withName: (name: string) => string) =>
  step?.name ? withName(step.name) : bare

/** Undo and redo of the board, by the names of their steps. */
export const editActions: readonly Action[] = [
  {
    id: 'edit.undo',
    title: () => named(boardStore.getState()?.undoable, strings.app.actions.undo, strings.app.undoNamed),
    keys: ['Mod+Z'],
    group,
    when: () => mayEdit() && boardStore.getState()?.undoable !== null,
    run: undo,
  },
  {
    id: 'edit.redo',
    title: () => named(boardStore.getState()?.redoable, strings.app.actions.redo, strings.app.redoNamed),
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    group,
    when: () => mayEdit() && boardStore.getState()?.redoable !== null,
    run: redo,
  },
]
