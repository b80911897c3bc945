import type { Handlers } from '../../../shared/contract.ts'
import { recordOf } from '../../../shared/domain/document.ts'
import type { ProjectId } from '../../../shared/domain/ids.ts'
import { spendingCsv } from '../../../shared/domain/spending-csv.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { Job } from '../ledger/job.ts'
import type { Project } from '../project/project.ts'
import { entryOf, takeUpAll } from '../spending/carry-out.ts'
import { writeCsv } from '../spending/write-csv.ts'
import { periodOf, spendingReport } from '../spending/report.ts'
import type { StudioParts } from './studio-parts.ts'

type SpendingHandlers = Pick<
  Handlers,
  | 'spending.report'
  | 'spending.export'
  | 'spending.today'
  | 'spending.reconcile'
  | 'spending.adopt'
  | 'take.fetchAgain'
>

/** Who holds the projects that are looked into. */
const holder = 'reconciliation'

/** What was spent, and whether it is all here. */
export const createSpendingHandlers = (parts: StudioParts): SpendingHandlers => {
  const { core, recent, projects, driver, windows } = parts

  /** The project of a job, to be written in: the open one, or the one in the folder where it was last. */
  const openFor = async (job: Job, held: Set<ProjectId>): Promise<Result<Project>> => {
    const known = projects.find(job.projectId)
    const opened = known.ok ? known : await projects.open(job.projectFolder, holder)
    if (!opened.ok) return opened
    const project = opened.value
    held.add(project.document.id)
    projects.hold(project.document.id, holder)
    if (project.document.id !== job.projectId)
      return fail('project/not-found', 'Another project is in the folder where this one was.', {
        cost: 'nothing',
      })
    return project.access.kind === 'write'
      ? opened
      : fail('project/read-only', project.access.words, { cost: 'nothing' })
  }

  const reconcile: Handlers['spending.reconcile'] = async ({ from, to, adopt }) => {
    const reconciler = core.reconciler()
    if (!reconciler.ok) return reconciler
    const { fromMs, toMs } = periodOf(from, to)
    const looked = await reconciler.value.look(fromMs, toMs)
    if (!looked.ok) return looked
    const { agreed, found } = looked.value
    if (!adopt) return succeed({ agreed, entries: found.map((one) => entryOf(one)) })
    const held = new Set<ProjectId>()
    try {
      const open = (job: Job) => openFor(job, held)
      const entries = await takeUpAll(found, reconciler.value, open, (job, project) => {
        driver.announce(job)
        driver.run([job], project)
      })
      for (const id of held) await showAnew(id)
      return succeed({ agreed, entries })
    } finally {
      for (const id of held) await projects.release(id, holder)
    }
  }

  /** Which clips are there is in the snapshot alone. */
  const showAnew = async (id: ProjectId) => {
    const project = projects.find(id)
    if (!project.ok) return
    windows.tellAll('project.replaced', await projects.snapshot(project.value))
    parts.spendingChanged()
  }

  return {
    'spending.today': async ({ projectId }) => succeed(parts.spending(projectId)),
    'spending.report': async (query) => {
      const ledger = core.ledger()
      return ledger.ok ? succeed(spendingReport(ledger.value, query, recent.list())) : ledger
    },
    'spending.export': async (query) => {
      const ledger = core.ledger()
      if (!ledger.ok) return ledger
      const report = spendingReport(ledger.value, query, recent.list())
      const file = await writeCsv(parts.projectsFolder(), spendingCsv(report, query.by), query.by, parts)
      if (file.ok && parts.frontDoor.abilities.reveal) await parts.frontDoor.reveal(file.value)
      return file.ok ? succeed({ file: file.value }) : file
    },
    'spending.reconcile': reconcile,
    'spending.adopt': async ({ projectId, requestId, endpoint, shotId }) => {
      const reconciler = core.reconciler()
      if (!reconciler.ok) return reconciler
      const project = writable(projects.find(projectId))
      if (!project.ok) return project
      const shot = shotId === null ? null : recordOf(project.value.document.shots, shotId)
      if (shot === undefined)
        return fail('input/not-found', 'That shot is not on the board any more.', { cost: 'nothing' })
      const request = await reconciler.value.find(requestId, endpoint)
      if (!request.ok) return request
      if (shot === null) {
        const file = await reconciler.value.download(project.value, request.value)
        return file.ok ? succeed({ job: null, file: file.value }) : file
      }
      const job = reconciler.value.adoptFor(project.value, shot, request.value)
      if (!job.ok) return job
      driver.announce(job.value)
      driver.run([job.value], project.value)
      parts.spendingChanged()
      return succeed({ job: driver.view(job.value), file: null })
    },
    'take.fetchAgain': async ({ projectId, takeId }) => {
      const reconciler = core.reconciler()
      if (!reconciler.ok) return reconciler
      const project = writable(projects.find(projectId))
      if (!project.ok) return project
      const take = recordOf(project.value.document.takes, takeId)
      if (!take)
        return fail('input/not-found', 'That take is not on the board any more.', { cost: 'nothing' })
      const fetched = await reconciler.value.fetchAgain(project.value, take)
      // What is expired is shown as that from now on.
      if (fetched.ok || fetched.error.code === 'fal/expired') await showAnew(projectId)
      return fetched.ok ? succeed({}) : fetched
    },
  }
}

const writable = (project: Result<Project>): Result<Project> =>
  project.ok && project.value.access.kind === 'read-only'
    ? fail('project/read-only', project.value.access.words, { cost: 'nothing' })
    : project
