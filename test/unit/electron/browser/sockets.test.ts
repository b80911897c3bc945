import { once } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { succeed, type Result } from '../../../../shared/errors.ts'
import { socketLimits } from '../../../../electron/browser/sockets.ts'
import { createFakeStudio } from '../../../kit/fake-studio.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'
import { startPlace } from './place.ts'

type Message = Readonly<Record<string, unknown>>

/** Collects what arrives. */
const listen = (socket: WebSocket): Message[] => {
  const messages: Message[] = []
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message))
  return messages
}

const say = (socket: WebSocket, message: unknown) => socket.send(JSON.stringify(message))

describe('a socket', () => {
  test('answers calls by their ids, whatever their order, with values and failures', async () => {
    const waiting = Promise.withResolvers<Result<unknown>>()
    const { connect } = await startPlace(
      {},
      {
        answer: (call, input) =>
          call === 'project.list' ? waiting.promise : Promise.resolve(succeed({ call, input })),
      },
    )
    const socket = await connect()
    const messages = listen(socket)
    say(socket, { id: 1, call: 'project.list', input: {} })
    say(socket, { id: 2, call: 'project.open', input: { folder: '/films/a' } })
    say(socket, { id: 3, call: 'project.open', input: { folder: 7 } })
    say(socket, { id: 4, call: 'file.read', input: { path: '/etc/passwd' } })
    say(socket, { id: 5, call: '__proto__' })
    say(socket, { id: 6 })
    await expect.poll(() => messages.length).toBe(5)
    waiting.resolve(succeed({ projects: [] }))
    await expect.poll(() => messages.at(-1)).toEqual({ id: 1, answer: { ok: true, value: { projects: [] } } })
    const byId = new Map(messages.map((message) => [message['id'], message]))
    expect(byId.get(2)).toMatchObject({ answer: { ok: true, value: { input: { folder: '/films/a' } } } })
    expect(byId.get(3)).toMatchObject({
      answer: { ok: false, error: { code: 'input/invalid', field: 'folder' } },
    })
    for (const id of [4, 5, 6])
      expect(byId.get(id)).toMatchObject({ answer: { ok: false, error: { code: 'input/invalid' } } })
  })

  test('brings events to its page as long as it is there', async () => {
    const { connect, studio } = await startPlace()
    const socket = await connect()
    const messages = listen(socket)
    await expect.poll(() => studio.windows.size).toBe(1)
    const payload = { todayMicroUsd: 5, todayUnknown: 0 }
    for (const send of studio.windows.values()) send('spending.changed', payload)
    await expect.poll(() => messages).toEqual([{ event: 'spending.changed', payload }])
    socket.close()
    await expect.poll(() => studio.windows.size).toBe(0)
  })

  test('of a page that comes back is let in by the same cookie', async () => {
    const { connect, server } = await startPlace()
    const first = await connect()
    first.terminate()
    await expect.poll(server.sockets.count).toBe(0)
    await connect()
    expect(server.sockets.count()).toBe(1)
  })

  test('waits for a studio that is still starting', async () => {
    const studio = createFakeStudio({ folder: await temporaryFolder() })
    const starting = Promise.withResolvers<typeof studio>()
    const { connect } = await startPlace({ studio: starting.promise })
    const socket = await connect()
    const messages = listen(socket)
    say(socket, { id: 1, call: 'app.state', input: {} })
    await vi.waitFor(() => expect(socket.bufferedAmount).toBe(0))
    expect(messages).toEqual([])
    starting.resolve(studio)
    await expect.poll(() => messages).toMatchObject([{ id: 1, answer: { ok: true } }])
  })

  test('is ended where the studio cannot start', async () => {
    const starting = Promise.withResolvers<never>()
    const { connect } = await startPlace({ studio: starting.promise })
    const socket = await connect()
    const closed = once(socket, 'close')
    starting.reject(new Error('no studio'))
    expect((await closed)[0]).toBe(1001)
  })
})

