import { describe, expect, test } from 'vitest'
import { periodOf, spendingReport } from '../../../../../electron/core/spending/report.ts'
import type { SpendingQuery } from '../../../../../shared/domain/spending.ts'
import { orderNumbered } from '../ledger/orders.ts'
import { jobIn, ledgerForTest, newJob, projectId } from '../ledger/setting.ts'

const at = (date: string) => new Date(`${date}:00`).getTime()
const all: SpendingQuery = { projectId: null, from: null, to: null, by: 'day' }

describe('the report of what was spent', () => {
  test('tells days in their order, each from midnight to midnight as it is here', async () => {
    const { ledger } = await ledgerForTest()
    newJob(ledger, 1, { createdAtMs: at('2026-11-24T00:00') })
    newJob(ledger, 2, { createdAtMs: at('2026-11-23T23:59') })
    newJob(ledger, 3, { createdAtMs: at('2026-11-24T23:59') })
    const { rows, total } = spendingReport(ledger, all, [])
    expect(rows.map(({ key, label, takes }) => [key, label, takes])).toEqual([
      ['2026-11-23', '2026-11-23', 1],
      ['2026-11-24', '2026-11-24', 2],
    ])
    expect(total).toMatchObject({ takes: 3, microUsd: 600_000, actualMicroUsd: null })
  })

  test('keeps to a period, both of whose days belong to it, and to a project', async () => {
    const { ledger } = await ledgerForTest()
    for (const [number, day] of [23, 24, 25, 26].entries())
      newJob(ledger, number, { createdAtMs: at(`2026-11-${day}T12:00`) })
    const takes = (query: Partial<SpendingQuery>) =>
      spendingReport(ledger, { ...all, ...query }, []).total.takes
    expect(takes({ from: '2026-11-24', to: '2026-11-25' })).toBe(2)
    expect(takes({ from: '2026-11-25' })).toBe(2)
    expect(takes({ to: '2026-11-23' })).toBe(1)
    expect(takes({ projectId: orderNumbered(1).projectId })).toBe(4)
    expect(takes({ projectId: projectId('prj_000000000009') })).toBe(0)
  })

  test('has the dearest first, by names that people know', async () => {
    const { ledger } = await ledgerForTest()
    newJob(ledger, 1)
    newJob(ledger, 2, { projectFolder: '/films/tea', projectId: projectId('prj_2'), priceMicroUsd: 450_000 })
    const labels = (by: SpendingQuery['by'], query: Partial<SpendingQuery> = {}) =>
      spendingReport(ledger, { ...all, ...query, by }, [
        { folder: '/films/lighthouse', title: 'The Keeper', openedAt: '', pinned: false },
      ]).rows.map(({ label }) => label)
    expect(labels('project')).toEqual(['tea', 'The Keeper'])
    expect(labels('shot')).toEqual(['tea · 20 · Arrival', 'The Keeper · 10 · Arrival'])
    expect(labels('shot', { projectId: projectId('prj_2') })).toEqual(['20 · Arrival'])
    expect(labels('endpoint')).toEqual(['Text to video 2.2'])
    expect(labels('quality')).toEqual(['final'])
    expect(labels('profile')).toEqual(['another key'])
  })

  test('adds up what was billed only where fal.ai said so', async () => {
    const { ledger } = await ledgerForTest()
    ledger.recordBill(newJob(ledger, 1).id, { units: 0, microUsd: 0 })
    ledger.recordBill(newJob(ledger, 2).id, { units: 3, microUsd: null })
    newJob(ledger, 3)
    expect(spendingReport(ledger, all, []).total).toMatchObject({ actualMicroUsd: 0, actualTakes: 1 })
  })

  test('is empty where nothing was spent; what was free and what was cancelled unsent are not in it', async () => {
    const { ledger } = await ledgerForTest()
    newJob(ledger, 1, { engine: 'rehearsal', priceMicroUsd: 0 })
    jobIn(ledger, 'cancelled', 2)
    expect(spendingReport(ledger, all, [])).toEqual({
      rows: [],
      total: {
        takes: 0,
        microUsd: 0,
        unknown: 0,
        actualMicroUsd: null,
        actualTakes: 0,
        failedMicroUsd: 0,
        retakeMicroUsd: 0,
      },
    })
  })

  test('takes a period without ends for all of time', () => {
    expect(periodOf(null, null)).toEqual({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })
  })
})
