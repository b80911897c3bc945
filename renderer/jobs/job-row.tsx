import { memo, useEffect, useRef, type ReactNode } from 'react'
import { endpointTitles, type EndpointId } from '../../shared/domain/endpoints.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'
import { Button } from '../design/kit/button.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { useNow } from '../takes/use-now.ts'
import { doDeed, goToShot, isOnBoard, showClip } from './job-deeds.ts'
import {
  elapsedWords,
  jobDeeds,
  jobName,
  jobPrice,
  jobStateWords,
  jobTone,
  startedMs,
  wrongOf,
  type JobDeed,
} from './job-words.ts'
import styles from './jobs.module.css'
import { forgetShownJob, useShownJob } from './jobs-ui.ts'
import { useAgainPrice } from './use-again-price.ts'

const words = strings.jobs

/** One job: what it is, how far, what is in the way, and what can be done. */
export const JobRow = memo(({ job }: { readonly job: JobView }) => {
  const row = useRef<HTMLLIElement>(null)
  const isShown = useShownJob() === job.id
  const isHere = useBoard(({ projectId }) => projectId === job.projectId)
  useEffect(() => {
    if (!isShown) return
    row.current?.scrollIntoView({ block: 'nearest' })
    row.current?.querySelector('button')?.focus()
    forgetShownJob()
  }, [isShown])
  const tone = jobTone(job)
  const isUnderWay = isOpen(job.state) && job.waitsFor === null && job.state !== 'uncertain'
  return (
    <li ref={row} className={styles['job']} data-tone={tone} aria-label={jobName(job)}>
      <div className={styles['line']}>
        <button
          type="button"
          className={styles['shot']}
          disabled={!isHere}
          title={isHere ? words.deeds.goToShot : words.otherProject}
          onClick={() => (job.state === 'succeeded' ? showClip(job) : isOnBoard(job) && goToShot(job))}
        >
          {words.shot(job.shotLabel, job.shotTitle)}
        </button>
        <span className={styles['price']}>{jobPrice(job)}</span>
      </div>
      <p className={styles['facts']}>
        {[
          words.take(job.takeNumber),
          words.qualities[job.quality],
          job.engine === 'rehearsal'
            ? words.engines.rehearsal
            : (endpointTitles[job.endpoint as EndpointId] ?? job.endpoint),
          job.resolution,
          isHere ? '' : words.otherProject,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <div className={styles['line']}>
        <span className={styles['state']}>{jobStateWords(job)}</span>
        <Elapsed job={job} />
      </div>
      {isUnderWay && (
        <Progress fraction={job.state === 'queued' ? 0 : job.fraction} label={words.progress(jobName(job))} />
      )}
      <Said job={job} />
      <Deeds job={job} />
    </li>
  )
})
JobRow.displayName = 'JobRow'

/** How long it has been going on, or took. */
const Elapsed = ({ job }: { readonly job: JobView }) =>
  isOpen(job.state) ? (
    <Running since={startedMs(job)} />
  ) : (
    <span className={styles['elapsed']}>{elapsedWords(job.updatedAtMs - startedMs(job))}</span>
  )

const Running = ({ since }: { readonly since: number }) => (
  <span className={styles['elapsed']}>{elapsedWords(useNow(1000) - since)}</span>
)

/** What is in the way, or went wrong: our sentence, what it cost, and the service's own words. */
const Said = ({ job }: { readonly job: JobView }) => {
  const { waitsFor, trouble, overdue, state } = job
  const wrong = wrongOf(job)
  const isNotFound = state === 'uncertain' && waitsFor?.code === 'render/unknown-outcome'
  if (wrong) return <Words failure={wrong}>{isNotFound && words.uncertain.notFound}</Words>
  if (trouble) return <p className={styles['said']}>{trouble.message}</p>
  if (overdue) return <p className={styles['said']}>{words.overdue}</p>
  return null
}

const Words = ({
  failure,
  children,
}: {
  readonly failure: NonNullable<JobView['failure']>
  readonly children?: ReactNode
}) => {
  const { text, detail } = strings.errors.describe(failure)
  return (
    <>
      <p className={styles['said']}>
        {text} {children}
      </p>
      {detail !== undefined && (
        <pre className={styles['detail']} data-selectable>
          {detail}
        </pre>
      )}
    </>
  )
}

const labels: Readonly<Record<JobDeed, string>> = {
  'go-on': words.deeds.goOn,
  'look-up': words.deeds.lookUp,
  adopt: words.deeds.adopt,
  'send-again': words.deeds.sendAgain,
  'give-up': words.deeds.giveUp,
  again: words.deeds.again,
  cancel: words.deeds.cancel,
  reveal: words.deeds.reveal,
  'copy-error': words.deeds.copyError,
  billing: words.deeds.billing,
  key: words.deeds.key,
}

const Deeds = ({ job }: { readonly job: JobView }) => {
  const deeds = jobDeeds(job)
  if (deeds.length === 0) return null
  return (
    <div className={styles['deeds']}>
      {deeds.map((deed) =>
        deed === 'again' ? (
          <Again key={deed} job={job} />
        ) : (
          <Button
            key={deed}
            size="small"
            hint={deed === 'look-up' ? words.uncertain.lookUp : undefined}
            onClick={() => doDeed(job, deed)}
          >
            {labels[deed]}
          </Button>
        ),
      )}
    </div>
  )
}

/** Renders the shot again as it is now, at the price of now. */
const Again = ({ job }: { readonly job: JobView }) => {
  const price = useAgainPrice(job)
  return (
    <Button size="small" onClick={() => doDeed(job, 'again')}>
      {price === null ? words.deeds.again : words.deeds.againFor(price)}
    </Button>
  )
}
