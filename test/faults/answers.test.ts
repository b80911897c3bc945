import sharp from 'sharp'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isOpen } from '../../shared/domain/jobs.ts'
import { systemClock } from '../../electron/core/clock.ts'
import type { Clock } from '../../electron/core/ports.ts'
import { must } from '../kit/text-board.ts'
import { createClipMaker, makeMp4 } from '../stand-in/clips.ts'
import { replies, type Fault } from '../stand-in/faults.ts'
import {
  elementShot,
  patient,
  quickSettings,
  startFaultBoard,
  statesOf,
  textShot,
  writePng,
} from './board.ts'
import type { BoardOptions, FaultBoard } from './board.ts'
import { makeTemplate, startTerminal } from './terminal.ts'

/** A clock on which time passes faster, so that hours of waiting fit into a test. */
const hastyClock = (times: number): Clock => {
  const startMs = Date.now()
  return {
    now: () => startMs + (Date.now() - startMs) * times,
    monotonicMs: () => performance.now() * times,
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  }
}

const statusCount = ({ standIn }: FaultBoard) => standIn.journal.count('status')

/** A board on which six hours pass in four seconds, asked about as patiently as the program delivered. */
const startHastyBoard = async () => {
  const clock = hastyClock(6000)
  const startMs = clock.now()
  const board = await startFaultBoard({
    clock,
    standIn: { durationMs: Infinity },
    settings: quickSettings({ timing: { pollFloorMs: 1000, pollCeilingMs: 30_000 } }),
  })
  const hours = () => vi.waitFor(() => expect(clock.now() - startMs).toBeGreaterThan(6 * 3_600_000), 60_000)
  return { board, hours }
}

const png = () =>
  sharp({ create: { width: 64, height: 36, channels: 3, background: '#123456' } })
    .png()
    .toBuffer()
const withoutIndex = async () => {
  const clip = await makeMp4({ width: 64, height: 36, seconds: 5 })
  return Buffer.from(clip.toString('latin1').replace('moov', 'free'), 'latin1')
}

/** A board of one shot with an image. */
const boardWithImage = async (options: BoardOptions = {}) => {
  const board = await startFaultBoard({ shots: 0, ...options })
  const image = await writePng(join(board.root, 'lamp.png'))
  must(await board.core().addShot(board.project(), elementShot(image)))
  return board
}

