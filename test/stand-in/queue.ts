import type { Job, Jobs } from './jobs.ts'
import type { Media } from './media.ts'
import { checkInput, isStandInEndpoint } from './schemas.ts'
import type { AcceptedInput, ModelProblem, StandInEndpoint } from './schemas.ts'
import type { Storage } from './storage.ts'
import { answerWith, isObject, parseJson } from './wire.ts'
import type { Answer, Asked, Exchange } from './wire.ts'

/** How the queue deals with what fal leaves open. */
export interface QueueHabits {
  /** An input at fault is refused by the submit itself, or makes a job whose result is the refusal. */
  readonly refusals: 'at-submit' | 'in-job'
  /** Whether a cancellation ends a job that is running already; one that waits always ends. */
  readonly cancelStopsRunning: boolean
}

/** Plays queue.fal.run. All its requests carry the key. */
export const createQueue = (
  jobs: Jobs,
  storage: Storage,
  media: Media,
  newId: () => string,
  habits: QueueHabits,
): ((asked: Asked) => Exchange) => {
  const submit = (endpoint: StandInEndpoint, body: Buffer): Answer => {
    const input = parseJson(body)
    if (!isObject(input)) return answerWith(422, { detail: [notAnObject] })
    const checked = checkInput(endpoint, input)
    const problems = isAccepted(checked)
      ? checked.images.flatMap((image) => storage.problemWith(image) ?? [])
      : checked
    const refusal = { detail: problems }
    if (problems.length > 0 && habits.refusals === 'at-submit') return answerWith(422, refusal)
    const job = jobs.add({
      ...(isAccepted(checked) ? checked : { input, images: [], seconds: 0 }),
      requestId: newId(),
      endpoint,
      ...(problems.length > 0 && { failure: { status: 422, body: refusal } }),
    })
    const state = jobs.state(job)
    return {
      ...answerFor(job, 200, {
        status: 'IN_QUEUE',
        ...addresses(job),
        queue_position: state.status === 'IN_QUEUE' ? state.position : 0,
      }),
      accepted: true,
      requestId: job.requestId,
    }
  }

  const status = (job: Job): Answer => {
    const state = jobs.state(job)
    const common = { status: state.status, ...addresses(job) }
    if (state.status === 'IN_QUEUE') return answerFor(job, 202, { ...common, queue_position: state.position })
    if (state.status === 'IN_PROGRESS') return answerFor(job, 202, { ...common, logs: [] })
    const { detail, error_type: errorType } = job.failure?.body ?? {}
    const error = errorType === undefined ? {} : { error: detail, error_type: errorType }
    return answerFor(job, 200, { ...common, logs: [], ...error })
  }

  const result = async (job: Job): Promise<Answer> => {
    if (jobs.state(job).status !== 'COMPLETED') {
      return answerFor(job, 400, { detail: 'Request is still in progress' })
    }
    return job.failure
      ? answerFor(job, job.failure.status, job.failure.body)
      : answerFor(job, 200, await media.resultOf(job))
  }

  const cancel = (job: Job): Answer => {
    const state = jobs.state(job)
    if (state.status === 'COMPLETED') return answerFor(job, 400, { status: 'ALREADY_COMPLETED' })
    if (state.status === 'IN_QUEUE' || habits.cancelStopsRunning) jobs.stop(job)
    return answerFor(job, 202, { status: 'CANCELLATION_REQUESTED' })
  }

  return ({ method, url }) => {
    const path = url.pathname.slice(1)
    const [, requestId, tail = ''] = /^fal-ai\/pika\/requests\/([^/]+)(\/status|\/cancel)?$/.exec(path) ?? []
    if (requestId !== undefined) {
      const job = jobs.find(requestId)
      const about = (step: Exchange['step'], perform: (job: Job) => Answer | Promise<Answer>): Exchange => ({
        step,
        requestId,
        endpoint: job?.endpoint,
        perform: () =>
          job ? perform(job) : answerWith(404, { status: 'NOT_FOUND', detail: 'Request not found' }),
      })
      if (method === 'GET' && tail === '/status') return about('status', status)
      if (method === 'GET' && tail === '') return about('result', result)
      if (method === 'PUT' && tail === '/cancel') return about('cancel', cancel)
    }
    if (method === 'POST' && isStandInEndpoint(path) && url.search === '') {
      return { step: 'submit', endpoint: path, perform: (body) => submit(path, body) }
    }
    return {
      step: method === 'POST' ? 'submit' : 'other',
      endpoint: path,
      perform: () => answerWith(404, { detail: `Path /${path}${url.search} not found` }),
    }
  }
}

const notAnObject: ModelProblem = {
  loc: ['body'],
  msg: 'Input should be a JSON object',
  type: 'json_invalid',
}

const isAccepted = (checked: ReturnType<typeof checkInput>): checked is AcceptedInput => 'images' in checked

const addresses = ({ requestId }: Job) => {
  const base = `https://queue.fal.run/fal-ai/pika/requests/${requestId}`
  return {
    request_id: requestId,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
  }
}

const answerFor = (job: Job, status: number, body: unknown): Answer =>
  answerWith(status, body, { 'x-fal-request-id': job.requestId })
