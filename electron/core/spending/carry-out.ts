import type { ReconcileEntry } from '../../../shared/domain/reconciliation.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import type { Job } from '../ledger/job.ts'
import type { Project } from '../project/project.ts'
import type { Found, Reconciler } from './reconciler.ts'

/** What was done about one difference. */
interface Done {
  readonly outcome: ReconcileEntry['outcome']
  readonly words: string | null
}

/** Shows a difference as it crosses the boundary: addresses, prompts and paths stay behind. */
export const entryOf = ({ kind, keeps, request, job }: Found, done: Done = undone): ReconcileEntry => {
  const endpoint = job?.request.endpoint ?? request?.endpoint
  if (endpoint === undefined) throw new Error('a difference that neither side knows of')
  return {
    kind,
    keeps,
    requestId: request?.requestId ?? job?.requestId ?? null,
    endpoint,
    sentAtMs: job?.sentAtMs ?? request?.sentAtMs ?? 0,
    job: job && {
      id: job.id,
      state: job.state,
      projectId: job.projectId,
      shotLabel: job.shotLabel,
      shotTitle: job.shotTitle,
      priceMicroUsd: job.priceMicroUsd,
    },
    ...done,
  }
}

const undone: Done = { outcome: null, words: null }

const refused = ({ message }: { readonly message: string }): Done => ({
  outcome: 'refused',
  words: message,
})

/**
 * Takes up everything that was paid for and is not here, as far as fal.ai keeps it and its project can be opened. What
 * no job stands for is left: to which shot it belongs is the user's to say.
 * @param open opens the project of a job for writing, or says why that cannot be.
 * @param onTakenUp told of each job that is to be run again, with its project.
 */
export const takeUpAll = async (
  found: readonly Found[],
  reconciler: Reconciler,
  open: (job: Job) => Promise<Result<Project>>,
  onTakenUp: (job: Job, project: Project) => void,
): Promise<ReconcileEntry[]> => {
  const fetchFile = async (job: Job, project: Project): Promise<Done> => {
    const take = Object.values(project.document.takes).find(({ jobId }) => jobId === job.id)
    if (!take) return undone
    const fetched = await reconciler.fetchAgain(project, take)
    return fetched.ok ? { outcome: 'fetched', words: null } : refused(fetched.error)
  }

  const takeUp = ({ kind, keeps, request }: Found, job: Job, project: Project): Result<Done> => {
    const requestId = request?.requestId
    if (requestId === undefined || (kind !== 'lost' && kind !== 'not-fetched')) return succeed(undone)
    const taken = reconciler.takeUp(job.id, requestId, keeps, project.folder)
    if (!taken.ok) return taken
    if (taken.value.state === 'expired') return succeed({ outcome: 'expired', words: null })
    onTakenUp(taken.value, project)
    return succeed({ outcome: 'adopted', words: null })
  }

  const act = async (difference: Found): Promise<Done> => {
    const { kind, keeps, job } = difference
    const isWorthIt =
      (kind === 'file-missing' && keeps === 'clip') ||
      ((kind === 'lost' || kind === 'not-fetched') && keeps !== 'none' && keeps !== 'unknown')
    if (!job || !isWorthIt) return undone
    const opened = await open(job)
    if (!opened.ok) return { outcome: 'away', words: opened.error.message }
    if (kind === 'file-missing') return fetchFile(job, opened.value)
    const taken = takeUp(difference, job, opened.value)
    return taken.ok ? taken.value : refused(taken.error)
  }

  const entries: ReconcileEntry[] = []
  for (const difference of found) entries.push(entryOf(difference, await act(difference)))
  return entries
}
