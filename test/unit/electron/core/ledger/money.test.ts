import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { withinBudget } from '../../../../../electron/core/jobs/budget.ts'
import { openLedger, type Ledger } from '../../../../../electron/core/ledger/ledger.ts'
import { sumKeys, sumsSql, type SumKey } from '../../../../../electron/core/ledger/spent-by.ts'
import type { Job } from '../../../../../electron/core/ledger/job.ts'
import type { Price } from '../../../../../shared/domain/prices.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import { orderNumbered } from './orders.ts'

const inFolder = async () => join(await temporaryFolder(), 'ledger.db')
const { projectId } = orderNumbered(1)
const order = (
  ledger: Ledger,
  number: number,
  changes: Partial<ReturnType<typeof orderNumbered>> = {},
): Job => ledger.create({ ...orderNumbered(number), ...changes }, 0).job
const step = (ledger: Ledger, job: Job, next: Parameters<Ledger['step']>[1]): Job => {
  const stepped = ledger.step(job, next, job.createdAtMs)
  if (!stepped) throw new Error('the step was not taken')
  return stepped
}
const columnsOfVersion2 = [
  'engine',
  'endpoint',
  'quality',
  'resolution',
  'key_profile',
  'price_micro_usd',
  'billed_units',
  'billed_micro_usd',
  'counts',
  'in_vain',
  'retake',
]
const sent = (ledger: Ledger, number: number) =>
  step(ledger, step(ledger, order(ledger, number), { to: 'uploading' }), { to: 'submitting', input: {} })

describe('what the ledger says was spent', () => {
  test('counts a take from the moment it is ordered', async () => {
    const ledger = openLedger(await inFolder())
    expect(ledger.spending(null, 0)).toEqual({ microUsd: 0, unknown: 0 })
    order(ledger, 1)
    order(ledger, 2, { priceMicroUsd: null })
    order(ledger, 3, { engine: 'rehearsal', priceMicroUsd: 0 })
    expect(ledger.spending(null, 0)).toEqual({ microUsd: 200_000, unknown: 1 })
    ledger.close()
  })

  test('lets go of what failed or was cancelled and certainly cost nothing', async () => {
    const ledger = openLedger(await inFolder())
    step(ledger, order(ledger, 1), { to: 'cancelled', failure: null })
    step(ledger, sent(ledger, 2), {
      to: 'failed',
      failure: { code: 'fal/rejected', message: '', cost: 'nothing' },
    })
    expect(ledger.spending(null, 0).microUsd).toBe(0)
    ledger.close()
  })

  test('keeps what may have been charged although it failed', async () => {
    const ledger = openLedger(await inFolder())
    step(ledger, sent(ledger, 1), {
      to: 'failed',
      failure: { code: 'fal/failed', message: '', cost: 'perhaps' },
    })
    step(ledger, step(ledger, sent(ledger, 2), { to: 'queued', requestId: 'r' }), {
      to: 'cancelled',
      failure: null,
    })
    expect(ledger.spending(null, 0).microUsd).toBe(400_000)
    ledger.close()
  })

  test('is told by project and from a moment on', async () => {
    const ledger = openLedger(await inFolder())
    const { createdAtMs } = order(ledger, 1)
    order(ledger, 2, { createdAtMs: createdAtMs + 1000 })
    expect(ledger.spending(projectId, 0).microUsd).toBe(400_000)
    expect(ledger.spending(null, createdAtMs + 1).microUsd).toBe(200_000)
    expect(ledger.spending('prj_000000000009' as typeof projectId, 0).microUsd).toBe(0)
    ledger.close()
  })

  test('is known of jobs that an earlier version wrote, and a copy of its file is kept', async () => {
    const file = await inFolder()
    const ledger = openLedger(file)
    order(ledger, 1)
    step(ledger, order(ledger, 2), { to: 'cancelled', failure: null })
    order(ledger, 3, { engine: 'rehearsal', priceMicroUsd: 0 })
    order(ledger, 5, { shotId: orderNumbered(1).shotId })
    failedPerhaps(ledger, 6)
    const asItWas = everyWay.map((by) => ledger.spendingBy({ ...always, by }))
    ledger.close()
    const database = new DatabaseSync(file)
    for (const index of ['money_by_time', 'money_by_project', 'money_by_shot'])
      database.exec(`DROP INDEX ${index}`)
    for (const column of columnsOfVersion2) database.exec(`ALTER TABLE jobs DROP COLUMN ${column}`)
    database.exec('PRAGMA user_version = 1')
    database.close()

    const again = openLedger(file)
    expect(everyWay.map((by) => again.spendingBy({ ...always, by }))).toEqual(asItWas)
    expect(again.spending(null, 0)).toEqual({ microUsd: 600_000, unknown: 0 })
    expect(again.list({ ended: true })).toHaveLength(5)
    order(again, 4)
    expect(again.spending(null, 0).microUsd).toBe(800_000)
    again.close()
    expect(existsSync(file.replace('.db', '.v1.db'))).toBe(true)
  })

  test('is summed from an index alone, however many jobs there are', async () => {
    const file = await inFolder()
    openLedger(file).close()
    const database = new DatabaseSync(file)
    for (const where of ['created_at >= 0', "created_at >= 0 AND project_id = 'x'"]) {
      const plan = database
        .prepare(
          `EXPLAIN QUERY PLAN SELECT SUM(price_micro_usd), COUNT(*) FROM jobs WHERE engine = 'fal' AND counts = 1 AND ${where}`,
        )
        .all()
      expect(JSON.stringify(plan)).toContain('USING COVERING INDEX money_by')
    }
    database.close()
  })
})

