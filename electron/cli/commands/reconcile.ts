import { shotLabelled } from '../../../shared/domain/board.ts'
import { endpointTitles } from '../../../shared/domain/endpoints.ts'
import type { ReconcileEntry } from '../../../shared/domain/reconciliation.ts'
import { FailureError, fail, type Result } from '../../../shared/errors.ts'
import type { Job } from '../../core/ledger/job.ts'
import type { Project } from '../../core/project/open-project.ts'
import { entryOf, takeUpAll } from '../../core/spending/carry-out.ts'
import { periodOf } from '../../core/spending/report.ts'
import { need, withWritableProject, wrongUse, type Context } from '../context.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { columns } from '../output.ts'
import { nameOf } from '../shots.ts'
import { reportEnds, watchJobs } from '../watch-jobs.ts'

export interface ReconcileOptions {
  readonly from?: string
  readonly to?: string
  readonly adopt: boolean
  /** A request that no job stands for, to be taken into a project. */
  readonly request?: string
  /** Folder of that project; or of the one that lost clips belong to, where it has been moved. */
  readonly project?: string
  readonly shot?: string
}

/** `boardwright reconcile`: the ledger against fal.ai's own list of requests. Asks only, unless told to adopt. */
export const reconcile = (context: Context, options: ReconcileOptions): Promise<ExitCode> => {
  const { request, project, shot, ...period } = options
  if (request === undefined) {
    if (shot !== undefined) wrongUse('--shot goes with --request, which names what is to become its take.')
    return compareAll(context, period, project)
  }
  return takeIn(
    context,
    request,
    project ?? wrongUse('--request needs --project: the folder of the project that is to have the clip.'),
    shot,
  )
}

const compareAll = async (
  context: Context,
  { from, to, adopt }: Pick<ReconcileOptions, 'from' | 'to' | 'adopt'>,
  folder: string | undefined,
): Promise<ExitCode> => {
  const { core, output } = context
  const reconciler = need(core.reconciler())
  const { fromMs, toMs } = periodOf(from ?? null, to ?? null)
  const { agreed, found } = need(await reconciler.look(fromMs, toMs))
  const projects = new Map<string, Result<Project>>()
  const runs: { job: Job; project: Project }[] = []
  try {
    const entries = adopt
      ? await takeUpAll(
          found,
          reconciler,
          (job) => openFor(context, projects, job, folder),
          (job, project) => void runs.push({ job, project }),
        )
      : found.map((one) => entryOf(one))
    say(context, agreed, entries)
    output.summary({ agreed, differences: entries.length })
    return runs.length > 0 ? reportEnds(context, await watchJobs(context, runs)) : exitCodes.ok
  } finally {
    await core.close()
    for (const opened of projects.values()) if (opened.ok) need(await opened.value.close())
  }
}

/** The project of a job: in the folder that was named, or where it was last. */
const openFor = async (
  { core }: Context,
  projects: Map<string, Result<Project>>,
  job: Job,
  folder: string | undefined,
): Promise<Result<Project>> => {
  const isNamed = async (path: string): Promise<Result<Project>> => {
    const opened = projects.get(path) ?? (await core.openProject(path))
    projects.set(path, opened)
    if (!opened.ok) return opened
    if (opened.value.access.kind === 'read-only')
      return fail('project/locked', opened.value.access.words, { cost: 'nothing' })
    return opened.value.document.id === job.projectId
      ? opened
      : fail('project/not-found', `Another project is in ${path}; name the right one with --project.`, {
          cost: 'nothing',
        })
  }
  const named = folder === undefined ? null : await isNamed(folder)
  return named?.ok ? named : isNamed(job.projectFolder)
}

const say = ({ output }: Context, agreed: number, entries: readonly ReconcileEntry[]) => {
  for (const entry of entries) output.event('difference', { ...entry })
  for (const row of columns(entries.map(rowOf), 40)) output.line(row)
  output.note(
    `${agreed} ${agreed === 1 ? 'request is' : 'requests are'} known to both sides and in order${entries.length === 0 ? ', and there are no others.' : '.'}`,
  )
  if (entries.some((entry) => isToBeTakenUp(entry)))
    output.note('“boardwright reconcile --adopt” fetches what was paid for and is not here.')
  if (entries.some(({ kind, keeps }) => kind === 'only-fal' && keeps === 'clip'))
    output.note(
      'What no job stands for can be taken into a project: --request ID --project FOLDER, with --shot LABEL as a take of that shot.',
    )
}

const isToBeTakenUp = ({ kind, keeps, outcome }: ReconcileEntry): boolean =>
  outcome === null && keeps === 'clip' && kind !== 'only-fal' && kind !== 'only-here'

const rowOf = (entry: ReconcileEntry): string[] => [
  new Date(entry.sentAtMs).toISOString().slice(0, 16).replace('T', ' '),
  entry.requestId ?? 'no request id',
  entry.job
    ? `shot ${nameOf({ label: entry.job.shotLabel, title: entry.job.shotTitle })}`
    : endpointTitles[entry.endpoint],
  [kindWords[entry.kind], keptWords[entry.keeps], outcomeWords(entry)].filter(Boolean).join('; '),
]

const kindWords: Readonly<Record<ReconcileEntry['kind'], string>> = {
  'only-fal': 'no job of this ledger stands for it',
  'only-here': 'fal.ai does not list it',
  lost: 'its answer was lost, and it was found again',
  'not-fetched': 'made, and its clip is not here',
  'file-missing': 'its clip is gone from the clips folder',
}
const keptWords: Readonly<Record<ReconcileEntry['keeps'], string>> = {
  clip: 'fal.ai keeps the clip',
  gone: 'expired: fal.ai no longer has the clip',
  none: 'it ended without a clip',
  'under-way': 'it is under way',
  unknown: '',
}
const outcomeWords = ({ outcome, words }: ReconcileEntry): string => {
  switch (outcome) {
    case null:
      return ''
    case 'adopted':
      return 'taken up'
    case 'fetched':
      return 'fetched again'
    case 'expired':
      return 'marked as expired'
    case 'away':
      return `its project cannot be opened: ${words ?? ''}`
    case 'refused':
      return words ?? 'refused'
  }
}

/** Takes one request that no job stands for into a project: as a take of a shot, or as a file in its exports. */
const takeIn = (
  context: Context,
  requestId: string,
  folder: string,
  label: string | undefined,
): Promise<ExitCode> =>
  withWritableProject(context, folder, async (project) => {
    const { core, output } = context
    const reconciler = need(core.reconciler())
    const shot = label === undefined ? null : shotLabelled(project.document, label)
    if (shot === undefined) return wrongUse(`--shot ${label ?? ''}: the board has no shot of that label.`)
    const known = need(core.ledger()).ofRequest(requestId)
    if (known)
      throw new FailureError({
        code: 'input/invalid',
        message: `Job ${known.id} stands for request ${requestId} already; “boardwright reconcile --adopt” takes it up.`,
        cost: 'nothing',
      })
    const request = need(await reconciler.find(requestId, null))
    if (shot === null) {
      const file = need(await reconciler.download(project, request))
      output.line(file)
      output.summary({ clips: [file] })
      return exitCodes.ok
    }
    const job = need(reconciler.adoptFor(project, shot, request))
    return reportEnds(context, await watchJobs(context, [{ job, project }]))
  })
