import { setImmediate } from 'node:timers/promises'
import { dialog, type BrowserWindow } from 'electron'
import type { Clock, Log } from '../core/ports.ts'
import { createCrashLimit } from './crash-limit.ts'

export interface HealthPorts {
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** The page is gone: whatever it showed is let go of. */
  readonly onGone: () => void
  /** Shows the page anew in the same window. */
  readonly reload: () => void
  readonly log: Log
}

/**
 * Brings a window back whose page died or hangs. The core is another process, and its jobs go on meanwhile; the page
 * begins anew and finds everything as it was saved.
 */
export const watchHealth = (window: BrowserWindow, ports: HealthPorts): void => {
  const { clock, onGone, reload, log } = ports
  const decide = createCrashLimit()

  const bringBack = async () => {
    if (decide(clock.monotonicMs()) === 'ask') {
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        message: 'The window keeps failing',
        detail:
          'Boardwright itself runs on, with its jobs, and nothing is lost. Try to show the window again, or close it and start Boardwright anew.',
        buttons: ['Show it again', 'Close the window'],
        defaultId: 0,
        cancelId: 1,
      })
      if (window.isDestroyed()) return
      if (response === 1) return window.destroy()
    }
    // Hazard: a page that is loaded while Electron still clears the dead one away ends the whole program
    // (electron/electron#51900).
    await setImmediate()
    if (window.isDestroyed()) return
    log.info('window.recovered')
    reload()
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log.warn('window.gone', { reason })
    onGone()
    void bringBack()
  })

  let answered: AbortController | null = null
  const offer = async () => {
    const waiting = new AbortController()
    answered = waiting
    const choice = await askAboutHang(window, waiting.signal)
    if (answered === waiting) answered = null
    // Its end is noticed above, which brings the page back.
    if (choice === 'reload' && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
  }
  window.webContents.on('unresponsive', () => {
    if (answered) return
    log.warn('window.hangs')
    void offer()
  })
  window.webContents.on('responsive', () => {
    answered?.abort()
    answered = null
  })
}

const askAboutHang = async (window: BrowserWindow, signal: AbortSignal): Promise<'wait' | 'reload'> => {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer',
    detail:
      'Boardwright itself runs on, with its jobs. Wait, or show the window anew: everything is as it was saved, and that is a moment ago at most.',
    buttons: ['Wait', 'Show it anew'],
    defaultId: 0,
    cancelId: 0,
    signal,
  })
  return response === 1 && !signal.aborted ? 'reload' : 'wait'
}
