import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import type { JobId } from '../../../../../shared/domain/ids.ts'
import { isOpen, jobStates, openStates, type JobState } from '../../../../../shared/domain/jobs.ts'
import { mayStep } from '../../../../../electron/core/ledger/job.ts'
import { openLedger, type Ledger } from '../../../../../electron/core/ledger/ledger.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import { orderNumbered } from './orders.ts'
import {
  failure,
  intentId,
  jobId,
  jobIn,
  ledgerForTest,
  newJob,
  openForTest,
  projectId,
  shotId,
  stepTo,
  wayTo,
} from './setting.ts'

const fresh = (changes: object, number = 2) => ({
  ...orderNumbered(1),
  id: jobId(`job_${number}`),
  intentId: intentId(`int_${number}`),
  ...changes,
})

describe('an order', () => {
  test('becomes a job that has come nowhere yet', async () => {
    const { ledger } = await ledgerForTest()
    const { job, added } = ledger.create(orderNumbered(1), 0)
    expect(added).toBe(true)
    expect(job).toEqual({
      ...orderNumbered(1),
      state: 'created',
      input: null,
      sentAtMs: null,
      requestId: null,
      clipFile: null,
      clipSha256: null,
      failure: null,
      rawAnswer: null,
      billedUnits: null,
      billedMicroUsd: null,
      cancelRequestedAtMs: null,
      updatedAtMs: orderNumbered(1).createdAtMs,
    })
    expect(ledger.find(job.id)).toEqual(job)
    expect(ledger.find(jobId('job_unknown'))).toBeNull()
  })

  test.each(jobStates)('of the same click is the same job, when that is %s', async (state) => {
    const { ledger } = await ledgerForTest()
    const job = jobIn(ledger, state, 1)
    const again = ledger.create(
      { ...fresh({ intentId: job.intentId, shotId: shotId('another'), requestHash: 'f' }), takeIndex: 3 },
      0,
    )
    expect(again).toEqual({ job, added: false })
  })

  test.each(openStates)('for the same take is the same job while that is %s', async (state) => {
    const { ledger } = await ledgerForTest()
    const job = jobIn(ledger, state, 1)
    expect(ledger.create(fresh({ createdAtMs: job.createdAtMs + 1e9 }), 0)).toEqual({ job, added: false })
  })

  test.each(['failed', 'cancelled', 'expired'] as const)(
    'for the same take is a new job once that is %s',
    async (state) => {
      const { ledger } = await ledgerForTest()
      jobIn(ledger, state, 1)
      expect(ledger.create(fresh({}), 1_000_000)).toMatchObject({
        added: true,
        job: { id: 'job_2', state: 'created' },
      })
    },
  )

  test('for the clip that was just made is that clip, within the window and not beyond it', async () => {
    const { ledger } = await ledgerForTest()
    const job = jobIn(ledger, 'succeeded', 1)
    const later = (ms: number) => fresh({ createdAtMs: job.createdAtMs + ms }, ms)
    expect(ledger.create(later(9999), 10_000)).toEqual({ job, added: false })
    expect(ledger.create(later(1), 0).added).toBe(true)
    expect(ledger.list({ ended: false })).toHaveLength(1)
    ledger.step(newest(ledger), stepTo('cancelled'), 0)
    expect(ledger.create(later(10_000), 10_000).added).toBe(true)
  })

  test.each([
    ['another take', { takeIndex: 1 }],
    ['another request', { requestHash: 'f'.repeat(64) }],
    ['another shot', { shotId: shotId('sht_2') }],
    ['another project', { projectId: projectId('prj_2') }],
  ])('for %s is a job of its own', async (_, changes) => {
    const { ledger } = await ledgerForTest()
    newJob(ledger, 1)
    expect(ledger.create(fresh(changes), 10_000).added).toBe(true)
  })
})

const wayOf = (ledger: Ledger, id: JobId) => ledger.transitions(id).map(({ state }) => state)

