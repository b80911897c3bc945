/** The open project: what it is, how it is changed, how it is opened and closed. */
export { board, edit, ids, redo, seal, undo, useBoard } from './open-board.ts'
export { closeProject } from './open-project.ts'
