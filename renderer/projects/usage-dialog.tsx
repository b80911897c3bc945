import { useEffect, useState } from 'react'
import { formatUsd } from '../../shared/domain/prices.ts'
import type { TakeId } from '../../shared/domain/ids.ts'
import type { ProjectCard, ProjectUsage } from '../../shared/views.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Spinner } from '../design/kit/spinner.tsx'
import { ask } from '../state/ask.ts'
import { strings } from '../strings/en/index.ts'
import { CleanUpList } from './clean-up-list.tsx'
import { cautiousChoice, partsOf, sumOf, type CleanUpChoice } from './clean-up.ts'
import dialogStyles from './dialogs.module.css'
import { FailureText } from './failure-text.tsx'
import { endDeed, refreshProjects } from './projects-store.ts'
import { formatBytes } from './quantities.ts'
import styles from './usage-dialog.module.css'
import { useAsking } from './use-asking.ts'

const words = strings.projects.usage

/** What a project takes on disk, and what of it can go. */
export const UsageDialog = ({ card }: { readonly card: ProjectCard }) => {
  const { folder } = card
  const [usage, setUsage] = useState<ProjectUsage | null>(null)
  const [choice, setChoice] = useState<CleanUpChoice | null>(null)
  const [freed, setFreed] = useState<number | null>(null)
  const asking = useAsking()

  const measure = async () => {
    const measured = await asking.ask(() => ask('project.usage', { folder }, { quiet: true }))
    if (!measured) return
    setUsage(measured)
    setChoice(cautiousChoice(measured))
  }
  useEffect(() => {
    void measure()
    // Once, when it opens; after a clean-up it is asked for.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const clean = async () => {
    if (!choice) return
    const done = await asking.ask(() =>
      ask(
        'project.cleanUp',
        { folder, caches: choice.caches, media: [...choice.media], takes: [...choice.takes] as TakeId[] },
        { quiet: true },
      ),
    )
    if (!done) return
    setFreed(done.freedBytes)
    await Promise.all([measure(), refreshProjects()])
  }

  const sum = usage && choice ? sumOf(usage, choice) : null
  const isNothing = sum === null || (sum.bytes === 0 && sum.images === 0 && sum.takes === 0)
  return (
    <Dialog
      open
      onClose={endDeed}
      title={words.title}
      description={card.title}
      width="large"
      footer={
        <>
          <span className={styles['sum']} aria-live="polite">
            {freed !== null && <span className={styles['freed']}>{words.freed(formatBytes(freed))} </span>}
            {sum && (isNothing ? words.nothingChosen : words.chosen(formatBytes(sum.bytes)))}
            {sum && sum.takes > 0 && (
              <span className={styles['paid']}>
                {words.paid(sum.paidMicroUsd > 0 ? formatUsd(sum.paidMicroUsd) : '', sum.paidUnknown)}
              </span>
            )}
          </span>
          <Button onClick={endDeed} autoFocus>
            {words.close}
          </Button>
          <Button
            variant={sum && (sum.takes > 0 || sum.images > 0) ? 'danger' : 'primary'}
            disabled={isNothing}
            busy={asking.busy && usage !== null}
            onClick={() => void clean()}
          >
            {words.clean}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <FailureText failure={asking.failure} />
        {usage && choice ? (
          <>
            <Parts usage={usage} />
            <CleanUpList usage={usage} choice={choice} disabled={asking.busy} onChange={setChoice} />
          </>
        ) : (
          !asking.failure && (
            <p className={styles['measuring']}>
              <Spinner /> {words.measuring}
            </p>
          )
        )}
      </div>
    </Dialog>
  )
}

const Parts = ({ usage }: { readonly usage: ProjectUsage }) => {
  const { total, parts } = partsOf(usage)
  return (
    <div className={dialogStyles['form']}>
      <div className={styles['bar']} aria-hidden>
        {parts.map(({ kind, share }) => (
          <span key={kind} data-kind={kind} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      <ul className={styles['legend']}>
        {parts.map(({ kind, bytes }) => (
          <li key={kind}>
            <i data-kind={kind} />
            {words.parts[kind]} <b>{formatBytes(bytes)}</b>
          </li>
        ))}
        <li className={styles['total']}>{words.total(formatBytes(total))}</li>
      </ul>
    </div>
  )
}
