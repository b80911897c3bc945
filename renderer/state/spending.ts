import { appStore, changeApp } from './app.ts'
import { ask } from './ask.ts'
import { boardStore } from './open-board.ts'

/** Asks anew what was spent today, and by the open project. */
export const refreshSpending = async (): Promise<void> => {
  const projectId = boardStore.getState()?.projectId ?? null
  const answer = await ask('spending.today', { projectId }, { quiet: true })
  if (answer.ok && appStore.getState()) changeApp({ spending: answer.value })
}
