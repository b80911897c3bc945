import { Bell, ListChecks, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { JobView } from '../../shared/views.ts'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { totalWords } from '../render/total.ts'
import { newestFirst, useJobs } from '../state/jobs.ts'
import { shallow } from '../state/select.ts'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { goOn } from './job-deeds.ts'
import { agreedSum, jobGroups } from './job-groups.ts'
import { JobQuestions } from './job-questions.tsx'
import { JobRow } from './job-row.tsx'
import styles from './jobs.module.css'
import { askAboutJob, useShownJob } from './jobs-ui.ts'
import { canAskToNotify, useJobNews } from './use-job-news.ts'

const words = strings.jobs

/** Every job, from the click to the clip, in a drawer over the window; and the news of them wherever one is. */
export const JobsDrawer = () => {
  const isOpen = useSession(({ drawer }) => drawer === 'jobs')
  useJobNews()
  return (
    <>
      {isOpen && <Drawer />}
      <JobQuestions />
    </>
  )
}

const close = () => setSession({ drawer: null })

const Drawer = () => {
  const panel = useRef<HTMLElement>(null)
  useFocusOf(panel)
  const jobs = useJobs((all) => newestFirst(all.values()), shallow)
  const { waiting, open, ended } = jobGroups(jobs)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    close()
  }
  return (
    // Escape closes it from anywhere inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className={styles['drawer']}
      aria-label={words.title}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={styles['head']}>
        <h2 className={styles['title']}>{words.title}</h2>
        <NotifyButton />
        <Button size="small" variant="quiet" onClick={() => setSession({ dialog: { kind: 'spending' } })}>
          {words.deeds.spending}
        </Button>
        <IconButton icon={X} size="small" label={words.close} onClick={close} />
      </header>
      {jobs.length === 0 ? (
        <EmptyState icon={ListChecks} title={words.empty} hint={words.emptyHint} />
      ) : (
        <div className={styles['groups']}>
          <Group
            name={words.groups.waiting}
            jobs={waiting}
            note={totalOf(waiting)}
            action={
              waiting.filter(({ state }) => state !== 'uncertain').length > 1
                ? { label: words.deeds.goOnAll, run: () => void goOn(null) }
                : null
            }
          />
          <Group
            name={words.groups.open}
            jobs={open}
            note={totalOf(open)}
            action={
              open.length > 1
                ? { label: words.deeds.cancelAll, run: () => askAboutJob({ kind: 'cancel-all' }) }
                : null
            }
          />
          <Group name={words.groups.ended} jobs={ended} note={endedWords(ended)} action={null} />
        </div>
      )}
    </section>
  )
}

const sumWords = (jobs: readonly JobView[]): string =>
  totalWords({ count: jobs.length, estimates: 0, ...agreedSum(jobs) })

const totalOf = (jobs: readonly JobView[]): string => words.totals.open(jobs.length, sumWords(jobs))

const endedWords = (jobs: readonly JobView[]): string => {
  const done = jobs.filter(({ state }) => state === 'succeeded')
  return words.totals.ended(done.length, jobs.length - done.length, done.length > 0 ? sumWords(done) : '')
}

/** Jobs that are shown at first, and more with each press. */
const shownAtOnce = 60

const Group = ({
  name,
  jobs,
  note,
  action,
}: {
  readonly name: string
  readonly jobs: readonly JobView[]
  readonly note: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}) => {
  const [limit, setLimit] = useState(shownAtOnce)
  const wanted = useShownJob()
  if (jobs.length === 0) return null
  const at = wanted === null ? -1 : jobs.findIndex(({ id }) => id === wanted)
  const shown = Math.max(limit, at + 1)
  const more = jobs.length - shown
  return (
    <section className={styles['group']} aria-label={name}>
      <header className={styles['groupHead']}>
        <h3>{name}</h3>
        <span className={styles['note']}>{note}</span>
        {action && (
          <Button size="small" variant="quiet" onClick={action.run}>
            {action.label}
          </Button>
        )}
      </header>
      <ul className={styles['list']}>
        {jobs.slice(0, shown).map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {more > 0 && (
        <Button size="small" variant="quiet" onClick={() => setLimit(shown + shownAtOnce * 4)}>
          {words.more(more)}
        </Button>
      )}
    </section>
  )
}

/** Offers to tell of finished renders while the page is out of sight, where the browser has not been asked yet. */
const NotifyButton = () => {
  const [isOffered, setIsOffered] = useState(canAskToNotify)
  if (!isOffered) return null
  const request = async () => {
    await Notification.requestPermission()
    setIsOffered(false)
  }
  return <IconButton icon={Bell} size="small" label={words.deeds.notify} onClick={() => void request()} />
}

/** The focus goes into the drawer when it opens, and back to where it was when it closes. */
const useFocusOf = (panel: RefObject<HTMLElement | null>) => {
  useEffect(() => {
    const before = document.activeElement
    const inside = panel.current
    if (inside && !inside.contains(document.activeElement)) inside.focus()
    return () => {
      const isLost = document.activeElement === document.body || document.activeElement === null
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [panel])
}
