import { Notification } from 'electron'
import type { JobView } from '../../shared/views.ts'
import type { Clock } from '../core/ports.ts'
import { isNews, newsWords, type News } from './job-news.ts'

export interface NoticesPorts {
  readonly clock: Pick<Clock, 'sleep'>
  /** Whether the user is looking at a window of ours, and needs no notice. */
  readonly isFocused: () => boolean
  /** Brings the window to the front. */
  readonly present: () => void
  /** Time in which what happens is told together, in milliseconds (2 s). */
  readonly togetherMs?: number
}

/** Tells, through the system's notices, what became of jobs while nobody looks. Give it every change of a job. */
export const createNotices = (ports: NoticesPorts): ((job: JobView) => void) => {
  const { clock, isFocused, present, togetherMs = 2000 } = ports
  /** What has been told of each job, so that several windows, or a repeated word, tell it once. */
  const told = new Map<string, string>()
  let gathered: News[] = []
  // Hazard: one that nobody holds is collected while it still stands there, and a click on it comes to nothing
  // (electron/electron#16922).
  const standing = new Set<Notification>()

  const tell = async () => {
    await clock.sleep(togetherMs)
    const [first, ...more] = gathered
    gathered = []
    if (!first || isFocused() || !Notification.isSupported()) return
    const notice = new Notification(newsWords([first, ...more]))
    standing.add(notice)
    const gone = () => void standing.delete(notice)
    notice.on('close', gone)
    notice.on('failed', gone)
    notice.on('click', () => {
      gone()
      present()
    })
    notice.show()
  }

  return (job) => {
    const now = job.waitsFor ? `waits: ${job.waitsFor.code}` : job.state
    if (!isNews(job) || told.get(job.id) === now) return
    told.set(job.id, now)
    if (isFocused()) return
    gathered.push(job)
    if (gathered.length === 1) void tell()
  }
}
