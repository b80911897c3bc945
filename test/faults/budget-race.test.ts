import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openLedger } from '../../electron/core/ledger/ledger.ts'
import type { CallArgument } from '../../shared/contract.ts'
import { createShot } from '../../shared/domain/board.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import { must } from '../kit/text-board.ts'
import { startStandIn } from '../stand-in/server.ts'
import { deliver, visit } from './browser-mode.ts'
import { isLong } from './long-form.ts'

const rounds = isLong ? 1000 : 50
/** What a take costs in this race, in micro-dollars. */
const price = 200_000
const ids = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)))

/** A place where it is about noon: no two rounds fall on two days. */
const timeZone = (() => {
  const hours = 12 - new Date().getUTCHours()
  // Their signs are the other way round.
  return `Etc/GMT${hours > 0 ? `-${hours}` : `+${-hours}`}`
})()

/** What a round is raced for: budgets that have room for one take. */
type Budget = Required<
  Pick<NonNullable<CallArgument<'settings.change'>['edit']['budget']>, 'dayMicroUsd' | 'projectMicroUsd'>
>
type Racer = (budget: Budget) => Promise<string>

/** A window of the program as it is delivered, with a board of one text shot that fal.ai would render. */
const startWindow = async () => {
  const standIn = await startStandIn({ concurrency: 40, durationMs: 0 })
  onTestFinished(() => standIn.close())
  const delivered = await deliver({
    settings: { limits: { fal: 40 }, timing: { pollFloorMs: 50, pollCeilingMs: 1000, repeatWindowMs: 0 } },
    environment: { FAL_KEY: standIn.key, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl, TZ: timeZone },
  })
  const page = await visit(await delivered.start().address())
  const board = must(
    await page.call('project.create', {
      folder: null,
      title: 'Race',
      aspect: '16:9',
      from: { kind: 'empty' },
    }),
  )
  const { projectId, document } = board
  const shot = { ...createShot(ids.shot(), '10'), mode: 'text' as const, prompt: 'a heron lands' }
  const commands = [
    { type: 'shots.add' as const, shots: [shot], sceneId: document.sceneIds[0] ?? '', index: 0 },
  ]
  must(await page.call('board.edit', { projectId, commands, name: null, editId: 'add' }))
  const order = async () => {
    const ordered = await page.call('take.render', {
      projectId,
      orders: [{ shotId: shot.id, intentId: ids.intent(), another: true }],
      quality: 'final',
      engine: 'fal',
      agreed: { microUsd: price, unknown: 0 },
    })
    return ordered.ok ? 'ordered' : ordered.error.code
  }
  return { ...delivered, page, board, standIn, order }
}

/** A process that orders on the same ledger, with no window. */
const startProcess = async (home: string, project: { projectId: string; folder: string }): Promise<Racer> => {
  const child = fork(new URL('order-in-race.ts', import.meta.url), [home], {
    env: { ...process.env, TZ: timeZone },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'message')
  return async (budget) => {
    const answer = once(child, 'message') as Promise<[string]>
    child.send({ ...project, ...budget })
    return (await answer)[0]
  }
}

it(
  `34 · two programs and a window that race for the last dollar of a budget, ${rounds} times, never overspend it`,
  { timeout: 120_000 + rounds * 2000 },
  async () => {
    const { home, page, board, standIn, order } = await startWindow()
    const { projectId, folder } = board
    const processes = await Promise.all([1, 2].map(() => startProcess(home, { projectId, folder })))
    const racers: readonly Racer[] = [order, ...processes]
    const wins = racers.map(() => 0)
    for (let round = 1; round <= rounds; round++) {
      // By turns the day’s last dollar and the project’s, of both of which each round has taken its part.
      const limit = round * price + price / 2
      const budget =
        round % 2 === 0
          ? { dayMicroUsd: null, projectMicroUsd: limit }
          : { dayMicroUsd: limit, projectMicroUsd: null }
      must(await page.call('settings.change', { edit: { budget } }))
      const outcomes = await Promise.all(racers.map((racer) => racer(budget)))
      expect(outcomes.toSorted(), `round ${round}`).toEqual([
        'money/over-budget',
        'money/over-budget',
        'ordered',
      ])
      const winner = outcomes.indexOf('ordered')
      wins[winner] = (wins[winner] ?? 0) + 1
    }
    // What the window won is made, and at fal.ai there is nothing else.
    const made = async () => {
      const { jobs } = must(await page.call('job.list', { projectId, ended: true, limit: 1000 }))
      return jobs.filter(({ state }) => state === 'succeeded').length
    }
    await expect.poll(made, { timeout: 60_000 }).toBe(wins[0])
    expect(standIn.journal.accepted()).toHaveLength(wins[0] ?? 0)
    const ledger = openLedger(join(home, 'ledger.db'))
    expect(ledger.spending(null, 0)).toEqual({ microUsd: rounds * price, unknown: 0 })
    ledger.close()
  },
)
