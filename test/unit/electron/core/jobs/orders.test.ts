import { describe, expect, test } from 'vitest'
import {
  orderFor,
  requestHashOf,
  upToDateTake,
  type Intent,
} from '../../../../../electron/core/jobs/orders.ts'
import { takesOf } from '../../../../../shared/domain/board.ts'
import type { Shot } from '../../../../../shared/domain/document.ts'
import { seedMax } from '../../../../../shared/domain/endpoints.ts'
import { createIdSource, type IntentId } from '../../../../../shared/domain/ids.ts'
import { planRender, type PlanOptions, type RenderPlan } from '../../../../../shared/domain/plan.ts'
import { after, boardWith, framesShot, shippedPrices, shotId, take } from '../../../shared/domain/setting.ts'
import { repeatableBytes } from '../../../../kit/large-board.ts'
import { ledgerForTest, newJob } from '../ledger/setting.ts'

const shot: Shot = { ...framesShot(1, 3, 5), prompt: 'a heron', title: 'Arrival' }
const board = boardWith(shot)

const planned = (of: Shot = shot, options: Partial<PlanOptions> = {}): RenderPlan => {
  const plan = planRender(board, of, { quality: 'final', engine: 'fal', prices: shippedPrices(), ...options })
  if (!plan.ok) throw new Error(JSON.stringify(plan.reasons))
  return plan.plan
}

const ordered = async (plan: RenderPlan, takeIndex = 0, document = board) => {
  const { ledger } = await ledgerForTest()
  const by = {
    ledger,
    ids: createIdSource(repeatableBytes()),
    randomBytes: repeatableBytes(9),
    nowMs: 5,
    keyProfile: 'staging' as const,
    gateOverridden: false,
  }
  const intent: Intent = { plan, intentId: 'int_1' as IntentId, takeIndex }
  return { ledger, order: () => orderFor(intent, document, '/films/lighthouse', by) }
}

describe('an order', () => {
  test('holds what was agreed', async () => {
    const { order } = await ordered(planned())
    expect(order()).toMatchObject({
      intentId: 'int_1',
      projectId: board.id,
      projectFolder: '/films/lighthouse',
      shotId: shotId(1),
      shotLabel: '10',
      shotTitle: 'Arrival',
      takeIndex: 0,
      takeNumber: 1,
      engine: 'fal',
      quality: 'final',
      request: planned().request,
      requestHash: requestHashOf(planned()),
      plannedMs: 8000,
      size: { width: 1280, height: 720 },
      resolution: '720p',
      priceMicroUsd: 320_000,
      priceSource: 'listed',
      priceTableDate: shippedPrices().date,
      keyProfile: 'staging',
      gateOverridden: false,
      adopted: false,
      createdAtMs: 5,
    })
  })

  test('says of an unknown price that it is unknown', async () => {
    const { order } = await ordered(planned(shot, { prices: { ...shippedPrices(), prices: [] } }))
    expect(order()).toMatchObject({ priceMicroUsd: null, priceSource: null })
  })

  test('draws a seed where none is fixed, another one each time, and all of the range', async () => {
    const { order } = await ordered(planned())
    const seeds = Array.from({ length: 200 }, () => order().seed)
    expect(new Set(seeds).size).toBe(200)
    expect(seeds.filter((seed) => !Number.isInteger(seed) || seed < 0 || seed > seedMax)).toEqual([])
    expect(Math.max(...seeds)).toBeGreaterThan(seedMax * 0.9)
  })

  test.each([
    [0, 0, 0],
    [7, 2, 9],
    [seedMax, 0, seedMax],
    [seedMax, 1, 0],
  ])('counts a fixed seed of %i up by take %i, to %i', async (seed, takeIndex, expected) => {
    const { order } = await ordered(planned({ ...shot, seed }), takeIndex)
    expect(order().seed).toBe(expected)
  })

  test('numbers its take after those on the board and those under way', async () => {
    const document = after(board, { type: 'take.add', take: take(4) })
    const { ledger, order } = await ordered(planned(), 0, document)
    expect(order().takeNumber).toBe(5)
    newJob(ledger, 1, { projectId: board.id, shotId: shotId(1), takeNumber: 7 })
    expect(order().takeNumber).toBe(8)
  })
})

describe('the fingerprint of a request', () => {
  test('is a SHA-256 that stays the same from one day to the next', () => {
    expect(requestHashOf(planned())).toMatch(/^[0-9a-f]{64}$/)
    expect(requestHashOf(planned())).toBe(requestHashOf(planned({ ...shot, notes: 'x', title: 'y' })))
    expect(requestHashOf(planned())).not.toBe(requestHashOf(planned({ ...shot, seed: 7 })))
    expect(requestHashOf(planned())).not.toBe(requestHashOf(planned(shot, { engine: 'rehearsal' })))
  })

  test('finds the latest take of exactly this request', () => {
    const plan = planned()
    const document = after(
      board,
      { type: 'take.add', take: { ...take(1), requestHash: requestHashOf(plan) } },
      { type: 'take.add', take: { ...take(2), requestHash: requestHashOf(plan) } },
      { type: 'take.add', take: { ...take(3), requestHash: 'f'.repeat(64) } },
    )
    const takes = takesOf(document, shot.id)
    expect(upToDateTake(takes, plan)?.number).toBe(2)
    expect(upToDateTake(takes, planned({ ...shot, prompt: 'a crane' }))).toBeUndefined()
  })
})
