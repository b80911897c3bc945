import type { ChildProcess } from 'node:child_process'
import dns from 'node:dns'
import * as fs from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { replies, type Fault } from '../stand-in/faults.ts'
import { createClipMaker } from '../stand-in/clips.ts'
import type { FaultBoard } from './board.ts'
import { elementShot, quickSettings, startFaultBoard, statesOf, textShot, writePng } from './board.ts'
import { must } from '../kit/text-board.ts'
import { makeTemplate, startTerminal } from './terminal.ts'

const troubled = (board: FaultBoard, code: string) => () =>
  expect(board.failures.map((failure) => failure.code)).toContain(code)

/** What is on the disk must be the bytes of one file and of no other. */
const clipBytes = async (board: FaultBoard): Promise<Buffer> => {
  const [take] = Object.values(board.project().document.takes)
  return fs.readFile(join(board.folder, 'clips', take?.file ?? ''))
}

const genuineBytes = async (board: FaultBoard): Promise<Buffer> => {
  const [request] = board.standIn.journal.accepted()
  const answer = await fetch(`${board.standIn.origin}/clips/${request?.requestId}/output.mp4`)
  return Buffer.from(await answer.arrayBuffer())
}

describe('the network', () => {
  it('1 · offline at the start, a shot waits, says so, and goes on by itself', async () => {
    const board = await startFaultBoard()
    must(
      await board.core().addShot(board.project(), elementShot(await writePng(join(board.root, 'lamp.png')))),
    )
    await board.standIn.pause()
    const rendering = board.render()
    await vi.waitFor(troubled(board, 'network/unreachable'), 10_000)
    expect(board.failures[0]?.message).toMatch(/waits and goes on by itself/)
    expect(board.standIn.journal.events).toEqual([])
    await board.standIn.resume()
    expect(statesOf(await rendering)).toEqual(['succeeded', 'succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(2)
    await board.judge()
  })

  it('1 · offline in mid-batch, what runs is waited for, what is unsent is not sent, and all goes on by itself', async () => {
    const board = await startFaultBoard({
      shots: 3,
      standIn: { durationMs: 300 },
      settings: quickSettings({ limits: { fal: 1 } }),
    })
    const rendering = board.render()
    await board.standIn.waitFor((journal) => journal.count('status') > 1, 10_000)
    await board.standIn.pause()
    const seen = board.standIn.journal.events.length
    await vi.waitFor(troubled(board, 'network/unreachable'), 10_000)
    expect(board.standIn.journal.events.slice(seen)).toEqual([])
    expect(board.jobs().map((job) => job.state)).toEqual([
      expect.stringMatching(/queued|running/),
      'created',
      'created',
    ])
    await board.standIn.resume()
    expect(statesOf(await rendering)).toEqual(['succeeded', 'succeeded', 'succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(3)
    await board.judge()
  })

  const lostAnswers: Record<string, Fault> = {
    'a reset after the body was read': { kind: 'reset', afterAccepting: true },
    'an answer cut in half': { kind: 'cut', atByte: 'half' },
    'invalid JSON': { kind: 'reply', status: 200, body: '{"request_id": "a', afterAccepting: true },
    'a page of HTML': { ...replies.portal(), afterAccepting: true } as Fault,
    'an empty answer': { kind: 'reply', status: 200, body: '', afterAccepting: true },
    '503': { kind: 'reply', status: 503, body: { detail: 'Service Unavailable' }, afterAccepting: true },
  }

  it.each(Object.keys(lostAnswers))(
    '2 · after %s a request is never sent again, and is found and adopted',
    async (name) => {
      const board = await startFaultBoard()
      const fault = lostAnswers[name] as Fault
      const lost = board.standIn.script({ step: 'submit', fault })
      const ends = await board.render()
      expect(lost.struck()).toBe(1)
      expect(statesOf(ends)).toEqual(['succeeded'])
      expect(board.steps.map(({ state }) => state)).toContain('uncertain')
      expect(board.standIn.journal.count('submit')).toBe(1)
      await board.judge()
    },
  )

  it('2 · a request that was lost before it was accepted stays uncertain, with words about a second charge', async () => {
    const board = await startFaultBoard({ settings: quickSettings({ timing: { lookupPatienceMs: 200 } }) })
    const lost = board.standIn.script({ step: 'submit', fault: { kind: 'reset' } })
    const [end] = await board.render()
    expect(lost.struck()).toBe(1)
    expect(end).toMatchObject({
      job: {
        state: 'uncertain',
        requestId: null,
        failure: { code: 'render/unknown-outcome', cost: 'perhaps' },
      },
    })
    expect(statesOf(await board.resume())).toEqual(['uncertain'])
    await board.restart()
    expect(statesOf(await board.resume())).toEqual(['uncertain'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    expect(board.standIn.journal.accepted()).toEqual([])
    await board.judge()
  })

  it('2 · two lost answers at once are told apart and both adopted', async () => {
    const board = await startFaultBoard({ shots: 2 })
    board.standIn.script({ step: 'submit', nth: 'every', fault: { kind: 'reset', afterAccepting: true } })
    expect(statesOf(await board.render())).toEqual(['succeeded', 'succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(2)
    await board.judge()
  })

  it('3 · a refused connection is tried again until exactly one request is accepted', async () => {
    const board = await startFaultBoard()
    await board.standIn.pause()
    const rendering = board.render()
    await vi.waitFor(() => expect(board.failures.length).toBeGreaterThan(4), 10_000)
    expect(board.failures[0]?.detail).toContain('ECONNREFUSED')
    await board.standIn.resume()
    expect(statesOf(await rendering)).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('3 · a name that is not found is tried again, and once it can be reached exactly one request is accepted', async () => {
    const board = await startFaultBoard()
    const asked = vi.spyOn(dns, 'lookup').mockImplementation((...given: unknown[]) => {
      const answer = given.at(-1) as (error: NodeJS.ErrnoException) => void
      answer(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }))
    })
    onTestFinished(() => asked.mockRestore())
    await board.restart({ falProxy: 'https://studio.invalid/proxy' })
    void board.render()
    await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(3), 10_000)
    troubled(board, 'network/unreachable')()
    asked.mockRestore()
    await board.restart()
    expect(statesOf(await board.resume())).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('3 · a connection that cannot be made secure sends nothing, not even the key', async () => {
    const board = await startFaultBoard()
    await board.restart({ falProxy: board.standIn.proxyUrl.replace('http:', 'https:') })
    void board.render()
    await vi.waitFor(() => expect(board.failures.length).toBeGreaterThan(3), 10_000)
    troubled(board, 'network/unreachable')()
    expect(board.standIn.journal.events).toEqual([])
    await board.restart()
    expect(statesOf(await board.resume())).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it.each([true, false])(
    '4 · a submit that is never answered ends by its own deadline and is not sent again (accepted: %s)',
    async (afterAccepting) => {
      const board = await startFaultBoard({
        settings: quickSettings({
          timing: { submitMs: 200, lookupPatienceMs: afterAccepting ? 5000 : 300 },
        }),
      })
      board.standIn.script({ step: 'submit', fault: { kind: 'silence', afterAccepting } })
      expect(statesOf(await board.render())).toEqual([afterAccepting ? 'succeeded' : 'uncertain'])
      expect(board.steps.map(({ state }) => state)).toContain('uncertain')
      expect(board.standIn.journal.count('submit')).toBe(1)
      await board.judge()
    },
  )

  it('5 · twenty bad answers to status in a row leave the job running, and are asked for ever more rarely', async () => {
    const board = await startFaultBoard({
      settings: quickSettings({ timing: { readMs: 150, pollFloorMs: 5, pollCeilingMs: 200 } }),
    })
    const faults: Fault[] = [
      ...[500, 502, 504].map((status): Fault => ({ kind: 'reply', status, body: { detail: 'trouble' } })),
      { kind: 'silence' },
      { kind: 'reply', status: 200, body: '' },
    ]
    const scripted = Array.from({ length: 20 }, (_, at) =>
      board.standIn.script({ step: 'status', nth: at + 1, fault: faults[at % faults.length] as Fault }),
    )
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect(scripted.every((fault) => fault.struck() === 1)).toBe(true)
    const moments = board.standIn.journal.events.filter(({ step }) => step === 'status').map(({ at }) => at)
    const gapMs = (at: number) => (moments[at + 1] ?? 0) - (moments[at] ?? 0)
    expect(gapMs(19)).toBeGreaterThan(3 * Math.min(gapMs(0), gapMs(1), gapMs(2)))
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  const halfWay: Fault = { kind: 'cut', atByte: 'half' }
  const downloads: Record<string, readonly Fault[]> = {
    drips: [{ kind: 'drip', bytes: 2048, everyMs: 10 }],
    'stalls at half': [{ kind: 'cut', atByte: 'half', stall: true }],
    'is reset at half': [halfWay],
    'is reset, then answered whole with 200': [halfWay, { kind: 'file', ignoreRange: true }],
    'is reset, then refused with 416': [halfWay, { kind: 'reply', status: 416 }],
    'is reset, then answered with a wrong Content-Range': [
      halfWay,
      { kind: 'file', contentRange: 'bytes 100-200/300' },
    ],
    'is reset, then answered under another ETag': [halfWay, { kind: 'file', etag: '"another"' }],
    'is reset before a byte came': [{ kind: 'reset' }, { kind: 'reset', beforeReading: true }],
  }

  it.each(Object.keys(downloads))('6 · a download that %s ends as the whole clip', async (name) => {
    const board = await startFaultBoard({ settings: quickSettings({ timing: { stallMs: 200 } }) })
    const scripted = (downloads[name] ?? []).map((fault, at) =>
      board.standIn.script({ step: 'download', nth: at + 1, fault }),
    )
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect(scripted.map((fault) => fault.struck())).toEqual(scripted.map(() => 1))
    expect((await clipBytes(board)).equals(await genuineBytes(board))).toBe(true)
    await board.judge()
  })

  it('6 · a clip that is another file after a reset is fetched anew, and never mixed of both', async () => {
    const board = await startFaultBoard()
    const other = await createClipMaker()({
      requestId: 'another',
      endpoint: 'fal-ai/pika/v2.2/text-to-video',
      input: {},
      seconds: 5,
      ordinal: 1,
    })
    if (typeof other === 'string') throw new Error('the maker gives bytes')
    board.standIn.script({ step: 'download', nth: 1, fault: halfWay })
    board.standIn.script({ step: 'download', nth: 2, times: Infinity, fault: { kind: 'file', bytes: other } })
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    expect((await clipBytes(board)).equals(other)).toBe(true)
    await board.judge()
  })

  it('7 · a clip’s redirect to http, to another host, to loopback or in a circle is refused, and no key goes along', async () => {
    const trap = createServer((_, response) => response.end('caught'))
    trap.listen(0, '127.0.0.1')
    await once(trap, 'listening')
    onTestFinished(async () => void trap.close())
    const caught = vi.fn<() => void>()
    trap.on('request', caught)
    const address = trap.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const places = [
      'http://v3.fal.media/files/clip.mp4',
      'https://clips.example/clip.mp4',
      `http://127.0.0.1:${port}/clip.mp4`,
      `http://user:secret@127.0.0.1:${port}/clip.mp4`,
      'file:///etc/hostname',
      'itself',
    ]
    const board = await startFaultBoard({ shots: places.length })
    for (const [at, to] of places.entries())
      board.standIn.script({ step: 'download', nth: at + 1, fault: { kind: 'redirect', to } })
    const ends = await board.render()
    for (const { job } of ends)
      expect(job).toMatchObject({
        state: 'failed',
        requestId: expect.any(String) as string,
        failure: { code: 'media/refused-address', cost: 'perhaps' },
      })
    expect(caught).not.toHaveBeenCalled()
    const clips = await fs.readdir(join(board.folder, 'clips'))
    expect(clips.filter((name) => name.endsWith('.mp4'))).toEqual([])
    await board.judge()
  })

  it('8 · a clock that jumps a day either way expires nothing and asks no more often', async () => {
    let jumpMs = 0
    const clock = { ...systemClock, now: () => Date.now() + jumpMs }
    const board = await startFaultBoard({
      clock,
      standIn: { durationMs: 1200 },
      settings: quickSettings({ limits: { pollsPerSecond: 20 } }),
    })
    board.standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
    const rendering = board.render()
    await board.standIn.waitFor((journal) => journal.count('lookup') > 0, 10_000)
    jumpMs = 86_400_000
    await board.standIn.waitFor((journal) => journal.count('lookup') > 3, 10_000)
    jumpMs = -86_400_000
    expect(statesOf(await rendering)).toEqual(['succeeded'])
    expect(board.standIn.journal.statusRatePerSecond()).toBeLessThanOrEqual(21)
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('8 · a process that was suspended goes on without a burst of questions', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower'), textShot('The sea')]), {
      durationMs: 4000,
    })
    const suspend = async (child: ChildProcess) => {
      await terminal.standIn.waitFor((journal) => journal.count('status') > 3, 30_000)
      child.kill('SIGSTOP')
      // The length of the suspension is the fault itself.
      await pause(3000)
      child.kill('SIGCONT')
    }
    const render = await terminal.run(['render', terminal.folder, '--yes', '--json'], {
      onStart: (child) => void suspend(child),
    })
    expect(render.code, `said: ${render.stdout}`).toBe(0)
    expect(terminal.standIn.journal.statusRatePerSecond()).toBeLessThanOrEqual(9)
    expect(await terminal.breaches()).toEqual([])
  })
})
