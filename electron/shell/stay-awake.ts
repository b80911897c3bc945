import { powerSaveBlocker } from 'electron'

/** Keeps the system from putting the program to sleep while jobs run; the screen may go dark. Give it their number. */
export const createStayAwake = (): ((jobsRunning: number) => void) => {
  let blocker: number | null = null
  return (jobsRunning) => {
    if (jobsRunning > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}