const takeOfOne = (takeNumber: number, takeIndex: number) => ({
  shotId: shotId('sht_1'),
  requestHash: 'h',
  takeNumber,
  takeIndex,
})

const uploadAt = (url: string) => ({ url, uploadedAtMs: 5 })

const newest = (ledger: Ledger) => {
  const [job] = ledger.list({ ended: true, limit: 1 })
  if (!job) throw new Error('the ledger is empty')
  return job
}

describe('a step', () => {
  test('is taken from every state to every state that allows it, and refused without a trace everywhere else', async () => {
    const { ledger } = await ledgerForTest()
    const pairs = jobStates.flatMap((from) => jobStates.map((to) => ({ from, to })))
    const outcomeOf = ({ from, to }: { from: JobState; to: JobState }, number: number) => {
      const job = jobIn(ledger, from, number)
      try {
        ledger.step(job, stepTo(to, number), job.updatedAtMs + 1)
      } catch (error) {
        return {
          refused: String(error),
          unchanged: isDeepStrictEqual(ledger.find(job.id), job),
          way: wayOf(ledger, job.id),
        }
      }
      return { state: ledger.find(job.id)?.state, way: wayOf(ledger, job.id) }
    }
    expect(pairs.map((pair, at) => outcomeOf(pair, at + 1))).toEqual(
      pairs.map(({ from, to }) =>
        mayStep(from, to)
          ? { state: to, way: ['created', ...wayTo[from], to] }
          : {
              refused: `Error: a job cannot go from ${from} to ${to}`,
              unchanged: true,
              way: ['created', ...wayTo[from]],
            },
      ),
    )
  })

  test('brings with it what its state needs, and keeps the rest', async () => {
    const { ledger } = await ledgerForTest()
    const done = jobIn(ledger, 'succeeded', 7)
    expect(done).toMatchObject({
      input: { prompt: 'a heron', seed: 7 },
      sentAtMs: done.createdAtMs + 2,
      requestId: 'request-7',
      clipFile: 'clip-7.mp4',
      clipSha256: 'c'.repeat(64),
      failure: null,
      updatedAtMs: done.createdAtMs + 6,
    })
    expect(jobIn(ledger, 'failed', 8)).toMatchObject({ failure, rawAnswer: '{"detail":"busy"}' })
    const uncertain = jobIn(ledger, 'uncertain', 9)
    expect(uncertain).toMatchObject({ failure, requestId: null, input: { seed: 9 } })
    expect(ledger.step(uncertain, stepTo('queued', 9), 5)).toMatchObject({
      failure: null,
      requestId: 'request-9',
    })
  })

  test('back to the start forgets what was sent, since nothing was', async () => {
    const { ledger } = await ledgerForTest()
    const back = ledger.step(jobIn(ledger, 'submitting', 1), { to: 'created', failure }, 5)
    expect(back).toMatchObject({ state: 'created', input: null, sentAtMs: null, failure })
  })

  test('is recorded in order, with its moment', async () => {
    const { ledger } = await ledgerForTest()
    const job = jobIn(ledger, 'queued', 1)
    ledger.step(job, stepTo('running'), 99)
    expect(ledger.transitions(job.id)).toEqual([
      { state: 'created', atMs: job.createdAtMs },
      { state: 'uploading', atMs: job.createdAtMs + 1 },
      { state: 'submitting', atMs: job.createdAtMs + 2 },
      { state: 'queued', atMs: job.createdAtMs + 3 },
      { state: 'running', atMs: 99 },
    ])
  })

  test('is taken by one of two who start from the same state', async () => {
    const { ledger, file } = await ledgerForTest()
    const other = openForTest(file)
    const job = jobIn(ledger, 'uncertain', 1)
    const [won, lost] = [ledger.step(job, stepTo('created'), 5), other.step(job, stepTo('queued'), 5)]
    expect(won?.state).toBe('created')
    expect(lost).toBeNull()
    expect(other.find(job.id)).toEqual(won)
    expect(other.transitions(job.id).map(({ state }) => state)).toEqual([
      'created',
      ...wayTo.uncertain,
      'created',
    ])
  })

  test('never lets two jobs stand for one request of the service', async () => {
    const { ledger } = await ledgerForTest()
    const first = jobIn(ledger, 'queued', 1)
    const second = jobIn(ledger, 'uncertain', 2)
    expect([ledger.holdsRequest('request-1'), ledger.holdsRequest('request-2')]).toEqual([true, false])
    expect(ledger.step(second, { to: 'queued', requestId: first.requestId ?? '' }, 5)).toBeNull()
    expect(ledger.find(second.id)).toEqual(second)
    expect(ledger.step(second, { to: 'queued', requestId: 'request-2' }, 5)).toMatchObject({
      state: 'queued',
    })
  })
})