describe('a hostile page', () => {
  test('that sends 100 MB is shown out with code 1009, and the others stay', async () => {
    const { connect, studio } = await startPlace()
    const [hostile, other] = [await connect(), await connect()]
    const closed = once(hostile, 'close')
    hostile.on('error', () => undefined)
    say(hostile, { id: 1, call: 'project.open', input: { folder: 'x'.repeat(100 * 1024 * 1024) } })
    expect((await closed)[0]).toBe(1009)
    const messages = listen(other)
    say(other, { id: 2, call: 'app.state', input: {} })
    await expect.poll(() => messages).toMatchObject([{ id: 2 }])
    expect(studio.asked.map(({ call }) => call)).toEqual(['app.state'])
  })

  test.each([
    ['no JSON', 'not json', 1008],
    ['no object', '7', 1008],
    ['no id', '{"call":"app.state","input":{}}', 1008],
    ['an id that is none', '{"id":{"a":1},"call":"app.state","input":{}}', 1008],
    ['an id without end', `{"id":"${'1'.repeat(101)}","call":"app.state","input":{}}`, 1008],
    ['bytes', Buffer.from([1, 2, 3]), 1003],
  ])('that sends %s is shown out', async (_, message, code) => {
    const { connect, studio } = await startPlace()
    const socket = await connect()
    const closed = once(socket, 'close')
    socket.send(message)
    expect((await closed)[0]).toBe(code)
    expect(studio.asked).toEqual([])
  })

  test('that asks for too much at once is answered so', async () => {
    const { connect } = await startPlace(
      { limits: { sockets: { ...socketLimits, maxCalls: 2 } } },
      { answer: () => new Promise(() => undefined) },
    )
    const socket = await connect()
    const messages = listen(socket)
    for (const id of [1, 2, 3]) say(socket, { id, call: 'app.state', input: {} })
    await expect.poll(() => messages).toMatchObject([{ id: 3, answer: { ok: false } }])
  })

  test('that reads nothing is let go before it fills the memory', async () => {
    const { connect, studio, server } = await startPlace({
      limits: { sockets: { ...socketLimits, maxWaitingBytes: 1024 * 1024 } },
    })
    const socket = await connect()
    socket.pause()
    await expect.poll(() => studio.windows.size).toBe(1)
    const [send] = studio.windows.values()
    const action = 'x'.repeat(1024 * 1024)
    for (let sent = 0; sent < 64 && server.sockets.count() > 0; sent += 1) {
      send?.('action.chosen', { action })
      await new Promise((resolve) => setImmediate(resolve))
    }
    await expect.poll(server.sockets.count).toBe(0)
  })
})

describe('the socket is refused', () => {
  test.each([
    ['without the cookie', (origin: string) => ({ origin }), 401],
    ['with a foreign cookie', (origin: string) => ({ origin, cookie: 'boardwright-1=x' }), 401],
    ['without an origin', (_: string, cookie: string) => ({ cookie }), 403],
    ['to another site', (_: string, cookie: string) => ({ cookie, origin: 'http://evil.example' }), 403],
    ['to a sandboxed frame', (_: string, cookie: string) => ({ cookie, origin: 'null' }), 403],
    [
      'to another port of this machine',
      (_: string, cookie: string) => ({ cookie, origin: 'http://127.0.0.1:1' }),
      403,
    ],
    [
      'by another name of this machine (DNS rebinding)',
      (_: string, cookie: string) => ({ cookie, origin: 'http://evil.example', host: 'evil.example' }),
      403,
    ],
    [
      'to a cross-site request',
      (origin: string, cookie: string) => ({ origin, cookie, 'sec-fetch-site': 'cross-site' }),
      403,
    ],
  ])('%s', async (_, headers, status) => {
    const { connect, origin, cookie, studio } = await startPlace()
    await expect(connect(headers(origin, cookie))).rejects.toThrow(`Unexpected server response: ${status}`)
    expect(studio.windows.size).toBe(0)
  })

  test('at any other address', async () => {
    const { raw, server, cookie, origin } = await startPlace()
    const answer = await raw(
      `GET /media/p/clip/t HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 404 /)
  })
})

describe('a peer that answers no heartbeat', () => {
  test('is let go after three, and one that answers stays', async () => {
    const { connect, server } = await startPlace({ limits: { sockets: { ...socketLimits, beatMs: 20 } } })
    const alive = await connect()
    const dead = await connect()
    dead.pause()
    let beats = 0
    alive.on('ping', () => (beats += 1))
    await expect.poll(server.sockets.count).toBe(1)
    await expect.poll(() => beats).toBeGreaterThan(6)
    expect(alive.readyState).toBe(alive.OPEN)
    expect(server.sockets.count()).toBe(1)
  })
})
