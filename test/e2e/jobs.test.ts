import * as fs from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { standInKey, startStandIn, type StandIn, type StandInOptions } from '../stand-in/server.ts'
import { makePlace, type Place } from './kit/place.ts'
import { startProgram } from './kit/program.ts'

const studio = async (options: StandInOptions): Promise<Place & { readonly standIn: StandIn }> => {
  const standIn = await startStandIn(options)
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  await place.must('new', 'film')
  await place.must('add', 'film', 'text', '--prompt', 'rain')
  return { ...place, standIn }
}

const newestJob = async ({ json }: Place): Promise<string> =>
  String((await json('jobs', '--all')).events[0]?.['job'])

test('a running job is cancelled from another terminal', async () => {
  const place = await studio({ durationMs: Infinity })
  const { run, start, standIn } = place
  const rendering = startProgram(['render', 'film', '--yes', '--json'], start)
  await standIn.waitFor((journal) => journal.count('status') > 0, 20_000)
  const asked = await run('cancel', await newestJob(place))
  expect(asked).toMatchObject({ code: 0, stderr: '' })
  // Whether the other one has let go of the project by now is a matter of moments.
  expect(asked.stdout).toMatch(/^Asked to cancel|^Cancelled\. It may have been charged/)
  const ended = await rendering.ended
  expect(ended.code).toBe(1)
  expect(standIn.journal.count('cancel')).toBe(1)
  expect((await place.json('jobs', '--all')).events[0]).toMatchObject({ state: 'cancelled' })
  expect((await place.json('jobs')).summary).toMatchObject({ jobs: 0 })
})

test('a job that was never sent is cancelled for nothing, and one that is done is not', async () => {
  const place = await makePlace()
  const { must, run, json, start } = place
  await must('new', 'film')
  await must('add', 'film', 'text', '--prompt', 'rain')
  const rendering = startProgram(['render', 'film', '--takes', '2', '--json'], start)
  await expect.poll(() => rendering.output(), { timeout: 20_000 }).toContain('"state":"running"')
  rendering.signal('SIGINT')
  expect((await rendering.ended).code).toBe(130)
  const { events } = await json('jobs', 'film')
  const unsent = events.find(({ state }) => state === 'created')
  const cancelled = await run('cancel', String(unsent?.['job']))
  expect(cancelled.code).toBe(0)
  expect(cancelled.stdout).toContain('Cancelled; nothing was sent.')

  expect((await json('resume', 'film')).summary).toMatchObject({ succeeded: 1 })
  const done = (await json('jobs', '--all')).events.find(({ state }) => state === 'succeeded')
  const tooLate = await run('cancel', String(done?.['job']))
  expect(tooLate.code).toBe(2)
  expect(tooLate.stderr).toContain('it is succeeded already')
  const settled = await run('settle', String(done?.['job']), '--give-up')
  expect(settled.code).toBe(2)
  expect(settled.stderr).toContain('not uncertain')
})

test('a second terminal that renders the same watches the first, and nothing is paid twice', async () => {
  const { start, standIn } = await studio({ durationMs: 4000 })
  const first = startProgram(['render', 'film', '--yes', '--json'], start)
  await standIn.waitFor((journal) => journal.accepted().length === 1, 20_000)
  const second = startProgram(['render', 'film', '--yes'], start)
  expect((await first.ended).code).toBe(0)
  const watched = await second.ended
  expect(watched.code).toBe(0)
  expect(watched.stderr).toContain('Another Boardwright is making these takes; watching it.')
  expect(watched.stderr).toContain('Shot 10, take 1: succeeded')
  expect(standIn.journal.accepted()).toHaveLength(1)
})

/** A job whose answer was lost and that cannot be found yet. The service goes on when `thaw` is called. */
const uncertainJob = async () => {
  let frozenAt: number | null = Date.now()
  const place = await studio({ clock: { now: () => frozenAt ?? Date.now() } })
  const loss = place.standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
  expect((await place.run('render', 'film', '--yes')).code).toBe(3)
  expect(loss.struck()).toBe(1)
  const thaw = () => {
    frozenAt = null
  }
  return { ...place, job: await newestJob(place), thaw }
}

test('an uncertain job is settled by adopting the request that it was', async () => {
  const { json, run, job, thaw, standIn } = await uncertainJob()
  const uncertain = await run('cancel', job)
  expect(uncertain.code).toBe(2)
  expect(uncertain.stderr).toContain(`boardwright settle ${job}`)
  thaw()
  const [request] = standIn.journal.accepted()
  expect(await json('settle', job, '--adopt', String(request?.requestId))).toMatchObject({
    code: 0,
    summary: { succeeded: 1, spentUsd: 0.2 },
  })
  expect(standIn.journal.accepted()).toHaveLength(1)
})

test('an uncertain job is settled by sending it again, which may be charged twice', async () => {
  const { json, job, thaw, standIn } = await uncertainJob()
  thaw()
  expect(await json('settle', job, '--send-again')).toMatchObject({ code: 0, summary: { succeeded: 1 } })
  expect(standIn.journal.accepted()).toHaveLength(2)
})

test('an uncertain job is settled by giving it up', async () => {
  const { json, job, standIn } = await uncertainJob()
  expect(await json('settle', job, '--give-up')).toMatchObject({
    code: 1,
    summary: { failed: 1, succeeded: 0 },
  })
  expect(await json('jobs')).toMatchObject({ summary: { jobs: 0 } })
  expect(standIn.journal.accepted()).toHaveLength(1)
})

test('an uncertain job is found again by resuming once fal.ai lists it', async () => {
  const { json, thaw, standIn } = await uncertainJob()
  thaw()
  expect(await json('resume')).toMatchObject({ code: 0, summary: { succeeded: 1 } })
  expect(standIn.journal.accepted()).toHaveLength(1)
})

test('the doctor finds a healthy machine healthy, and names what is not', async () => {
  const place = await makePlace()
  const healthy = await place.run('doctor')
  expect(healthy).toMatchObject({ code: 0, stderr: '' })
  for (const part of ['runtime', 'data folder', 'ledger', 'images', 'video', 'fal key', 'fal.ai'])
    expect(healthy.stdout).toContain(`✓ ${part}`)

  const ill = await makePlace()
  await fs.mkdir(ill.path('home/ledger.db'))
  const found = await ill.run('doctor')
  expect(found.code).toBe(1)
  expect(found.stdout).toContain('✗ ledger')
  expect((await ill.json('doctor')).summary).toMatchObject({ checks: 7, failedChecks: 1 })
})