test('any run of orders and steps leaves what a plain list would, over and over reopened', async () => {
  const folder = await temporaryFolder()
  const moves = fc.array(
    fc.tuple(
      fc.constantFrom('order', 'step', 'step', 'step', 'reopen'),
      fc.nat(3),
      fc.constantFrom(...jobStates),
    ),
    { maxLength: 30 },
  )
  let run = 0
  fc.assert(
    fc.property(moves, (choices) => {
      const file = join(folder, `${run++}.db`)
      let ledger = openLedger(file)
      const model = new Map<string, JobState[]>()
      for (const [what, number, to] of choices) {
        const order = orderNumbered(number)
        const states = model.get(order.id)
        const state = states?.at(-1)
        if (what === 'order') {
          const { added } = ledger.create(order, 0)
          if (added) model.set(order.id, [...(states ?? []), 'created'])
        } else if (what === 'reopen') {
          ledger.close()
          ledger = openLedger(file)
        } else if (states && state && mayStep(state, to)) {
          const job = ledger.find(order.id)
          if (!job) throw new Error('lost')
          ledger.step(job, stepTo(to, number), 1)
          states.push(to)
        }
      }
      for (const [id, states] of model)
        expect(ledger.transitions(jobId(id)).map(({ state }) => state)).toEqual(states)
      const open = [...model].filter(([, states]) => isOpen(states.at(-1) ?? 'failed')).map(([id]) => id)
      expect(
        ledger
          .list({ ended: false })
          .map(({ id }) => String(id))
          .toSorted(),
      ).toEqual(open.toSorted())
      expect(ledger.list({ ended: true })).toHaveLength(model.size)
      ledger.close()
    }),
    { numRuns: 25 },
  )
})

describe('the list', () => {
  test('has the newest first, of one project or of all, open or ended', async () => {
    const { ledger } = await ledgerForTest()
    jobIn(ledger, 'failed', 1)
    jobIn(ledger, 'queued', 3)
    jobIn(ledger, 'uncertain', 2, { projectId: projectId('prj_2') })
    const numbers = (filter: Parameters<Ledger['list']>[0]) => ledger.list(filter).map(({ seed }) => seed)
    expect(numbers({ ended: true })).toEqual([3, 2, 1])
    expect(numbers({ ended: false })).toEqual([3, 2])
    expect(numbers({ ended: true, limit: 1 })).toEqual([3])
    expect(numbers({ ended: true, projectId: projectId('prj_2') })).toEqual([2])
    expect(numbers({ ended: false, projectId: orderNumbered(1).projectId })).toEqual([3])
  })
})

