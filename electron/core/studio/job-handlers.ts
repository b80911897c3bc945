import type { Handlers } from '../../../shared/contract.ts'
import { formatUsd, sumPrices } from '../../../shared/domain/prices.ts'
import { describeReason, type RenderPlan } from '../../../shared/domain/plan.ts'
import { recordOf } from '../../../shared/domain/document.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { requestHashOf, type Intent } from '../jobs/orders.ts'
import type { Job } from '../ledger/job.ts'
import type { Project } from '../project/project.ts'
import type { StudioParts } from './studio-parts.ts'

type JobHandlers = Pick<
  Handlers,
  'take.render' | 'job.list' | 'job.cancel' | 'job.resume' | 'job.lookUp' | 'job.settle'
>

/** Renders and their jobs. Prices are agreed before anything is ordered; what is ordered runs by itself. */
export const createJobHandlers = (parts: StudioParts): JobHandlers => {
  const { core, driver, projects, clock, settings } = parts

  /** What is asked for, planned with what the core knows now. */
  const planAll = (
    project: Project,
    { orders, quality, engine }: Parameters<Handlers['take.render']>[0],
  ): Result<Intent[]> => {
    const ledger = core.ledger()
    if (!ledger.ok) return ledger
    const { document } = project
    const sinceMs = clock.now() - settings.current().timing.repeatWindowMs
    const intents: Intent[] = []
    const taken = new Map<string, number>()
    for (const { shotId, intentId, another } of orders) {
      const shot = recordOf(document.shots, shotId)
      if (!shot)
        return fail('input/not-found', 'A shot that was to be rendered is not on the board any more.', {
          cost: 'nothing',
        })
      const planned = core.plan(document, shot, quality, engine ?? core.defaultEngine())
      if (!planned.ok)
        return fail(
          'render/not-ready',
          `Shot ${shot.label} cannot be rendered yet. ${planned.reasons.map(describeReason).join(' ')}`,
          { cost: 'nothing' },
        )
      const requestHash = requestHashOf(planned.plan)
      const key = `${shotId} ${requestHash}`
      let takeIndex = (taken.get(key) ?? -1) + 1
      if (another)
        while (ledger.value.standing({ projectId: document.id, shotId, requestHash, takeIndex }, sinceMs))
          takeIndex++
      taken.set(key, takeIndex)
      intents.push({ plan: planned.plan, intentId, takeIndex })
    }
    return succeed(intents)
  }

  const render: Handlers['take.render'] = async (input) => {
    const found = projects.find(input.projectId)
    if (!found.ok) return found
    const project = found.value
    const intents = planAll(project, input)
    if (!intents.ok) return intents
    const standing = core.standing(project, intents.value)
    if (!standing.ok) return standing
    const wanting = intents.value.filter((_, at) => !standing.value[at])
    const agreed = agree(
      wanting.map(({ plan }) => plan),
      input.agreed,
    )
    if (!agreed.ok) return agreed
    // What has its job already is only joined, also where another program holds the project and runs it.
    const ordered =
      wanting.length === 0 ? succeed([]) : core.order(project, wanting, { overrideGate: input.overrideGate })
    if (!ordered.ok) return ordered
    const added = ordered.value.values()
    const jobs = standing.value.flatMap((job) => job ?? added.next().value?.job ?? [])
    for (const job of jobs) driver.announce(job)
    parts.spendingChanged()
    driver.run(jobs, project)
    return succeed({
      jobs: jobs.map(driver.view),
      joined: jobs.length - ordered.value.filter((one) => one.added).length,
    })
  }

  const withJob = (id: Job['id'], act: (job: Job) => Result<Record<string, never>>) => {
    const job = driver.find(id)
    return job.ok ? act(job.value) : job
  }

  return {
    'take.render': render,
    'job.list': async ({ projectId, ended, limit }) => {
      const ledger = core.ledger()
      if (!ledger.ok) return ledger
      const jobs = ledger.value.list({ ended, limit, ...(projectId && { projectId }) })
      return succeed({ jobs: jobs.map(driver.view) })
    },
    'job.cancel': async ({ jobId }) =>
      withJob(jobId, (job) => {
        if (job.state === 'uncertain')
          return fail(
            'input/invalid',
            'Nobody knows whether fal.ai accepted this request, so it cannot be cancelled. Look it up, or give it up.',
            {
              cost: 'perhaps',
            },
          )
        const cancelled = core.cancel(jobId)
        if (!cancelled.ok) return cancelled
        const now = driver.find(jobId)
        if (now.ok) driver.announce(now.value)
        // One that waited for the user has nobody to heed the wish until it runs.
        void driver.resume(job.projectId)
        return succeed({})
      }),
    'job.resume': async ({ jobId }) => {
      const resumed = await driver.resumeWaiting(jobId)
      return resumed.ok ? succeed({ resumed: resumed.value }) : resumed
    },
    'job.lookUp': async ({ jobId }) => {
      const job = driver.find(jobId)
      if (!job.ok) return job
      if (job.value.state !== 'uncertain')
        return fail(
          'input/invalid',
          `The job is ${job.value.state}, not uncertain; there is nothing to look up.`,
          { cost: 'nothing' },
        )
      await driver.resume(job.value.projectId)
      return succeed({})
    },
    'job.settle': async ({ jobId, word }) => {
      const settled = await core.settle(jobId, word)
      if (!settled.ok) return settled
      driver.announceSettled(settled.value)
      void driver.resume(settled.value.projectId)
      return succeed({ job: driver.view(settled.value) })
    },
  }
}

/** Whether what is to be spent is no more than was agreed to. */
const agree = (
  plans: readonly RenderPlan[],
  agreed: { readonly microUsd: number; readonly unknown: number },
): Result<void> => {
  const { microUsd, unknown } = sumPrices(plans.map(({ price }) => price))
  if (microUsd <= agreed.microUsd && unknown <= agreed.unknown) return succeed(undefined)
  const total = `${formatUsd(microUsd)}${unknown > 0 ? ` and ${unknown} of unknown price` : ''}`
  return fail(
    'money/not-agreed',
    `This costs ${total} by now, which is more than you agreed to. Nothing was sent; agree to the new price to go on.`,
    {
      detail: JSON.stringify({ microUsd, unknown }),
      cost: 'nothing',
    },
  )
}
