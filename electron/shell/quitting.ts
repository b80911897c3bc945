import { app, dialog, type BrowserWindow } from 'electron'
import type { Clock, Log } from '../core/ports.ts'
import type { Studio } from '../core/studio/studio.ts'
import { quitWords } from './quit-words.ts'

export interface QuittingPorts {
  readonly studio: Pick<Studio, 'jobsRunning' | 'close'>
  readonly clock: Pick<Clock, 'sleep'>
  /** The window that the question belongs to, or null. */
  readonly front: () => BrowserWindow | null
  /** Takes the windows off the screen, while the rest is put in order. */
  readonly hideWindows: () => void
  readonly log: Log
  /** Longest time for putting things in order, in milliseconds (10 s). What is not done by then, the next start does. */
  readonly deadlineMs?: number
}

/** Ends the program: asks while jobs run, saves and closes what is open, and only then lets Electron go. */
export interface Quitting {
  /** Whether the last window may close; if not, the user is asked whether to quit. */
  readonly mayCloseLast: () => boolean
  /** Ends it whatever runs: the system is going down. */
  readonly atOnce: () => void
}

export const createQuitting = (ports: QuittingPorts): Quitting => {
  const { studio, clock, front, hideWindows, log, deadlineMs = 10_000 } = ports
  let state: 'running' | 'asking' | 'closing' | 'closed' = 'running'

  // Whatever goes wrong, the program must not run on unseen.
  const inOrder = async (): Promise<'done' | 'quit.broken'> => {
    try {
      await studio.close()
      return 'done'
    } catch {
      return 'quit.broken'
    }
  }

  const close = async () => {
    state = 'closing'
    hideWindows()
    const outcome = await Promise.race([
      inOrder(),
      clock.sleep(deadlineMs).then(() => 'quit.outOfTime' as const),
    ])
    if (outcome !== 'done') log.warn(outcome)
    state = 'closed'
    app.quit()
  }

  const mayQuit = async (): Promise<boolean> => {
    const jobs = studio.jobsRunning()
    if (jobs === 0) return true
    const options = {
      type: 'question' as const,
      ...quitWords(jobs),
      buttons: ['Quit', 'Keep running'],
      defaultId: 1,
      cancelId: 1,
    }
    const window = front()
    const { response } = await (window
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options))
    return response === 0
  }

  const ask = async () => {
    if (state !== 'running') return
    state = 'asking'
    if (await mayQuit()) await close()
    else state = 'running'
  }

  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    void ask()
  })

  return {
    mayCloseLast: () => {
      if (process.platform === 'darwin' || state !== 'running' || studio.jobsRunning() === 0)
        return state !== 'asking'
      void ask()
      return false
    },
    atOnce: () => {
      if (state === 'running' || state === 'asking') void close()
    },
  }
}