describe('the wish to cancel', () => {
  test('is kept for open jobs, with the moment it was first said, until they end', async () => {
    const { ledger, file } = await ledgerForTest()
    const running = jobIn(ledger, 'running', 1)
    const ended = jobIn(ledger, 'failed', 2)
    newJob(ledger, 3)
    for (const [id, atMs] of [
      [running.id, 50],
      [running.id, 60],
      [ended.id, 50],
      ['job_unknown', 50],
    ] as const)
      ledger.requestCancel(jobId(id), atMs)
    expect(openForTest(file).cancelWishes()).toEqual([running.id])
    const wished = ledger.find(running.id)
    expect(wished?.cancelRequestedAtMs).toBe(50)
    expect(ledger.find(ended.id)).toEqual(ended)
    expect(ledger.step(running, stepTo('cancelled'), 70)?.state).toBe('cancelled')
    expect(ledger.cancelWishes()).toEqual([])
  })
})

test('a project that was moved is where it is now, for its open jobs', async () => {
  const { ledger } = await ledgerForTest()
  const open = jobIn(ledger, 'queued', 1)
  const ended = jobIn(ledger, 'failed', 2)
  const other = newJob(ledger, 3, { projectId: projectId('prj_2') })
  ledger.relocate(open.projectId, '/moved')
  expect([open, ended, other].map(({ id }) => ledger.find(id)?.projectFolder)).toEqual([
    '/moved',
    '/films/lighthouse',
    '/films/lighthouse',
  ])
})

describe('numbers of takes', () => {
  test('go on from the highest that may become a clip', async () => {
    const { ledger } = await ledgerForTest()
    const next = () => ledger.nextTakeNumber(orderNumbered(1).projectId, shotId('sht_1'))
    expect(next()).toBe(1)
    jobIn(ledger, 'succeeded', 1, takeOfOne(1, 0))
    jobIn(ledger, 'uncertain', 2, takeOfOne(2, 0))
    jobIn(ledger, 'expired', 3, takeOfOne(3, 1))
    jobIn(ledger, 'failed', 4, takeOfOne(8, 2))
    jobIn(ledger, 'cancelled', 5, takeOfOne(9, 3))
    newJob(ledger, 6, { takeNumber: 50 })
    expect(next()).toBe(4)
  })

  test('fill the first place that no open job holds', async () => {
    const { ledger } = await ledgerForTest()
    const free = () => ledger.freeTakeIndex(orderNumbered(1).projectId, shotId('sht_1'), 'h')
    expect(free()).toBe(0)
    newJob(ledger, 1, takeOfOne(1, 0))
    const middle = newJob(ledger, 2, takeOfOne(2, 1))
    newJob(ledger, 3, takeOfOne(3, 2))
    expect(free()).toBe(3)
    ledger.step(middle, stepTo('cancelled'), 5)
    expect(free()).toBe(1)
  })
})

test('uploads are remembered by content and service, replaced and forgotten', async () => {
  const { ledger, file } = await ledgerForTest()
  ledger.recordUpload('a', 'fal.ai', uploadAt('https://v3.fal.media/1'))
  ledger.recordUpload('a', 'https://studio', uploadAt('https://studio/1'))
  ledger.recordUpload('a', 'fal.ai', uploadAt('https://v3.fal.media/2'))
  const other = openForTest(file)
  expect(other.upload('a', 'fal.ai')).toEqual(uploadAt('https://v3.fal.media/2'))
  ledger.forgetUpload('a', 'fal.ai')
  expect([other.upload('a', 'fal.ai'), other.upload('b', 'fal.ai')]).toEqual([null, null])
  expect(other.upload('a', 'https://studio')).toEqual(uploadAt('https://studio/1'))
})

