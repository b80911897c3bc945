import { join } from 'node:path'
import { takesByShot } from '../../../shared/domain/board.ts'
import type { EngineId, Quality, Shot } from '../../../shared/domain/document.ts'
import { describePlan, describeReason, type RenderPlan } from '../../../shared/domain/plan.ts'
import { formatPrice, formatUsd, sumPrices } from '../../../shared/domain/prices.ts'
import { FailureError, type Failure } from '../../../shared/errors.ts'
import { upToDateTake, type Intent } from '../../core/jobs/orders.ts'
import type { Job } from '../../core/ledger/job.ts'
import type { Project } from '../../core/project/open-project.ts'
import { need, requireWritable, withProject, type Context } from '../context.ts'
import type { ExitCode } from '../exit-codes.ts'
import { joinJobs } from '../join-jobs.ts'
import { columns } from '../output.ts'
import { chooseShots, nameOf } from '../shots.ts'
import { offerCheaper } from '../offer-cheaper.ts'
import { reportEnds, watchJobs } from '../watch-jobs.ts'
import { nameInUse } from './key.ts'
import { freshenPrices } from './prices.ts'

export interface RenderOptions {
  readonly shot: readonly string[]
  readonly quality: Quality
  readonly engine?: EngineId
  /** Takes of each shot; undefined makes one of each shot that has none up to date. */
  readonly takes?: number
  readonly yes: boolean
  /** Makes finals although the gate of the settings stands before them. */
  readonly overrideGate: boolean
  readonly budgetMicroUsd?: number
}

/** `boardwright render`: makes takes, having said what they cost and been told to go ahead. */
export const renderShots = (context: Context, folder: string, options: RenderOptions): Promise<ExitCode> =>
  withProject(context, context.core.openProject(folder), async (project) => {
    const engine = options.engine ?? context.core.defaultEngine()
    sayEngine(context, engine, options.engine !== undefined)
    if (engine === 'fal' && context.keyring.current() !== null) await freshenPrices(context)
    const { plans, existing } = planAll(context, project, engine, options)
    if (plans.length === 0) {
      context.output.note(
        'Every shot has a take that is up to date; name shots with --shot, or ask for --takes, to make more.',
      )
      return reportEnds(context, [], existing)
    }
    const intents: Intent[] = plans.flatMap((plan) =>
      Array.from({ length: options.takes ?? 1 }, (_, takeIndex) => ({
        plan,
        intentId: context.core.ids.intent(),
        takeIndex,
      })),
    )
    // Another terminal may be making just these takes: then this one watches, and pays nothing.
    if (project.access.kind === 'read-only' && project.access.why === 'locked') {
      const ends = await joinJobs(context, project, intents)
      if (ends) return reportEnds(context, ends, existing)
    }
    requireWritable(project)
    const jobs = await orderJobs(context, project, intents, options)
    noteOtherJobs(context, project, jobs)
    const ends = await watchJobs(
      context,
      jobs.map((job) => ({ job, project })),
    )
    return reportEnds(context, ends, existing)
  })

/** The jobs for the intents: those that stand for them already, and new ones at an agreed price. */
const orderJobs = async (
  context: Context,
  project: Project,
  intents: readonly Intent[],
  options: RenderOptions,
): Promise<Job[]> => {
  const { core, output } = context
  const standing = need(core.standing(project, intents))
  const wanting = intents.filter((_, at) => !standing[at])
  const joined = intents.length - wanting.length
  if (joined > 0)
    output.note(
      `${joined} of these renders ${joined === 1 ? 'is' : 'are'} under way or just done already; nothing is sent twice.`,
    )
  const offer = (leftMicroUsd: number) => {
    const plans = wanting.map(({ plan }) => plan)
    const engine = plans[0]?.engine ?? 'fal'
    offerCheaper(context, {
      document: project.document,
      plans,
      quality: options.quality,
      engine,
      leftMicroUsd,
    })
  }
  if (wanting.length > 0) await agreePrice(context, wanting, options, offer)
  const ordered = core.order(project, wanting, { overrideGate: options.overrideGate })
  if (!ordered.ok && ordered.error.code === 'money/over-budget') offer(leftOf(ordered.error))
  const added = need(ordered).values()
  return standing.flatMap((job) => job ?? added.next().value?.job ?? [])
}

/** What a budget that refused has left, in micro-dollars; see `withinBudget`. */
const leftOf = ({ detail }: Failure): number => {
  const { limit, spent } = JSON.parse(detail ?? '{}') as { limit?: number; spent?: number }
  return Math.max(0, (limit ?? 0) - (spent ?? 0))
}

