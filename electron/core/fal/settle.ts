import { requestIdSchema, type JobId } from '../../../shared/domain/ids.ts'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import { unrepeated } from './failures.ts'
import type { FalService } from './service.ts'
import type { Job, JobStep } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** How the user ends an uncertainty. `send-again` may be charged a second time. */
export type Settlement =
  | { readonly kind: 'adopt'; readonly requestId: string }
  | { readonly kind: 'send-again' }
  | { readonly kind: 'give-up' }

/** Ends an uncertain job's uncertainty by the user's word; failures as `Core.settle`. `nowMs` gives milliseconds since 1970. */
export const settleJob = async (
  { ledger, service }: { readonly ledger: Ledger; readonly service: Pick<FalService, 'status'> },
  id: JobId,
  word: Settlement,
  nowMs: () => number,
): Promise<Result<Job>> => {
  const job = ledger.find(id)
  if (!job) return fail('input/not-found', `There is no job ${id}; list the jobs to see their ids.`)
  if (job.state !== 'uncertain')
    return fail('input/invalid', `Job ${id} is ${job.state}, not uncertain; there is nothing to settle.`)
  if (word.kind === 'adopt') {
    const known = await isAdoptable(ledger, service, job, word.requestId)
    if (!known.ok) return known
  }
  const settled = ledger.step(job, stepOf(job, word), nowMs())
  return settled
    ? succeed(settled)
    : fail('input/invalid', `Job ${id} has moved on meanwhile; list the jobs to see its state.`)
}

const stepOf = (job: Job, word: Settlement): JobStep => {
  switch (word.kind) {
    case 'adopt':
      return { to: 'queued', requestId: word.requestId }
    case 'send-again':
      return { to: 'created', failure: null }
    case 'give-up':
      return { to: 'cancelled', failure: { ...job.failure, ...givenUp } }
  }
}

const givenUp: Failure = {
  code: 'render/unknown-outcome',
  message:
    'It was given up: the request had been sent, and its answer was lost. Compare with fal.ai to see whether it has the clip.',
  cost: 'perhaps',
}

/** An id that was mistyped would end the job as expired, and what it paid for would be lost sight of. */
const isAdoptable = async (
  ledger: Ledger,
  service: Pick<FalService, 'status'>,
  job: Job,
  requestId: string,
): Promise<Result<void>> => {
  if (!requestIdSchema.safeParse(requestId).success)
    return fail(
      'input/invalid',
      'That is no request id of fal.ai: one has only letters, digits, hyphens and underscores. Copy it from its list of requests.',
    )
  if (ledger.holdsRequest(requestId))
    return fail('input/invalid', `Another job stands for request ${requestId} already.`)
  const status = await service.status(job.request.endpoint, requestId)
  if (status.kind === 'unknown-request')
    return fail(
      'input/not-found',
      `fal.ai knows no request ${requestId}, so the job stays uncertain. Check the id, and whose key is in use.`,
    )
  return status.kind === 'no-answer'
    ? { ok: false, error: unrepeated(status.failure, 'the job stays uncertain') }
    : succeed(undefined)
}