describe('the file', () => {
  test('keeps everything when it is closed and opened again', async () => {
    const file = join(await temporaryFolder(), 'ledger.db')
    const first = openLedger(file)
    const job = jobIn(first, 'uncertain', 1)
    first.close()
    const second = openForTest(file)
    expect(second.find(job.id)).toEqual(job)
    expect(second.transitions(job.id)).toHaveLength(4)
  })

  test('is a write-ahead log that is on the disk with every commit', async () => {
    const opening = vi.spyOn(DatabaseSync.prototype, 'exec')
    onTestFinished(() => opening.mockRestore())
    const { ledger } = await ledgerForTest()
    newJob(ledger, 1)
    const connection = opening.mock.contexts[0] as DatabaseSync | undefined
    expect(connection?.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
    expect(connection?.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  })

  test('of a newer program is left alone', async () => {
    const file = join(await temporaryFolder(), 'ledger.db')
    openLedger(file).close()
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 3')
    database.close()
    expect(() => openLedger(file)).toThrow('written by a newer Boardwright (version 3)')
  })

  test('that is none, or leads nowhere, is refused', async () => {
    const folder = await temporaryFolder()
    expect(() => openLedger(folder)).toThrow(/unable to open/)
    expect(() => openLedger(join(folder, 'missing', 'ledger.db'))).toThrow(/unable to open/)
  })

  test('that can only be read takes no order and no step, and says so', async () => {
    const { ledger, file } = await ledgerForTest()
    const job = newJob(ledger, 1)
    const readOnly = openForTest(`file:${file}?mode=ro`)
    const refusal = expect.objectContaining({ code: 'ERR_SQLITE_ERROR' }) as Error
    expect(() => readOnly.create(orderNumbered(2), 0)).toThrow(refusal)
    expect(() => readOnly.step(job, stepTo('uploading'), 5)).toThrow(refusal)
    expect(readOnly.find(job.id)).toEqual(job)
    expect(readOnly.transitions(job.id)).toHaveLength(1)
  })

  test.skipIf(process.platform === 'win32')(
    'on a full disk records an order whole or not at all, says so, and goes on when there is space',
    async () => {
      const file = join(await temporaryFolder(), 'ledger.db')
      const script = fileURLToPath(new URL('write-until-full.ts', import.meta.url))
      const child = spawn('sh', ['-c', 'ulimit -f 400 && exec "$0" "$@"', process.execPath, script, file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const told: unknown = JSON.parse(await text(child.stdout))
      const { code, recorded, readable } = z
        .object({ code: z.string(), recorded: z.int().min(1), readable: z.int() })
        .parse(told)
      expect(code).toBe('ERR_SQLITE_ERROR')
      const ledger = openForTest(file)
      expect([readable, ledger.list({ ended: true }).length]).toEqual([recorded, recorded])
      expect(ledger.create(orderNumbered(recorded + 1), 0).added).toBe(true)
    },
  )
})

test('processes that order the same takes at the same moment share one job for each, and one of them takes it on', async () => {
  const file = join(await temporaryFolder(), 'ledger.db')
  const script = fileURLToPath(new URL('order-at-once.ts', import.meta.url))
  const takes = 25
  const children = Array.from({ length: 4 }, (_, at) =>
    fork(script, [file, String(at), String(takes)], { execArgv: [] }),
  )
  await Promise.all(children.map((child) => once(child, 'message')))
  const outcomes = z
    .array(z.object({ number: z.int(), jobId: z.string(), added: z.boolean(), moved: z.boolean() }))
    .length(takes)
  const answers = children.map(async (child) => {
    // A child that fails ends without an answer.
    const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    return outcomes.parse(answer)
  })
  for (const child of children) child.send('go')
  const told = await Promise.all(answers)
  for (let take = 0; take < takes; take++) {
    const ofTake = told.flat().filter(({ number }) => number === take)
    expect(ofTake).toHaveLength(children.length)
    expect(new Set(ofTake.map((outcome) => outcome.jobId)).size).toBe(1)
    expect(ofTake.filter(({ added }) => added)).toHaveLength(1)
    expect(ofTake.filter(({ moved }) => moved)).toHaveLength(1)
  }
  const ledger = openForTest(file)
  const jobs = ledger.list({ ended: true })
  expect(jobs.map(({ state }) => state)).toEqual(Array.from({ length: takes }, () => 'uploading'))
  expect(jobs.map(({ id }) => ledger.transitions(id).length)).toEqual(Array.from({ length: takes }, () => 2))
})
