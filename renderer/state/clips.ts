import { ask } from './ask.ts'
import { boardStore, takeAbsentClips } from './open-board.ts'

/** Learns which clips are there by now: another program may have taken some away, or brought them back. */
export const lookForClips = async (): Promise<void> => {
  const open = boardStore.getState()
  if (!open) return
  const { projectId } = open
  const answer = await ask('project.lookForClips', { projectId }, { quiet: true })
  if (answer.ok) takeAbsentClips(projectId, answer.value)
}