const always = { projectId: null, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }
const everyWay = sumKeys
const failedPerhaps = (ledger: Ledger, number: number) =>
  step(ledger, sent(ledger, number), {
    to: 'failed',
    failure: { code: 'fal/failed', message: '', cost: 'perhaps' },
  })

const oneGroup = (ledger: Ledger) => ledger.spendingBy({ ...always, by: 'project' })[0]

describe('the sums of the spending view', () => {
  test('tell what was made, what it was agreed at, and what fal.ai billed where it said so', async () => {
    const ledger = openLedger(await inFolder())
    const { id } = order(ledger, 1)
    order(ledger, 2, { priceMicroUsd: null })
    order(ledger, 3, { engine: 'rehearsal', priceMicroUsd: 0 })
    ledger.recordBill(id, { units: 2, microUsd: 400_000 })
    expect(ledger.find(id)).toMatchObject({ billedUnits: 2, billedMicroUsd: 400_000 })
    expect(ledger.spendingBy({ ...always, by: 'endpoint' })).toEqual([
      {
        key: 'fal-ai/pika/v2.2/text-to-video',
        takes: 2,
        microUsd: 200_000,
        unknown: 1,
        billedMicroUsd: 400_000,
        billedTakes: 1,
        inVainMicroUsd: 0,
        retakeMicroUsd: 0,
        names: null,
      },
    ])
    ledger.close()
  })

  test('keep apart quality, profile, shot and quarter, and keep to the period and the project', async () => {
    const ledger = openLedger(await inFolder())
    const { createdAtMs } = order(ledger, 1, { keyProfile: 'staging', quality: 'draft' })
    order(ledger, 2, { createdAtMs: createdAtMs + 900_000 })
    const keys = (by: SumKey, period = {}) =>
      ledger.spendingBy({ ...always, ...period, by }).map(({ key, takes }) => [key, takes])
    expect(keys('profile')).toEqual([
      [null, 1],
      ['staging', 1],
    ])
    expect(keys('quality')).toEqual([
      ['draft', 1],
      ['final', 1],
    ])
    expect(keys('quarter')).toHaveLength(2)
    expect(keys('shot', { toMs: createdAtMs + 1 })).toEqual([[orderNumbered(1).shotId, 1]])
    expect(keys('shot', { projectId: 'prj_000000000009' })).toEqual([])
    expect(ledger.spendingBy({ ...always, by: 'shot' })[0]?.names).toMatchObject({
      shotLabel: '10',
      projectFolder: '/films/lighthouse',
    })
    ledger.close()
  })

  test('count as in vain what ended without a clip and may have been charged, until it is looked up again', async () => {
    const ledger = openLedger(await inFolder())
    const failed = failedPerhaps(ledger, 1)
    step(ledger, order(ledger, 2), { to: 'failed', failure: { code: 'fal/failed', message: '' } })
    expect(oneGroup(ledger)).toMatchObject({ takes: 1, microUsd: 200_000, inVainMicroUsd: 200_000 })
    step(ledger, failed, { to: 'queued', requestId: 'r', takeNumber: 4 })
    expect(ledger.find(failed.id)).toMatchObject({ state: 'queued', takeNumber: 4 })
    expect(oneGroup(ledger)).toMatchObject({ takes: 1, microUsd: 200_000, inVainMicroUsd: 0 })
    ledger.close()
  })

  test('count as retakes what was made of a shot beside its first take of that quality', async () => {
    const ledger = openLedger(await inFolder())
    const { shotId } = order(ledger, 1)
    const retakes = () => oneGroup(ledger)?.retakeMicroUsd
    expect(retakes()).toBe(0)
    order(ledger, 2, { shotId, quality: 'draft' })
    expect(retakes()).toBe(0)
    order(ledger, 3, { shotId, priceMicroUsd: 450_000 })
    expect(retakes()).toBe(450_000)
    ledger.close()
  })

  test('count as a retake or as in vain, never as both', async () => {
    const ledger = openLedger(await inFolder())
    const { shotId } = order(ledger, 1)
    const second = step(ledger, order(ledger, 2, { shotId }), { to: 'uploading' })
    const failed = step(ledger, step(ledger, second, { to: 'submitting', input: {} }), {
      to: 'failed',
      failure: { code: 'fal/failed', message: '', cost: 'perhaps' },
    })
    expect(oneGroup(ledger)).toMatchObject({ inVainMicroUsd: 200_000, retakeMicroUsd: 0 })
    step(ledger, failed, { to: 'queued', requestId: 'r', takeNumber: 2 })
    expect(oneGroup(ledger)).toMatchObject({ inVainMicroUsd: 0, retakeMicroUsd: 200_000 })
    ledger.close()
  })

  test('take the next take for the first where the first came to nothing', async () => {
    const ledger = openLedger(await inFolder())
    const first = order(ledger, 1)
    order(ledger, 2, { shotId: first.shotId })
    expect(oneGroup(ledger)?.retakeMicroUsd).toBe(200_000)
    step(ledger, first, { to: 'cancelled', failure: null })
    expect(oneGroup(ledger)?.retakeMicroUsd).toBe(0)
    ledger.close()
  })

  test.each(sumKeys)('by %s come from an index alone', async (by) => {
    const file = await inFolder()
    openLedger(file).close()
    const database = new DatabaseSync(file)
    for (const ofProject of [true, false]) {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sumsSql(by, ofProject)}`).all()
      expect(JSON.stringify(plan)).toContain('SEARCH jobs USING COVERING INDEX money_by_shot')
    }
    database.close()
  })
})

test('a request that fal.ai accepted unknown to the ledger is adopted once', async () => {
  const ledger = openLedger(await inFolder())
  const accepted = { requestId: 'r', input: { prompt: 'a heron' }, sentAtMs: 7 }
  expect(ledger.adopt({ ...orderNumbered(1), adopted: true }, accepted)).toMatchObject({
    state: 'queued',
    ...accepted,
    adopted: true,
  })
  expect(ledger.adopt({ ...orderNumbered(2), adopted: true }, accepted)).toBeNull()
  expect(ledger.spending(null, 0).microUsd).toBe(200_000)
  expect(ledger.sentBetween(7, 8)).toHaveLength(1)
  expect(ledger.sentBetween(0, 7)).toHaveLength(0)
  ledger.close()
})

test('a job never becomes another request', async () => {
  const ledger = openLedger(await inFolder())
  const queued = step(ledger, sent(ledger, 1), { to: 'queued', requestId: 'r' })
  const running = step(ledger, queued, { to: 'running' })
  expect(() => ledger.step(running, { to: 'queued', requestId: 'other' }, 0)).toThrow('another request')
  ledger.close()
})

const dollars = (microUsd: number): Price => ({
  known: true,
  microUsd,
  source: 'listed',
  tableDate: '2026-11-01',
})
const unknown: Price = { known: false, tableDate: '2026-11-01' }
const budget = { dayMicroUsd: 500_000, projectMicroUsd: null, askAboveMicroUsd: 0 }
const spentToday = (microUsd: number) => ({ spending: () => ({ microUsd, unknown: 0 }) })
const judge = (asked: number) => withinBudget([dollars(asked)], projectId, budget, spentToday(300_000), 0)

describe('a budget', () => {
  test('lets through what fits to the last cent, and refuses a micro-dollar more', () => {
    expect(judge(200_000).ok).toBe(true)
    expect(judge(200_001)).toMatchObject({ ok: false, error: { code: 'money/over-budget', cost: 'nothing' } })
  })

  test('refuses an unknown price, since it cannot be held against anything', () => {
    const judged = withinBudget([unknown], projectId, budget, spentToday(0), 0)
    expect(judged).toMatchObject({ ok: false, error: { code: 'money/price-unknown' } })
    const free = { ...budget, dayMicroUsd: null }
    expect(withinBudget([unknown], projectId, free, spentToday(0), 0).ok).toBe(true)
  })

  test('never stands in the way of what is free', () => {
    expect(withinBudget([dollars(0)], projectId, { ...budget, dayMicroUsd: 0 }, spentToday(9), 0).ok).toBe(
      true,
    )
  })
})
