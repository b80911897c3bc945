import { CircleAlert, Film, RotateCw, X } from 'lucide-react'
import { memo } from 'react'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'
import { Icon } from '../design/kit/icon.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { cancelJob, tryAgain } from '../jobs/job-deeds.ts'
import { jobDeeds, jobStateWords, jobTone, wrongOf } from '../jobs/job-words.ts'
import { openJob } from '../jobs/jobs-ui.ts'
import { useAgainPrice } from '../jobs/use-again-price.ts'
import { strings } from '../strings/en/index.ts'
import styles from './takes.module.css'

const words = strings.takes

/** A take in the making, in the place that it will have; or one that did not come about. */
export const JobItem = memo(({ job }: { readonly job: JobView }) => {
  const deeds = jobDeeds(job)
  const isUnderWay = isOpen(job.state) && job.waitsFor === null
  const tone = jobTone(job)
  const state = jobStateWords(job)
  const why = wrongOf(job)
  const telling = why ?? job.trouble
  return (
    <li
      className={styles['row']}
      data-bad={tone === 'bad' || undefined}
      data-waits={tone === 'accent' || undefined}
    >
      <button
        type="button"
        className={styles['main']}
        data-take={job.id}
        title={words.job.details(job.takeNumber)}
        onClick={() => openJob(job.id)}
      >
        <span className={`${styles['poster']} ${styles['ghost']}`}>
          <Icon of={tone === 'select' ? Film : CircleAlert} />
        </span>
        <span className={styles['words']}>
          <span className={styles['name']}>{words.take(job.takeNumber)}</span>
          <span className={styles['facts']} title={telling?.message ?? state}>
            {state}
          </span>
          {why && <span className={styles['why']}>{strings.errors.titles[why.code]}</span>}
          {isUnderWay && (
            <span className={styles['progress']}>
              <Progress
                fraction={job.state === 'queued' ? 0 : job.fraction}
                label={`${words.take(job.takeNumber)}: ${state}`}
              />
            </span>
          )}
        </span>
      </button>
      <span className={styles['buttons']}>
        {deeds.includes('cancel') && (
          <IconButton
            size="small"
            icon={X}
            label={words.job.cancel(job.takeNumber)}
            onClick={() => cancelJob(job)}
          />
        )}
        {deeds.includes('again') && <Again job={job} />}
      </span>
    </li>
  )
})
/** The price stands on it, as on every button that renders. */
const Again = ({ job }: { readonly job: JobView }) => {
  const price = useAgainPrice(job)
  const { again, againFor } = strings.jobs.deeds
  return (
    <IconButton
      size="small"
      icon={RotateCw}
      label={price === null ? again : againFor(price)}
      onClick={() => tryAgain(job)}
    />
  )
}

JobItem.displayName = 'JobItem'
