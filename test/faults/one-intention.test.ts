import { describe, expect, it } from 'vitest'
import { shotsInOrder } from '../../shared/domain/board.ts'
import { must } from '../kit/text-board.ts'
import { quickSettings, startFaultBoard, statesOf, textShot } from './board.ts'
import type { FaultBoard } from './board.ts'
import { intentBySeed } from './oracle.ts'
import { makeTemplate, startTerminal, type Ended } from './terminal.ts'

/** The one plan of a board of one shot. */
const planOf = (board: FaultBoard) => {
  const { document } = board.project()
  const [shot] = shotsInOrder(document)
  const planned = shot && board.core().plan(document, shot, 'final', 'fal')
  if (!planned?.ok) throw new Error('the shot is not ready')
  return planned.plan
}

/** The clips that a run printed for people. */
const clipsIn = ({ stdout }: Ended) => stdout.split('\n').filter((line) => line.endsWith('.mp4'))

/** A board whose only job is uncertain although it was accepted: the service does not list it. */
const uncertainBoard = async () => {
  const board = await startFaultBoard({ settings: quickSettings({ timing: { lookupPatienceMs: 100 } }) })
  board.standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
  const hidden = board.standIn.script({
    step: 'lookup',
    nth: 'every',
    fault: { kind: 'amend', fields: { items: [], has_more: false } },
  })
  const [end] = await board.render()
  const [request] = board.standIn.journal.accepted()
  if (!end || !request) throw new Error('nothing was accepted')
  expect(end.job.state).toBe('uncertain')
  return { board, job: end.job, request, hidden }
}

describe('one intention, one payment', () => {
  it('34 · two terminals that render the same at the same moment share one job, and both name its clip', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
    const render = () => terminal.run(['render', terminal.folder, '--yes'])
    const [first, second] = await Promise.all([render(), render()])
    expect([first.code, second.code], `said: ${first.stderr}${second.stderr}`).toEqual([0, 0])
    expect(clipsIn(first)).toHaveLength(1)
    expect(clipsIn(second)).toEqual(clipsIn(first))
    expect(terminal.standIn.journal.count('submit')).toBe(1)
    expect(await terminal.breaches()).toEqual([])
  })

  it('34 · a terminal that asks for what another is rendering watches it to its end', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]), { durationMs: 5000 })
    const render = () => terminal.run(['render', terminal.folder, '--yes'])
    const first = render()
    await terminal.standIn.waitFor((journal) => journal.accepted().length === 1, 30_000)
    const second = await render()
    expect(second.stderr).toContain('Another Boardwright is making these takes')
    expect([(await first).code, second.code]).toEqual([0, 0])
    expect(clipsIn(second)).toEqual(clipsIn(await first))
    expect(terminal.standIn.journal.count('submit')).toBe(1)
    expect(await terminal.breaches()).toEqual([])
  })

  it('36 · the same intent ordered again, or the same request while it is open, is one job', async () => {
    const board = await startFaultBoard()
    const intent = { plan: planOf(board), intentId: board.core().ids.intent(), takeIndex: 0 }
    const [first] = must(board.core().order(board.project(), [intent]))
    const again = { ...intent, intentId: board.core().ids.intent() }
    const orders = must(board.core().order(board.project(), [intent, again, intent]))
    expect(orders.map(({ job, added }) => [job.id, added])).toEqual(
      Array.from({ length: 3 }, () => [first?.job.id, false]),
    )
    expect(statesOf(await board.run(orders.map(({ job }) => job)))).toEqual(Array(3).fill('succeeded'))
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('36 · the same request just after it was done gives the clip that was made', async () => {
    const board = await startFaultBoard()
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    const [again] = await board.render()
    expect(again?.job).toMatchObject({ state: 'succeeded', id: board.jobs()[0]?.id })
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('36 · three takes are three jobs with three seeds', async () => {
    const board = await startFaultBoard()
    expect(statesOf(await board.render(3))).toEqual(['succeeded', 'succeeded', 'succeeded'])
    expect(new Set(board.jobs().map((job) => job.seed)).size).toBe(3)
    expect(board.standIn.journal.acceptedPerIntent().size).toBe(3)
    const takes = Object.values(board.project().document.takes)
    expect(new Set(takes.map((take) => take.number))).toEqual(new Set([1, 2, 3]))
    await board.judge()
  })

  it('2 · an uncertain job is sent again only by the user’s word, and then paid for twice as agreed', async () => {
    const { board, job, request } = await uncertainBoard()
    const settled = must(await board.core().settle(job.id, { kind: 'send-again' }))
    expect(statesOf(await board.run([settled]))).toEqual(['succeeded'])
    expect(board.standIn.journal.accepted()).toHaveLength(2)
    await board.judge({ confirmedAgain: [intentBySeed(request)], abandoned: [request.requestId] })
  })

  it('2 · an uncertain job that is given up ends as cancelled, and nothing more is sent', async () => {
    const { board, job, request } = await uncertainBoard()
    const settled = must(await board.core().settle(job.id, { kind: 'give-up' }))
    expect(settled).toMatchObject({ state: 'cancelled', failure: { cost: 'perhaps' } })
    expect(await board.resume()).toEqual([])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge({ abandoned: [request.requestId] })
  })

  it('2 · an uncertain job is ended by the request id that the user found, which no other job may take', async () => {
    const { board, job, request } = await uncertainBoard()
    const adopt = (requestId: string) => board.core().settle(job.id, { kind: 'adopt', requestId })
    // An id that is mistyped leaves it as it was.
    expect(await adopt('requests/1')).toMatchObject({ error: { code: 'input/invalid' } })
    expect(await adopt(`${request.requestId}0`)).toMatchObject({ error: { code: 'input/not-found' } })
    const unreachable = board.standIn.script({ step: 'status', fault: { kind: 'reset' } })
    expect(await adopt(request.requestId)).toMatchObject({ error: { code: 'network/interrupted' } })
    expect(unreachable.struck()).toBe(1)
    const settled = must(await adopt(request.requestId))
    expect(statesOf(await board.run([settled]))).toEqual(['succeeded'])
    expect(await board.core().settle(job.id, { kind: 'send-again' })).toMatchObject({
      error: { code: 'input/invalid' },
    })
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('2 · an uncertain job is found by a later resume, as soon as the service lists its request', async () => {
    const { board, hidden } = await uncertainBoard()
    hidden.remove()
    await board.restart()
    expect(statesOf(await board.resume())).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })
})
