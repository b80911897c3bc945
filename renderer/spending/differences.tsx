import { useEffect, useState } from 'react'
import { endpointTitles } from '../../shared/domain/endpoints.ts'
import type { ReconcileEntry, Reconciliation } from '../../shared/domain/reconciliation.ts'
import { Button } from '../design/kit/button.tsx'
import { Spinner } from '../design/kit/spinner.tsx'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { boardStore } from '../state/open-board.ts'
import { useSelected } from '../state/select.ts'
import { useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { minuteWords } from '../strings/en/times.ts'
import styles from './spending.module.css'

const words = strings.spending

/** The ledger against fal.ai's own list: what only one side knows, and what can be fetched. */
export const Differences = ({ from, to }: { readonly from: string | null; readonly to: string | null }) => {
  const { found, isBusy, look } = useComparison(from, to)
  if (!found) return isBusy ? <Spinner /> : null
  const missing = found.entries.filter(isMissingHere)
  return (
    <section className={styles['differences']} aria-label={words.differences}>
      <p className={styles['agreed']}>
        {words.agreed(found.agreed)}. {found.entries.length === 0 && words.allAgreed}
      </p>
      {found.entries.length > 0 && (
        <ul className={styles['entries']}>
          {found.entries.map((entry, at) => (
            <Entry key={`${entry.requestId ?? entry.job?.id ?? at} ${entry.sentAtMs}`} entry={entry} />
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <Button variant="primary" busy={isBusy} hint={words.adoptHint} onClick={() => void look(true)}>
          {words.adopt}
        </Button>
      )}
    </section>
  )
}

const isMissingHere = ({ kind, keeps, outcome }: ReconcileEntry): boolean =>
  outcome === null &&
  keeps === 'clip' &&
  (kind === 'lost' || kind === 'not-fetched' || kind === 'file-missing')

const useComparison = (from: string | null, to: string | null) => {
  const [found, setFound] = useState<Reconciliation | null>(null)
  const [isBusy, setIsBusy] = useState(true)
  const look = async (adopt: boolean) => {
    setIsBusy(true)
    const answer = await ask('spending.reconcile', { from, to, adopt })
    setIsBusy(false)
    if (answer.ok) setFound(answer.value)
  }
  useEffect(() => {
    let isWanted = true
    const compare = async () => {
      setIsBusy(true)
      const answer = await ask('spending.reconcile', { from, to, adopt: false })
      if (!isWanted) return
      setIsBusy(false)
      setFound(answer.ok ? answer.value : null)
    }
    void compare()
    return () => {
      isWanted = false
    }
  }, [from, to])
  return { found, isBusy, look }
}

const Entry = ({ entry }: { readonly entry: ReconcileEntry }) => {
  const { job, requestId, kind, keeps, outcome } = entry
  return (
    <li className={styles['entry']}>
      <span className={styles['what']}>
        {job ? words.shot(job.shotLabel, job.shotTitle) : endpointTitles[entry.endpoint]}
        <time className={styles['hint']} dateTime={new Date(entry.sentAtMs).toISOString()}>
          {minuteWords(entry.sentAtMs)}
        </time>
      </span>
      <span>
        {words.kinds[kind]}. {words.keeps[keeps]}.
        {requestId !== null && <span className={styles['id']}>{words.copyId(requestId)}</span>}
      </span>
      {outcome !== null && (
        <span className={outcome === 'adopted' || outcome === 'fetched' ? styles['good'] : styles['lost']}>
          {entry.words ?? words.outcomes[outcome]}
        </span>
      )}
      {kind === 'only-fal' && keeps === 'clip' && requestId !== null && (
        <Stray entry={entry} requestId={requestId} />
      )}
    </li>
  )
}

/** A request that no job stands for: whose clip it is, is the user's to say. */
const Stray = ({ entry, requestId }: { readonly entry: ReconcileEntry; readonly requestId: string }) => {
  const projectId = useSelected(boardStore, (board) => board?.projectId ?? null)
  const currentShotId = useSession((session) => session.currentShotId)
  const [isDone, setIsDone] = useState(false)
  if (projectId === null || isDone) return null
  const adopt = async (shotId: typeof currentShotId) => {
    setIsDone(true)
    const answer = await ask('spending.adopt', { projectId, requestId, endpoint: entry.endpoint, shotId })
    if (!answer.ok) return setIsDone(false)
    const { file } = answer.value
    notify({ tone: 'good', text: file === null ? words.adoptedForShot : words.exported(file) })
  }
  return (
    <span className={styles['strayButtons']}>
      {currentShotId !== null && (
        <Button size="small" onClick={() => void adopt(currentShotId)}>
          {words.strayToShot}
        </Button>
      )}
      <Button size="small" onClick={() => void adopt(null)}>
        {words.stray}
      </Button>
    </span>
  )
}
