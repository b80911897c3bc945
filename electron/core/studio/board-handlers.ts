import type { Handlers } from '../../../shared/contract.ts'
import { succeed } from '../../../shared/errors.ts'
import type { StudioParts } from './studio-parts.ts'

type BoardHandlers = Pick<Handlers, 'board.edit' | 'board.undo' | 'board.redo' | 'board.seal'>

/** Edits of the board: what they do is the domain's business. */
export const createBoardHandlers = ({ projects }: StudioParts): BoardHandlers => ({
  'board.edit': async ({ projectId, commands, name, editId }) => {
    const edited = projects.edit(projectId, commands, name, editId)
    return edited.ok ? succeed({ revision: edited.value.revision }) : edited
  },
  'board.undo': async ({ projectId }) => {
    const project = projects.find(projectId)
    if (!project.ok) return project
    const step = project.value.undoable
    const undone = project.value.undo()
    return undone.ok ? succeed({ undone: undone.value ? step : null }) : undone
  },
  'board.redo': async ({ projectId }) => {
    const project = projects.find(projectId)
    if (!project.ok) return project
    const step = project.value.redoable
    const redone = project.value.redo()
    return redone.ok ? succeed({ redone: redone.value ? step : null }) : redone
  },
  'board.seal': async ({ projectId }) => {
    const project = projects.find(projectId)
    if (!project.ok) return project
    project.value.seal()
    return succeed({})
  },
})
