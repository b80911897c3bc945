/** States in which a job still has something to do. Up to `uncertain`, nothing is known to have been accepted. */
export const openStates = [
  'created',
  'uploading',
  'submitting',
  'uncertain',
  'queued',
  'running',
  'downloading',
] as const

/** The states of a job, in the words of the user interface; those that are not open are ends. */
export const jobStates = [...openStates, 'succeeded', 'failed', 'cancelled', 'expired'] as const
export type JobState = (typeof jobStates)[number]

/** Whether a job in this state still has something to do. */
export const isOpen = (state: JobState): boolean => (openStates as readonly JobState[]).includes(state)
