import { isOpen } from '../../../shared/domain/jobs.ts'
import { useAction } from '../../actions/shortcuts.ts'
import { classNames } from '../../design/class-names.ts'
import { Tooltip } from '../../design/kit/tooltip.tsx'
import { isUnderWay, useJobs } from '../../state/jobs.ts'
import { useSession } from '../../state/session.ts'
import { strings } from '../../strings/en/index.ts'
import styles from './top-bar.module.css'

const words = strings.app.jobs

/** How many jobs are under way, or wait for the user; opens the drawer. */
export const JobsChip = () => {
  const running = useJobs((jobs) => [...jobs.values()].filter(isUnderWay).length)
  const waiting = useJobs((jobs) => [...jobs.values()].filter((job) => isOpen(job.state)).length) - running
  const isShown = useSession(({ drawer }) => drawer === 'jobs')
  const { keys, ariaKeys, run } = useAction('jobs.show')
  const parts = [running > 0 && words.rendering(running), waiting > 0 && words.waiting(waiting)]
  const text = parts.filter(Boolean).join(' · ') || words.none
  return (
    <Tooltip text={strings.app.actions.jobs} keys={keys}>
      <button
        type="button"
        className={classNames(styles['chip'], waiting > 0 && styles['needsYou'])}
        aria-label={words.label(text)}
        aria-expanded={isShown}
        aria-keyshortcuts={ariaKeys}
        onClick={run}
      >
        {running > 0 && waiting === 0 && <span className={styles['dot']} data-tone="select" />}
        {text}
      </button>
    </Tooltip>
  )
}
