import { beforeEach, describe, expect, test } from 'vitest'
import { carryOut, renderShots } from '../../../../renderer/render/deeds.ts'
import { agreedOf, estimateOf } from '../../../../shared/domain/estimate.ts'
import { plainOptions, renderStore } from '../../../../renderer/render/render-store.ts'
import { app } from '../../../../renderer/state/app.ts'
import { noticesStore } from '../../../../renderer/state/notices.ts'
import { board } from '../../../../renderer/state/open-board.ts'
import { session, setSession } from '../../../../renderer/state/session.ts'
import { start } from '../../../../renderer/state/start.ts'
import { shotLabelled } from '../../../../shared/domain/board.ts'
import { createFakeCore, type FakeCore } from '../../../kit/fake-bridge.ts'
import { readSample } from '../../../harness/sample-media.ts'

let core: FakeCore

beforeEach(async () => {
  core = createFakeCore({ sample: await readSample(), mediaBase: '/media' })
  core.jobs.setRunning(false)
  renderStore.setState({ held: new Map(), awaited: new Set(), options: plainOptions, heard: new Set() })
  noticesStore.setState({ notices: [] })
  setSession({ dialog: null })
  const started = await start(core.bridge)
  if (!started.ok) throw new Error(started.error.message)
})

const shot = (label: string) => {
  const found = shotLabelled(board().document, label)
  if (!found) throw new Error(`the sample has a shot ${label}`)
  return found.id
}

interface Order {
  readonly orders: readonly { readonly intentId: string; readonly another: boolean }[]
  readonly agreed: { readonly microUsd: number; readonly unknown: number }
}
const orders = () =>
  core.asked.filter(({ call }) => call === 'take.render').map(({ input }) => input as Order)

describe('the render button', () => {
  test('orders one take at the price that was on it', async () => {
    await renderShots([shot('20')], { quality: 'final' })
    expect(orders()).toMatchObject([{ agreed: { microUsd: 200_000, unknown: 0 } }])
  })

  test('pressed again before the answer is the same intention', async () => {
    const presses = [1, 2, 3].map(() => renderShots([shot('20')], { quality: 'final' }))
    await Promise.all(presses)
    expect(orders()).toHaveLength(1)
  })

  test('pressed again after the answer is another intention', async () => {
    await renderShots([shot('20')], { quality: 'final' })
    await renderShots([shot('20')], { quality: 'final' })
    const [first, second] = orders().map((order) => order.orders[0]?.intentId)
    expect(first).not.toBe(second)
  })

  test('keeps its intention while the core cannot be reached, so that nothing is ordered twice', async () => {
    core.setConnected(false)
    await renderShots([shot('20')], { quality: 'final' })
    core.setConnected(true)
    await renderShots([shot('20')], { quality: 'final' })
    const [lost, found] = orders().map((order) => order.orders[0]?.intentId)
    expect(found).toBe(lost)
    expect(renderStore.getState().held.size).toBe(0)
  })

  test('asks before several are rendered, and orders nothing by asking', async () => {
    await renderShots([shot('20'), shot('30')], { quality: 'final' })
    expect(session().dialog).toMatchObject({ kind: 'render', shotIds: [shot('20'), shot('30')] })
    expect(orders()).toEqual([])
  })

  test('asks where the price is an estimate', async () => {
    await renderShots([shot('40')], { quality: 'final' })
    expect(session().dialog).toMatchObject({ kind: 'render' })
    expect(orders()).toEqual([])
  })
})

describe('a refusal', () => {
  test('for a new price asks again with it', async () => {
    core.failNext('take.render', {
      code: 'money/not-agreed',
      message: 'This costs $0.25 by now.',
      detail: '{"microUsd":250000,"unknown":0}',
    })
    await renderShots([shot('20')], { quality: 'final' })
    expect(session().dialog).toMatchObject({ kind: 'render' })
    expect(renderStore.getState().options).toMatchObject({ quoted: { microUsd: 250_000, unknown: 0 } })
  })

  test('whose new price cannot be read still asks', async () => {
    core.failNext('take.render', { code: 'money/not-agreed', message: 'Dearer.', detail: 'dearer' })
    await renderShots([shot('20')], { quality: 'final' })
    expect(renderStore.getState().options).toMatchObject({
      quoted: null,
      failure: { code: 'money/not-agreed' },
    })
  })

  test('for the budget is shown with what would cost less', async () => {
    core.failNext('take.render', { code: 'money/over-budget', message: 'Over.', cost: 'nothing' })
    await renderShots([shot('20')], { quality: 'final' })
    expect(session().dialog).toMatchObject({ kind: 'render' })
    expect(noticesStore.getState().notices).toEqual([])
  })

  test('for want of a key leads to where one is added', async () => {
    core.failNext('take.render', { code: 'fal/no-key', message: 'There is no key.', cost: 'nothing' })
    await renderShots([shot('20')], { quality: 'final' })
    noticesStore.getState().notices[0]?.action?.run()
    expect(session().dialog).toEqual({ kind: 'settings', page: 'key' })
  })

  test('is an answer: the next press is a new intention', async () => {
    core.failNext('take.render', { code: 'disk/full', message: 'The disk is full.', cost: 'nothing' })
    await renderShots([shot('20')], { quality: 'final' })
    expect(renderStore.getState().held.size).toBe(0)
  })
})

test('what is ordered appears among the jobs at once', async () => {
  const { plans, total } = estimateOf(board().document, [shot('20')], {
    quality: 'final',
    engine: 'fal',
    prices: app().prices,
  })
  const isTaken = await carryOut({
    plans,
    quality: 'final',
    engine: 'fal',
    another: true,
    overrideGate: false,
    agreed: agreedOf(total),
  })
  expect(isTaken).toBe(true)
  expect(orders()[0]?.orders[0]?.another).toBe(true)
})
