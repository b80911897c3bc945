import { useEffect } from 'react'
import { isUnderWay, jobs, jobsStore } from '../state/jobs.ts'
import { announce } from '../a11y/announce.ts'
import { app } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { newsBetween, type JobNews } from './job-news.ts'

const words = strings.jobs

/** Whether the browser could tell of news, and has not been asked yet. The Electron shell does it by itself. */
export const canAskToNotify = (): boolean =>
  app().frontDoor === 'browser' && 'Notification' in window && Notification.permission === 'default'

/**
 * Tells what comes of jobs: to screen readers; while the page is out of sight, in its title; and in browser mode as a
 * notification, where that was allowed.
 */
export const useJobNews = (): void => {
  useEffect(() => {
    const title = document.title
    let finished = 0
    const showTitle = () => {
      const running = [...jobs().values()].filter(isUnderWay).length
      document.title = !document.hidden
        ? title
        : running > 0
          ? words.pageTitle.running(running, title)
          : finished > 0
            ? words.pageTitle.finished(finished, title)
            : title
    }
    const onSight = () => {
      if (!document.hidden) finished = 0
      showTitle()
    }
    const ends = jobsStore.subscribe((now, before) => {
      const news = newsBetween(before.jobs, now.jobs)
      if (news.length > 0) announce(news.map(({ text }) => text).join(' '))
      if (document.hidden) {
        finished += news.filter(({ kind }) => kind === 'done').length
        for (const one of news) showNotification(one)
      }
      showTitle()
    })
    document.addEventListener('visibilitychange', onSight)
    return () => {
      ends()
      document.removeEventListener('visibilitychange', onSight)
      document.title = title
    }
  }, [])
}

const showNotification = ({ job, kind, text }: JobNews) => {
  if (kind === 'cancelled' || app().frontDoor !== 'browser') return
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const shown = new Notification(text, { body: job.shotTitle, tag: job.id })
  shown.addEventListener('click', () => window.focus())
}
