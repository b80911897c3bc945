import { describe, expect, onTestFinished, test } from 'vitest'
import { createPriceWatch } from '../../../../../electron/core/studio/price-watch.ts'
import type { QuotedPrice } from '../../../../../shared/domain/price-refresh.ts'
import { fail, succeed, type Result } from '../../../../../shared/errors.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { startStudio } from '../../../../kit/studio.ts'
import { shippedPrices } from '../../../shared/domain/setting.ts'
import { silentLog } from '../../../../kit/system.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A watch over prices that age by a clock of the test's; it counts how often fal.ai is asked. */
const startWatch = async (begin: { hasKey?: boolean } = {}) => {
  const { program } = await startStudio()
  const clock = createManualClock(Date.UTC(2026, 10, 1))
  const service = { asked: 0, answers: true, hasKey: begin.hasKey ?? true }
  const told: string[] = []
  let freshUntilMs = 0
  const watch = createPriceWatch({
    core: {
      ...program.core,
      defaultEngine: () => 'fal',
      quotePrices: async (): Promise<Result<readonly QuotedPrice[]>> => {
        service.asked++
        return service.answers ? succeed([]) : fail('network/unreachable', 'Away.', { cost: 'nothing' })
      },
    },
    keyring: {
      ...program.keyring,
      standing: () => ({
        ...program.keyring.standing(),
        inUse: service.hasKey ? { source: 'session', endsIn: '1a2b' } : null,
      }),
    },
    prices: {
      ...program.prices,
      isOld: () => clock.now() > freshUntilMs,
      catchUp: async () => false,
      refresh: async () => {
        freshUntilMs = clock.now() + 7 * dayMs
        return succeed({ table: shippedPrices(), notUnderstood: [] })
      },
    },
    windows: {
      join: () => {},
      leave: () => {},
      tell: () => {},
      tellAll: (name: string) => void told.push(name),
    } as never,
    clock,
    log: silentLog,
  })
  onTestFinished(watch.close)
  return { watch, clock, service, told }
}

describe('prices', () => {
  test('are asked for once a week while the program stays open, and windows hear of it', async () => {
    const { watch, clock, service, told } = await startWatch()
    await watch.look()
    expect(service.asked).toBe(1)
    for (let day = 0; day < 30; day++) await clock.advance(dayMs)
    expect(service.asked).toBe(5)
    expect(told).toEqual(Array.from({ length: 5 }, () => 'prices.changed'))
  })

  test('are not asked for in a loop where fal.ai does not answer', async () => {
    const { watch, clock, service } = await startWatch()
    service.answers = false
    for (let time = 0; time < 20; time++) await watch.look()
    expect(service.asked).toBe(1)
    await clock.advance(dayMs)
    expect(service.asked).toBeLessThanOrEqual(5)
    service.answers = true
    await clock.advance(dayMs)
    const sofar = service.asked
    await clock.advance(6 * dayMs)
    expect(service.asked).toBe(sofar)
  })

  test('are asked for once by those who ask at the same moment', async () => {
    const { watch, service } = await startWatch()
    await Promise.all([watch.look(), watch.look(), watch.look()])
    expect(service.asked).toBe(1)
  })

  test('are not asked for without a key, and are as soon as there is one', async () => {
    const { watch, clock, service } = await startWatch({ hasKey: false })
    await watch.look()
    await clock.advance(dayMs)
    expect(service.asked).toBe(0)
    service.hasKey = true
    await watch.look()
    expect(service.asked).toBe(1)
  })
})
