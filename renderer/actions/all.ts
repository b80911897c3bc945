import { registerActions } from './action.ts'
import { boardActions } from './board.ts'
import { editActions } from './edit.ts'
import { helpActions } from './help.ts'
import { inspectorActions } from './inspector.ts'
import { libraryActions } from './library.ts'
import { playActions } from './play.ts'
import { projectActions } from './project.ts'
import { projectsActions } from './projects.ts'
import { renderActions } from './render.ts'
import { spendingActions } from './spending.ts'
import { takesActions } from './takes.ts'
import { timelineActions } from './timeline.ts'
import { viewActions } from './view.ts'

/** Makes every action of the program known. */
export const registerAllActions = (): void =>
  registerActions([
    ...projectActions,
    ...projectsActions,
    ...editActions,
    ...takesActions,
    ...inspectorActions,
    ...boardActions,
    ...libraryActions,
    ...spendingActions,
    ...timelineActions,
    ...renderActions,
    ...playActions,
    ...viewActions,
    ...helpActions,
  ])
