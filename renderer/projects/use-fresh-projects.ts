import { useEffect } from 'react'
import { bridge } from '../state/bridge.ts'
import { refreshProjects } from './projects-store.ts'

// Jobs tell of themselves several times a second; the list need not follow each time.
const shortestPauseMs = 1500

/** Keeps the list fresh while it is in sight: when jobs go on, and when the user comes back to the window. */
export const useFreshProjects = (): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const refreshSoon = () => {
      timer ??= setTimeout(() => {
        timer = null
        void refreshProjects()
      }, shortestPauseMs)
    }
    const onFocus = () => void refreshProjects()
    void refreshProjects()
    const stopJobs = bridge().on('job.changed', refreshSoon)
    const stopSettings = bridge().on('settings.changed', onFocus)
    window.addEventListener('focus', onFocus)
    return () => {
      if (timer) clearTimeout(timer)
      stopJobs()
      stopSettings()
      window.removeEventListener('focus', onFocus)
    }
  }, [])
}