/** Jobs of earlier runs may have been paid for already; they are not to be overlooked. */
const noteOtherJobs = ({ core, output }: Context, project: Project, jobs: readonly Job[]) => {
  const ids = new Set(jobs.map((job) => job.id))
  const others = need(core.ledger())
    .list({ projectId: project.document.id, ended: false })
    .filter((job) => !ids.has(job.id)).length
  if (others > 0)
    output.note(
      `${others} other ${others === 1 ? 'job' : 'jobs'} of this project ${others === 1 ? 'is' : 'are'} open; “boardwright resume” goes on with ${others === 1 ? 'it' : 'them'}.`,
    )
}

const sayEngine = ({ output, keyring, falProxy }: Context, engine: EngineId, chosen: boolean) => {
  if (engine === 'fal')
    output.note(
      `Rendering with fal.ai${falProxy ? ' through the studio proxy' : ''}, with ${nameInUse(keyring.standing())}.`,
    )
  else if (chosen) output.note('Rehearsing: free, on this machine.')
  else if (keyring.current() === null)
    output.note(
      'Rehearsing (free, on this machine), because no fal key is known. “boardwright key set” stores one, to render with fal.ai.',
    )
}

/** Plans the chosen shots. Shots that cannot be rendered end the command where they were named, else they are skipped aloud. */
const planAll = (context: Context, project: Project, engine: EngineId, options: RenderOptions) => {
  const { core, output } = context
  const { document } = project
  const takes = takesByShot(document)
  const named = options.shot.length > 0
  const plans: RenderPlan[] = []
  const existing: string[] = []
  const notReady: { shot: Shot; why: string }[] = []
  for (const shot of chooseShots(document, options.shot)) {
    const planned = core.plan(document, shot, options.quality, engine)
    if (!planned.ok) {
      notReady.push({ shot, why: planned.reasons.map(describeReason).join(' ') })
      continue
    }
    const take =
      named || options.takes !== undefined ? undefined : upToDateTake(takes.get(shot.id) ?? [], planned.plan)
    if (take) existing.push(join(project.folder, 'clips', take.file))
    else plans.push(planned.plan)
  }
  const words = notReady.map(({ shot, why }) => `Shot ${nameOf(shot)} cannot be rendered yet. ${why}`)
  const nothingElse = plans.length === 0 && existing.length === 0
  if (words.length > 0 && (named || nothingElse))
    throw new FailureError({ code: 'render/not-ready', message: words.join('\n') })
  if (nothingElse)
    throw new FailureError({
      code: 'render/not-ready',
      message: 'The board has no shots to render; “boardwright add” adds one.',
    })
  for (const text of words) output.note(`${text} It is left out.`)
  if (plans.some((plan) => plan.draftIsRehearsal))
    output.note('Where the draft would equal the final, it is rehearsed instead, free.')
  return { plans, existing }
}

/** Ends the command unless the price is agreed: within the budget, and by --yes or at the terminal. */
const agreePrice = async (
  { output, confirm }: Context,
  intents: readonly Intent[],
  options: RenderOptions,
  offer: (leftMicroUsd: number) => void,
) => {
  const { microUsd, unknown } = sumPrices(intents.map(({ plan }) => plan.price))
  const total = `${formatUsd(microUsd)}${unknown > 0 ? ` and ${unknown} of unknown price` : ''}`
  if (options.budgetMicroUsd !== undefined && (microUsd > options.budgetMicroUsd || unknown > 0)) {
    offer(options.budgetMicroUsd)
    throw new FailureError({
      code: 'money/over-budget',
      message: `This would cost ${total}, more than the budget of ${formatUsd(options.budgetMicroUsd)}; nothing was sent. Render fewer shots, at 720p, or raise --budget.`,
      cost: 'nothing',
    })
  }
  if ((microUsd === 0 && unknown === 0) || options.yes) return
  const rows = intents.map(({ plan }) => [nameOf(plan.shot), formatPrice(plan.price), describePlan(plan)])
  for (const row of columns(rows)) output.line(row)
  if (
    confirm &&
    (await confirm(`Render ${intents.length} ${intents.length === 1 ? 'take' : 'takes'} for ${total}?`))
  )
    return
  throw new FailureError({
    code: 'money/not-agreed',
    message:
      `Rendering would cost ${total}; nothing was sent. ${confirm ? '' : 'Pass --yes to agree to the price.'}`.trim(),
    cost: 'nothing',
  })
}