describe('fal’s answers', () => {
  it.each([
    ['401', 'fal/bad-key', replies.badKey(), 'No user found for Key ID and Secret'],
    ['403', 'fal/locked', replies.locked(), 'User is locked. Reason: Exhausted balance'],
  ] as const)(
    '9 · a %s after two jobs lets those two go on, leaves the rest unsent and shows fal’s own words',
    async (_, code, fault, words) => {
      const board = await startFaultBoard({ shots: 5, settings: quickSettings({ limits: { fal: 1 } }) })
      const refusal = board.standIn.script({ step: 'submit', nth: 3, times: Infinity, fault })
      const ends = await board.render()
      expect(statesOf(ends)).toEqual(['succeeded', 'succeeded', 'created', 'created', 'created'])
      expect(board.standIn.journal.count('submit')).toBe(3)
      for (const { parked } of ends.slice(2))
        expect(parked).toMatchObject({ code, detail: words, cost: 'nothing' })
      refusal.remove()
      await board.restart()
      expect(statesOf(await board.resume())).toEqual(['succeeded', 'succeeded', 'succeeded'])
      expect(board.standIn.journal.accepted()).toHaveLength(5)
      await board.judge()
    },
  )

  it('9 · at the terminal a locked account ends with exit code 4 and fal’s words, and resume finishes the rest', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower'), textShot('The sea')]))
    const lock = terminal.standIn.script({ step: 'submit', nth: 2, times: Infinity, fault: replies.locked() })
    const locked = await terminal.run(['render', terminal.folder, '--yes'])
    expect(locked.code).toBe(4)
    expect(locked.stderr).toContain('User is locked. Reason: Exhausted balance')
    expect(
      terminal
        .jobs()
        .map((job) => job.state)
        .toSorted(),
    ).toEqual(['created', 'succeeded'])
    const wrongKey = await terminal.run(['resume'], { environment: { FAL_KEY: 'not-the-key:at-all' } })
    expect(wrongKey.code).toBe(4)
    lock.remove()
    const resumed = await terminal.run(['resume', '--json'])
    expect(resumed.code, `said: ${resumed.stdout}`).toBe(0)
    expect(terminal.jobs().map((job) => job.state)).toEqual(['succeeded', 'succeeded'])
    expect(terminal.standIn.journal.accepted()).toHaveLength(2)
    expect(await terminal.breaches()).toEqual([])
  })

  const modelErrors = [
    'internal_server_error',
    'generation_timeout',
    'downstream_service_error',
    'downstream_service_unavailable',
    'content_policy_violation',
    'no_media_generated',
    'image_too_small',
    'image_too_large',
    'image_load_error',
    'file_download_error',
    'face_detection_error',
    'file_too_large',
    'greater_than',
    'greater_than_equal',
    'less_than',
    'less_than_equal',
    'multiple_of',
    'sequence_too_short',
    'sequence_too_long',
    'one_of',
    'feature_not_supported',
    'unsupported_image_format',
    'missing',
    'a_type_of_next_year',
  ]

  it('10 · a 422 of every type is shown at its field, may have been charged, and is not sent again', async () => {
    const board = await startFaultBoard({ shots: modelErrors.length })
    for (const [at, type] of modelErrors.entries())
      board.standIn.script({ step: 'submit', nth: at + 1, fault: replies.modelError(type) })
    const ends = await board.render()
    for (const { job } of ends)
      expect(job).toMatchObject({
        state: 'failed',
        failure: { code: 'fal/rejected', field: 'prompt', cost: 'perhaps' },
      })
    expect(new Set(ends.map(({ job }) => job.failure?.detail))).toEqual(
      new Set(modelErrors.map((type) => `Refused: ${type}`)),
    )
    expect(board.standIn.journal.count('submit')).toBe(modelErrors.length)
    await board.judge()
  })

  it.each([
    ['a string for its detail', replies.requestError(422, 'Unprocessable: the prompt is odd')],
    ['no body', { kind: 'reply', status: 422 } satisfies Fault],
    ['a body that is no JSON', { kind: 'reply', status: 422, body: '<html>' } satisfies Fault],
  ])('10 · a 422 with %s is not sent again', async (_, fault) => {
    const board = await startFaultBoard()
    board.standIn.script({ step: 'submit', fault })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({ state: 'failed', failure: { code: 'fal/rejected', cost: 'perhaps' } })
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('10 · a 422 as the result of a job that was accepted is kept with its request id and raw answer', async () => {
    const board = await startFaultBoard()
    board.standIn.script({
      step: 'result',
      nth: 'every',
      fault: replies.modelError('content_policy_violation'),
    })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({
      state: 'failed',
      requestId: expect.any(String) as string,
      rawAnswer: expect.stringContaining('content_policy_violation') as string,
      failure: { code: 'fal/rejected', cost: 'perhaps', field: 'prompt' },
    })
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('11 · completed with an error is failed, with fal’s words and the request id', async () => {
    const board = await startFaultBoard()
    board.standIn.script({
      step: 'status',
      fault: replies.failedJob('Runner went away', 'runner_disconnected'),
    })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({
      state: 'failed',
      failure: { detail: 'Runner went away', requestId: end?.job.requestId },
    })
    await board.judge()
  })

  it('11 · completed, then a result that fails five times with 504, is a clip all the same', async () => {
    const board = await startFaultBoard()
    const fault = replies.requestError(504, 'Gateway timeout', 'request_timeout')
    const trouble = board.standIn.script({ step: 'result', times: 5, fault })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect(trouble.struck()).toBe(5)
    await board.judge()
  })

  it('12 · a 429 on submit is waited out as long as it says, and exactly one request is accepted', async () => {
    const board = await startFaultBoard()
    board.standIn.script({ step: 'submit', fault: replies.busy(1) })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    const [refused, accepted] = board.standIn.journal.events.filter(({ step }) => step === 'submit')
    expect((accepted?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990)
    expect(board.standIn.journal.accepted()).toHaveLength(1)
    await board.judge()
  })

  it('12 · a 429 holds back a whole board: it goes on one by one, and not before the time is over', async () => {
    const shots = 30
    const later = 3
    const board = await startFaultBoard({
      shots,
      settings: quickSettings({ timing: { ...patient, retryMs: 1000, retryMaxMs: 2000 } }),
    })
    board.standIn.script({ step: 'submit', times: shots + later, fault: replies.busy(1) })
    expect(new Set(statesOf(await board.render()))).toEqual(new Set(['succeeded']))
    const sent = board.standIn.journal.events.filter(({ step }) => step === 'submit')
    expect(sent).toHaveLength(2 * shots + later)
    // All were on their way when the first was refused. From then on each refusal holds for everybody.
    for (let at = shots - 1; at < shots + later; at++)
      expect((sent[at + 1]?.at ?? 0) - (sent[at]?.at ?? 0), `after refusal ${at + 1}`).toBeGreaterThanOrEqual(
        990,
      )
    await board.judge()
  })

  it('12 · a 429 on status is waited out as long as it says', async () => {
    const board = await startFaultBoard()
    board.standIn.script({ step: 'status', fault: replies.busy(1) })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    const [refused, next] = board.standIn.journal.events.filter(({ step }) => step === 'status')
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990)
    await board.judge()
  })

  it('13 · hours at place 12,000 of the queue are shown, and the job is never sent again, and cancelling works', async () => {
    const { board, hours } = await startHastyBoard()
    const fault: Fault = { kind: 'amend', fields: { status: 'IN_QUEUE', queue_position: 12_000 } }
    const waiting = board.standIn.script({ step: 'status', nth: 'every', fault })
    const [job] = board.order()
    if (!job) throw new Error('nothing was ordered')
    const running = board.run([job])
    await hours()
    expect(statusCount(board)).toBeGreaterThan(10)
    expect(statusCount(board)).toBeLessThan(1000)
    expect(board.positions).toContain(12_000)
    expect(board.jobs()[0]?.state).toBe('queued')
    expect(board.standIn.journal.count('submit')).toBe(1)
    waiting.remove()
    must(board.core().cancel(job.id))
    expect(statesOf(await running)).toEqual(['cancelled'])
    await board.judge()
  })

  it('13 · a job that is in progress for hours stays running and is never sent again, and cancelling works', async () => {
    const { board, hours } = await startHastyBoard()
    const [job] = board.order()
    if (!job) throw new Error('nothing was ordered')
    const running = board.run([job])
    await hours()
    expect(statusCount(board)).toBeGreaterThan(10)
    expect(statusCount(board)).toBeLessThan(1000)
    expect(board.jobs()[0]?.state).toBe('running')
    expect(board.standIn.journal.count('submit')).toBe(1)
    must(board.core().cancel(job.id))
    expect(statesOf(await running)).toEqual(['cancelled'])
    await board.judge()
  })

  it('14 · a result that is gone is read once more, then the job is expired with its request id', async () => {
    const board = await startFaultBoard()
    board.standIn.script({ step: 'result', nth: 'every', fault: replies.notFound() })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({
      state: 'expired',
      failure: { requestId: end?.job.requestId, cost: 'perhaps' },
    })
    expect(end?.job.failure?.message).toContain(end?.job.requestId)
    expect(board.standIn.journal.count('result')).toBe(2)
    await board.judge()
  })

  it.each([404, 410])(
    '14 · a clip that is gone (%s) is asked for once more, then the job is expired',
    async (status) => {
      const board = await startFaultBoard()
      board.standIn.script({ step: 'download', nth: 'every', fault: { kind: 'reply', status } })
      const [end] = await board.render()
      expect(end?.job).toMatchObject({
        state: 'expired',
        failure: { requestId: end?.job.requestId, cost: 'perhaps' },
      })
      expect(board.standIn.journal.count('result')).toBe(2)
      await board.judge()
    },
  )

  it('14 · a clip that is gone once only is kept', async () => {
    const board = await startFaultBoard()
    board.standIn.script({ step: 'download', fault: { kind: 'reply', status: 404 } })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    await board.judge()
  })

  it.each([
    ['acknowledged, and completes all the same', replies.cancelInVain()],
    ['too late', replies.alreadyCompleted()],
    ['not known', replies.notFound()],
    ['never answered', { kind: 'reset' } satisfies Fault],
  ])('15 · a cancellation that is %s keeps the clip that arrives', async (_, fault) => {
    const board = await startFaultBoard({ standIn: { durationMs: 300 } })
    const cancelling = board.standIn.script({ step: 'cancel', nth: 'every', fault })
    const [job] = board.order()
    if (!job) throw new Error('nothing was ordered')
    const running = board.run([job])
    await vi.waitFor(() => expect(statusCount(board)).toBeGreaterThan(0), 10_000)
    must(board.core().cancel(job.id))
    expect(statesOf(await running)).toEqual(['succeeded'])
    expect(cancelling.struck()).toBeGreaterThanOrEqual(1)
    await board.judge()
  })

  it('15 · a job that is cancelled before it was sent is never sent', async () => {
    const board = await startFaultBoard({
      shots: 2,
      standIn: { durationMs: 300 },
      settings: quickSettings({ limits: { fal: 1 } }),
    })
    const jobs = board.order()
    const running = board.run(jobs)
    await board.standIn.waitFor((journal) => journal.count('submit') > 0, 10_000)
    const unsent = board.jobs().find((job) => job.state === 'created')
    if (!unsent) throw new Error('both were sent')
    must(board.core().cancel(unsent.id))
    expect(statesOf(await running).toSorted()).toEqual(['cancelled', 'succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it.each([
    ['has no bytes', async () => Buffer.alloc(0)],
    ['is a PNG', png],
    ['has no index (moov)', withoutIndex],
    ['ends half-way', async () => (await makeMp4({ width: 64, height: 36, seconds: 5 })).subarray(0, 2000)],
  ])('16 · a file that %s does not become a take, and the raw answer is kept', async (_, clipFor) => {
    const board = await startFaultBoard({ standIn: { clipFor } })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({
      state: 'failed',
      requestId: expect.any(String) as string,
      failure: { code: 'media/not-a-clip', cost: 'perhaps', requestId: end?.job.requestId },
      rawAnswer: expect.stringContaining('output.mp4') as string,
    })
    expect(board.project().document.takes).toEqual({})
    await board.judge()
  })

  it('16 · an answer without a clip’s address fails the job and is kept raw', async () => {
    const board = await startFaultBoard()
    board.standIn.script({
      step: 'result',
      nth: 'every',
      fault: { kind: 'amend', fields: { video: { size: 1 } } },
    })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({
      state: 'failed',
      rawAnswer: expect.stringContaining('"size":1') as string,
      failure: { requestId: end?.job.requestId, cost: 'perhaps' },
    })
    await board.judge()
  })

  it('16 · a clip of four seconds where five were asked is a take that says so', async () => {
    const fourSeconds = createClipMaker()
    const board = await startFaultBoard({
      standIn: { clipFor: (request) => fourSeconds({ ...request, seconds: 4 }) },
    })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect(Object.values(board.project().document.takes)).toMatchObject([
      { durationMs: 4000, plannedMs: 5000 },
    ])
    await board.judge()
  })

  it('16 · a status that is not known yet is a job under way', async () => {
    const board = await startFaultBoard()
    const fault: Fault = { kind: 'amend', status: 200, fields: { status: 'POLISHING' } }
    const unknown = board.standIn.script({ step: 'status', times: 3, fault })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect(unknown.struck()).toBe(3)
    await board.judge()
  })

  it('16 · 50 MB of JSON are not read to their end, at any step', async () => {
    const board = await startFaultBoard()
    const steps = ['submit', 'status', 'result', 'lookup'] as const
    const fault = replies.hugeJson(50_000_000)
    const scripted = steps.map((step) =>
      board.standIn.script({
        step,
        fault: step === 'submit' ? ({ ...fault, afterAccepting: true } as Fault) : fault,
      }),
    )
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect(scripted.map((huge) => huge.struck())).toEqual([1, 1, 1, 1])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('18 · an account that is locked when the upload begins costs nothing and leaves the job unsent', async () => {
    const board = await boardWithImage()
    const lock = board.standIn.script({ step: 'initiate', nth: 'every', fault: replies.locked() })
    const [end] = await board.render()
    expect(end).toMatchObject({ job: { state: 'created' }, parked: { code: 'fal/locked', cost: 'nothing' } })
    expect(board.standIn.journal.count('submit')).toBe(0)
    lock.remove()
    await board.restart()
    expect(statesOf(await board.resume())).toEqual(['succeeded'])
    await board.judge()
  })

  it.each([
    ['503 to the PUT', { step: 'put', fault: { kind: 'reply', status: 503 } }],
    ['a reset of the PUT', { step: 'put', fault: { kind: 'reset' } }],
    ['a file that cannot be read back', { step: 'read-upload', fault: { kind: 'reply', status: 404 } }],
    ['a file that is cut short', { step: 'read-upload', fault: { kind: 'file', bytes: Buffer.alloc(3) } }],
    ['500 to the beginning', { step: 'initiate', fault: { kind: 'reply', status: 500 } }],
  ] as const)(
    '18 · after %s the upload is tried again, and nothing is submitted before it is verified',
    async (_, rule) => {
      const board = await boardWithImage()
      const fault = board.standIn.script(rule)
      expect(statesOf(await board.render())).toEqual(['succeeded'])
      expect(fault.struck()).toBe(1)
      const { events } = board.standIn.journal
      const submitted = events.findIndex(({ step }) => step === 'submit')
      const verified = events.findLastIndex(
        ({ step, status, fault: struck }) => step === 'read-upload' && status === 200 && !struck,
      )
      expect(verified).toBeGreaterThan(-1)
      expect(submitted).toBeGreaterThan(verified)
      expect(board.standIn.journal.count('submit')).toBe(1)
      await board.judge()
    },
  )

  it('18 · an image that never can be read back is never submitted', async () => {
    const board = await boardWithImage()
    board.standIn.script({ step: 'read-upload', nth: 'every', fault: { kind: 'reply', status: 404 } })
    const [end] = await board.render()
    expect(end?.job).toMatchObject({ state: 'failed', failure: { code: 'media/missing', cost: 'nothing' } })
    expect(board.standIn.journal.count('submit')).toBe(0)
    expect(board.jobs().some((job) => isOpen(job.state))).toBe(false)
    await board.judge()
  })
})
