import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws'
import { createLink, type Link, type LinkOptions } from '../../../../renderer/bridge/link.ts'

type Message = { readonly id: number; readonly call: string; readonly input: unknown }

interface Core {
  readonly port: number
  /** What arrived, in its order. */
  readonly asked: Message[]
  /** The latest socket. */
  readonly socket: () => ServerSocket
  readonly answer: (id: number, value: unknown) => void
  readonly stop: () => Promise<void>
}

/** A core's end of the connection that answers when it is told to. */
const startCore = async (port = 0): Promise<Core> => {
  const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false })
  await new Promise((resolve) => server.once('listening', resolve))
  const asked: Message[] = []
  let latest: ServerSocket | null = null
  server.on('connection', (socket) => {
    latest = socket
    socket.on('message', (data: Buffer) => asked.push(JSON.parse(data.toString()) as Message))
  })
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of server.clients) socket.terminate()
      server.close(() => resolve())
    })
  onTestFinished(stop)
  const socket = () => {
    if (!latest) throw new Error('nobody has connected')
    return latest
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    socket,
    answer: (id, value) => socket().send(JSON.stringify({ id, answer: { ok: true, value } })),
    stop,
  }
}

const startLink = (port: number, changes: Partial<LinkOptions> = {}) => {
  const events: unknown[] = []
  const seen: boolean[] = []
  let isOver = false
  const sockets: WebSocket[] = []
  const link: Link = createLink({
    connect: () => {
      // After the test it goes on trying, as a page would, at a port where nobody is.
      const socket = new WebSocket(`ws://127.0.0.1:${isOver ? 9 : port}/socket`)
      sockets.push(socket)
      return socket
    },
    backoffMs: [20],
    onEvent: (event, payload) => events.push([event, payload]),
    ...changes,
  })
  onTestFinished(() => {
    isOver = true
    for (const socket of sockets) socket.close()
  })
  link.onConnection((connected) => seen.push(connected))
  return { link, events, seen }
}

describe('a link', () => {
  test('gives each call its own answer, whatever the order, and events to the page', async () => {
    const core = await startCore()
    const { link, events } = startLink(core.port)
    const first = link.call('project.list', {})
    const second = link.call('project.open', { folder: '/a' })
    await expect.poll(() => core.asked).toHaveLength(2)
    core.answer(core.asked[1]?.id ?? 0, 'second')
    core.answer(core.asked[0]?.id ?? 0, 'first')
    core.socket().send(JSON.stringify({ event: 'action.chosen', payload: { action: 'undo' } }))
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: 'first' },
      { ok: true, value: 'second' },
    ])
    await expect.poll(() => events).toEqual([['action.chosen', { action: 'undo' }]])
  })

  test('tells whether it is connected, at once and at every change', async () => {
    const core = await startCore()
    const { link, seen } = startLink(core.port)
    await expect.poll(() => seen).toEqual([true])
    const late: boolean[] = []
    const stop = link.onConnection((connected) => late.push(connected))
    expect(late).toEqual([true])
    stop()
    core.socket().terminate()
    await expect.poll(() => seen).toEqual([true, false, true])
    expect(late).toEqual([true])
  })

  test('sends what was asked while it was down once it is up again', async () => {
    const core = await startCore()
    const { link, seen } = startLink(core.port)
    await expect.poll(() => seen).toEqual([true])
    await core.stop()
    await expect.poll(() => seen).toEqual([true, false])
    const asking = link.call('board.undo', { projectId: 'p' })
    const again = await startCore(core.port)
    await expect.poll(() => again.asked).toMatchObject([{ call: 'board.undo' }])
    again.answer(again.asked[0]?.id ?? 0, 'done')
    expect(await asking).toEqual({ ok: true, value: 'done' })
  })

  test('gives a call up, unsent, when nobody can be reached', async () => {
    const core = await startCore()
    await core.stop()
    const { link, seen } = startLink(core.port, { patienceMs: 100 })
    expect(await link.call('app.state', {})).toMatchObject({
      error: { code: 'app/unreachable', cost: 'nothing' },
    })
    expect(seen).toEqual([false])
  })

  test('refuses a call that is too long for the core, and stays', async () => {
    const core = await startCore()
    const { link, seen } = startLink(core.port)
    await expect.poll(() => seen).toEqual([true])
    const folder = 'ü'.repeat(9 * 1024 * 1024)
    expect(await link.call('project.open', { folder })).toMatchObject({ error: { code: 'input/invalid' } })
    expect([core.asked, seen]).toEqual([[], [true]])
  })
})

describe('when the connection drops before the answer', () => {
  test.each(['board.edit', 'take.render', 'project.open', 'key.store', 'job.settle'] as const)(
    '%s is never sent again, and the page is told that nobody knows',
    async (name) => {
      const core = await startCore()
      const { link, seen } = startLink(core.port)
      const asking = link.call(name, {})
      await expect.poll(() => core.asked).toHaveLength(1)
      core.socket().terminate()
      expect(await asking).toMatchObject({
        ok: false,
        error: { code: 'app/unreachable', message: expect.stringContaining('Look whether it was done') },
      })
      await expect.poll(() => seen).toEqual([true, false, true])
      const next = link.call('app.state', {})
      await expect.poll(() => core.asked.map(({ call }) => call)).toEqual([name, 'app.state'])
      core.answer(core.asked[1]?.id ?? 0, {})
      await next
    },
  )

  test.each(['app.state', 'project.list', 'job.list', 'folder.list', 'spending.today'] as const)(
    '%s, which only looks, is sent again',
    async (name) => {
      const core = await startCore()
      const { link } = startLink(core.port)
      const asking = link.call(name, {})
      await expect.poll(() => core.asked).toHaveLength(1)
      core.socket().terminate()
      await expect.poll(() => core.asked).toHaveLength(2)
      core.answer(core.asked[1]?.id ?? 0, 'seen')
      expect(await asking).toEqual({ ok: true, value: 'seen' })
    },
  )
})
