import { describe, expect, it, vi } from 'vitest'
import { startPaidStudio } from '../kit/paid-studio.ts'
import { must } from '../kit/text-board.ts'
import { replies } from '../stand-in/faults.ts'
import { defaultPrices } from '../stand-in/platform.ts'

const everyPrice = (unitPrice: number, unit = 'videos') =>
  Object.fromEntries(
    Object.keys(defaultPrices).map((endpoint) => [
      endpoint,
      { unit_price: unitPrice, unit, currency: 'USD' },
    ]),
  )

/** A studio whose prices are the service's, refreshed. */
const startWithPrices = async (unitPrice: number, unit?: string, settings: object = {}) => {
  const studio = await startPaidStudio({ standIn: { prices: everyPrice(unitPrice, unit) }, settings })
  must(await studio.ask('prices.refresh', {}))
  return studio
}

describe('prices', () => {
  it('17 · a price that rose after it was agreed to is asked about again, and nothing is sent before the answer', async () => {
    const studio = await startWithPrices(0.3)
    const { standIn } = studio
    const shot = studio.shot('text')
    const refused = await studio.order(shot, { agreed: { microUsd: 200_000, unknown: 0 } })
    expect(refused).toMatchObject({ error: { code: 'money/not-agreed', cost: 'nothing' } })
    expect(standIn.journal.count('submit')).toBe(0)
    expect(await studio.jobs()).toEqual([])
    must(await studio.order(shot, { agreed: { microUsd: 300_000, unknown: 0 } }))
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded', priceMicroUsd: 300_000 }])
    expect(standIn.journal.accepted()).toHaveLength(1)
  })

  it('17 · a price that nobody knows is never zero: it needs the user’s word, and a budget refuses it', async () => {
    const studio = await startWithPrices(3, 'units')
    const shot = studio.shot('text')
    const asked = await studio.order(shot, { agreed: { microUsd: 1_000_000, unknown: 0 } })
    expect(asked).toMatchObject({ error: { code: 'money/not-agreed' } })
    must(await studio.ask('settings.change', { edit: { budget: { dayMicroUsd: 50_000_000 } } }))
    const word = { agreed: { microUsd: 0, unknown: 1 } }
    expect(await studio.order(shot, word)).toMatchObject({ error: { code: 'money/price-unknown' } })
    expect(studio.standIn.journal.count('submit')).toBe(0)
    must(await studio.ask('settings.change', { edit: { budget: { dayMicroUsd: null } } }))
    must(await studio.order(shot, word))
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded', priceMicroUsd: null }])
    expect(must(await studio.ask('spending.today', { projectId: null }))).toMatchObject({
      todayMicroUsd: 0,
      todayUnknown: 1,
    })
  })

  it('17 · a budget holds at the price that is in force, not at the one before', async () => {
    const studio = await startWithPrices(0.4, 'videos', { budget: { dayMicroUsd: 700_000 } })
    must(await studio.order(studio.shot('text')))
    expect(await studio.order(studio.shot('text'))).toMatchObject({
      error: { code: 'money/over-budget', cost: 'nothing' },
    })
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded', priceMicroUsd: 400_000 }])
    expect(studio.standIn.journal.accepted()).toHaveLength(1)
  })

  it('17 · what fails and costs nothing gives its part of the budget back; what may have been charged keeps it', async () => {
    const studio = await startWithPrices(0.2, 'videos', { budget: { dayMicroUsd: 400_000 } })
    const spent = async () => must(await studio.ask('spending.today', { projectId: null })).todayMicroUsd
    studio.standIn.script({ step: 'submit', fault: replies.requestError(400, 'Bad', 'bad_request') })
    must(await studio.order(studio.shot('text')))
    expect(await studio.settled()).toMatchObject([{ state: 'failed', failure: { cost: 'nothing' } }])
    expect(await spent()).toBe(0)
    studio.standIn.script({ step: 'result', nth: 'every', fault: replies.modelError('no_media_generated') })
    must(await studio.order(studio.shot('text')))
    expect((await studio.settled())[0]).toMatchObject({ state: 'failed', failure: { cost: 'perhaps' } })
    expect(await spent()).toBe(200_000)
  })
})

describe('asked for twice', () => {
  it('36 · a double click and a held key, each with the same intent or its own, are one request', async () => {
    const studio = await startPaidStudio()
    const { ask, board, ids, standIn } = studio
    const shotId = studio.shot('text').id
    const first = ids.intent()
    const press = (intentId = ids.intent()) =>
      ask('take.render', {
        projectId: board.projectId,
        orders: [{ shotId, intentId, another: false }],
        quality: 'final',
        engine: null,
        agreed: { microUsd: 1_000_000, unknown: 0 },
      })
    const doubleClick = await Promise.all([press(first), press(first)])
    const keyHeld = await Promise.all(Array.from({ length: 30 }, () => press()))
    const jobs = [...doubleClick, ...keyHeld].map((answer) => must(answer).jobs[0]?.id)
    expect(new Set(jobs).size).toBe(1)
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded' }])
    expect(standIn.journal.count('submit')).toBe(1)
  })

  it('36 · a retry that is hammered while the account is locked sends one request once it is open', async () => {
    const studio = await startPaidStudio()
    const { ask, standIn } = studio
    const lock = standIn.script({ step: 'submit', nth: 'every', fault: replies.locked() })
    must(await studio.order(studio.shot('text')))
    await vi.waitFor(async () => expect((await studio.jobs())[0]?.waitsFor?.code).toBe('fal/locked'), 20_000)
    lock.remove()
    const refused = standIn.journal.count('submit')
    await Promise.all(Array.from({ length: 20 }, () => ask('job.resume', { jobId: null })))
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded' }])
    expect(standIn.journal.count('submit')).toBe(refused + 1)
    expect(standIn.journal.accepted()).toHaveLength(1)
  })
})
