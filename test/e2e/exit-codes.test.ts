import * as fs from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { replies } from '../stand-in/faults.ts'
import { standInKey, startStandIn, type StandIn, type StandInOptions } from '../stand-in/server.ts'
import { makePlace, type Place } from './kit/place.ts'
import { startProgram } from './kit/program.ts'

const studio = async (
  options: StandInOptions = {},
  key = standInKey,
): Promise<Place & { readonly standIn: StandIn }> => {
  const standIn = await startStandIn(options)
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: key, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  await place.must('new', 'film')
  await place.must('add', 'film', 'text', '--prompt', 'rain')
  return { ...place, standIn }
}

test('0: everything went well', async () => {
  const { json } = await studio()
  expect(await json('render', 'film', '--yes')).toMatchObject({
    code: 0,
    summary: { succeeded: 1, spentUsd: 0.2 },
  })
})

test('1: a job failed, and the others are kept', async () => {
  const { must, run, json } = await studio()
  await must('add', 'film', 'text', '--prompt', 'rain [fail]', '--title', 'Doomed')
  const ended = await run('render', 'film', '--engine', 'rehearsal')
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(
    /Shot 20 · Doomed, job job_\w+: The rehearsal failed because its prompt asks for it/,
  )
  expect(ended.stdout.trim()).toMatch(/\/film\/clips\/010_take01\.mp4$/)
  expect((await json('jobs', '--all')).events.map(({ state }) => state)).toEqual([
    'failed',
    'succeeded',
    undefined,
  ])
})

test('1: what fal.ai refuses is shown in its own words', async () => {
  const { run, standIn } = await studio()
  const refusal = standIn.script({
    step: 'submit',
    fault: replies.modelError('content_policy_violation', 'No rain, please'),
  })
  const ended = await run('render', 'film', '--yes')
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain('No rain, please')
  expect(refusal.struck()).toBe(1)
})

test('3: an outcome is uncertain, and the way out is said', async () => {
  const { run, json, standIn } = await studio({ durationMs: Infinity })
  standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
  const ended = await run('render', 'film', '--yes')
  expect(ended.code).toBe(3)
  expect(ended.stderr).toContain('boardwright settle <job> --adopt REQUEST_ID')
  expect(standIn.journal.accepted()).toHaveLength(1)
  expect((await json('jobs')).events[0]).toMatchObject({ state: 'uncertain', failure: { cost: 'perhaps' } })
})

test('4: there is no key, it has a wrong shape, fal.ai does not know it, or the account is locked', async () => {
  const keyless = await makePlace()
  await keyless.must('new', 'film')
  await keyless.must('add', 'film', 'text', '--prompt', 'rain')
  const without = await keyless.run('render', 'film', '--engine', 'fal', '--yes')
  expect(without.code).toBe(4)
  expect(without.stderr).toContain('Set FAL_KEY')

  const misshapen = await makePlace({ FAL_KEY: 'two words' })
  const refused = await misshapen.run('doctor')
  expect(refused.code).toBe(4)
  expect(refused.stderr).toContain('FAL_KEY does not look like a key')
  expect(refused.stderr).not.toContain('two words')

  const strange = await studio({ key: 'another-key' })
  expect((await strange.run('render', 'film', '--yes')).code).toBe(4)
  expect(strange.standIn.journal.accepted()).toEqual([])

  const locked = await studio()
  locked.standIn.script({ step: 'submit', fault: replies.locked() })
  const ended = await locked.run('render', 'film', '--yes')
  expect(ended.code).toBe(4)
  expect(ended.stderr).toContain('Exhausted balance')
})

test('5: the price was not agreed, or is over the budget, and nothing was sent', async () => {
  const { run, standIn } = await studio()
  const piped = await run('render', 'film')
  expect(piped.code).toBe(5)
  expect(piped.stderr).toContain('$0.20')
  expect(piped.stderr).toContain('--yes')
  const poor = await run('render', 'film', '--yes', '--takes', '5', '--budget', '0.99')
  expect(poor.code).toBe(5)
  expect(poor.stderr).toMatch(/\$1\.00.*--budget|\$1\.00.*budget of \$0\.99/)
  expect(standIn.journal.sent()).toEqual([])
})

test('6: there is no project, or another program has it', async () => {
  const { run, must, path, start, standIn } = await studio({ durationMs: Infinity })
  const nowhere = await run('list', 'nowhere')
  expect(nowhere.code).toBe(6)
  expect(nowhere.stderr).toContain('There is no Boardwright project in this folder')
  await fs.mkdir(path('damaged'))
  await fs.writeFile(path('damaged/boardwright.json'), '{"format":')
  expect((await run('list', 'damaged')).code).toBe(6)

  const rendering = startProgram(['render', 'film', '--yes'], start)
  await standIn.waitFor((journal) => journal.accepted().length === 1, 20_000)
  const adding = await run('add', 'film', 'text', '--prompt', 'more rain')
  expect(adding.code).toBe(6)
  expect(adding.stderr).toContain('already open')
  expect(await must('list', 'film')).toContain('1 shot')
  rendering.signal('SIGTERM')
  expect((await rendering.ended).code).toBe(130)
})

test('130: interrupted in good order, and the job goes on where it was', async () => {
  const { json, start, standIn } = await studio({ durationMs: 3000 })
  const rendering = startProgram(['render', 'film', '--yes'], start)
  await standIn.waitFor((journal) => journal.count('status') > 0, 20_000)
  rendering.signal('SIGINT')
  const ended = await rendering.ended
  expect(ended.code).toBe(130)
  expect(ended.stderr).toContain('1 job is not done; “boardwright resume” goes on.')
  expect((await json('jobs')).events[0]).toMatchObject({
    shot: '10',
    requestId: standIn.journal.accepted()[0]?.requestId,
  })
  expect(await json('resume')).toMatchObject({ code: 0, summary: { succeeded: 1, spentUsd: 0.2 } })
  expect(standIn.journal.accepted()).toHaveLength(1)
  expect(await json('resume')).toMatchObject({ code: 0, summary: { succeeded: 0 } })
})

test('a reader that leaves early does not disturb the program', async () => {
  const { must, start } = await studio()
  const listing = startProgram(['list', 'film'], start)
  listing.closeOutput()
  expect(await listing.ended).toMatchObject({ code: 0, stderr: '' })
  expect(await must('list', 'film')).toContain('1 shot')
})
