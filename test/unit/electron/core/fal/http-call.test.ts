import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  createHttpCaller,
  type HttpCall,
  type HttpOutcome,
} from '../../../../../electron/core/fal/http-call.ts'

/** Listens on loopback until the test is over, and counts connections. */
const listening = async (server: Server) => {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  })
  return { port: address.port, connections: () => connections }
}

const httpServer = async (answer: RequestListener) => {
  const { port, connections } = await listening(createHttpServer(answer))
  return { url: new URL(`http://127.0.0.1:${port}/x`), connections }
}

const callerForTest = () => {
  const caller = createHttpCaller()
  onTestFinished(() => caller.close())
  return caller
}

const call = (url: URL, changes: Partial<HttpCall> = {}, caller = callerForTest()): Promise<HttpOutcome> =>
  caller.call({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"a":1}'),
    timeoutMs: 5000,
    connectTimeoutMs: 5000,
    maxBytes: 1000,
    ownConnection: true,
    ...changes,
  })

describe('a request that is answered', () => {
  test.each([200, 302, 404, 503])(
    'is so with any status, and is neither repeated nor redirected: %i',
    async (status) => {
      const asked: string[] = []
      const { url } = await httpServer((request, response) => {
        asked.push(`${request.method} ${request.headers['content-length']}`)
        response.writeHead(status, { location: '/elsewhere', 'x-a': 'b' }).end('words')
      })
      const outcome = await call(url)
      expect(outcome).toMatchObject({
        kind: 'answered',
        status,
        headers: { 'x-a': 'b' },
        body: Buffer.from('words'),
      })
      expect(asked).toEqual(['POST 7'])
    },
  )

  test('keeps its connection for the next one that reads, and has its own where it pays', async () => {
    const { url, connections } = await httpServer((_request, response) => response.end('{}'))
    const caller = callerForTest()
    const { body: _none, ...reading } = { body: null, method: 'GET' as const, ownConnection: false }
    const read = () =>
      caller.call({ url, headers: {}, timeoutMs: 5000, connectTimeoutMs: 5000, maxBytes: 1000, ...reading })
    for (let time = 0; time < 3; time++) expect(await read()).toMatchObject({ kind: 'answered' })
    expect(connections()).toBe(1)
    await call(url, {}, caller)
    await call(url, {}, caller)
    expect(connections()).toBe(3)
  })

  test('has left when it is given a kept connection, also where it had to wait for one', async () => {
    let asked = 0
    // The pool's sixteen are let go at once; what comes after them takes longer than a connection may.
    const { url } = await httpServer((_request, response) => {
      setTimeout(() => response.end('{}'), ++asked <= 16 ? 50 : 1500)
    })
    const caller = callerForTest()
    const read = () =>
      caller.call({
        url,
        method: 'GET',
        headers: {},
        timeoutMs: 5000,
        connectTimeoutMs: 1000,
        maxBytes: 1000,
        ownConnection: false,
      })
    const outcomes = await Promise.all(Array.from({ length: 17 }, read))
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 17 }, () => 'answered'))
  })
})

describe('a request that never left', () => {
  test('is one that was refused a connection', async () => {
    const server = createServer()
    const { port } = await listening(server)
    server.close()
    await once(server, 'close')
    expect(await call(new URL(`http://127.0.0.1:${port}/x`))).toEqual({
      kind: 'never-left',
      why: 'ECONNREFUSED',
    })
  })

  test('is one to a name that nobody has', async () => {
    const outcome = await call(new URL('https://queue.fal.invalid/x'))
    expect(outcome).toMatchObject({
      kind: 'never-left',
      why: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string,
    })
  })

  test.each<[string, (socket: Socket) => void]>([
    ['garbage', (socket) => socket.end('this is no handshake\r\n\r\n')],
    ['an end', (socket) => socket.end()],
    ['a reset', (socket) => socket.resetAndDestroy()],
  ])('is one whose handshake was answered with %s', async (_, answer) => {
    let heard = Buffer.alloc(0)
    const { port } = await listening(
      createServer((socket) =>
        socket.once('data', (data) => {
          heard = data
          answer(socket)
        }),
      ),
    )
    const outcome = await call(new URL(`https://127.0.0.1:${port}/x`), {
      headers: { authorization: 'Key secret' },
    })
    expect(outcome.kind).toBe('never-left')
    // A ClientHello (record type 22), and nothing of the request.
    expect(heard[0]).toBe(22)
    expect(heard.includes('secret')).toBe(false)
  })

  test('is one whose handshake takes too long', async () => {
    const { port } = await listening(createServer())
    expect(await call(new URL(`https://127.0.0.1:${port}/x`), { connectTimeoutMs: 100 })).toEqual({
      kind: 'never-left',
      why: 'no connection in time',
    })
  })

  test('is one that was cancelled before', async () => {
    const { url, connections } = await httpServer((_request, response) => response.end())
    expect(await call(url, { signal: AbortSignal.abort() })).toEqual({ kind: 'never-left', why: 'cancelled' })
    expect(connections()).toBe(0)
  })
})

describe('a request that was sent and is lost', () => {
  test.each<[string, RequestListener, object]>([
    ['its connection was reset', (request) => request.socket.resetAndDestroy(), { timedOut: false }],
    ['nobody answered', () => undefined, { timedOut: true, why: 'no answer in time' }],
    [
      'the answer broke off',
      (_request, response) =>
        void response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy()),
      { timedOut: false, why: 'the answer broke off' },
    ],
    [
      'the answer stalled',
      (_request, response) => void response.writeHead(200, { 'content-length': 100 }).write('half'),
      { timedOut: true, why: 'no answer in time' },
    ],
    [
      'the answer has no end',
      (_request, response) => void response.writeHead(200).write('x'.repeat(2000)),
      { timedOut: false, why: 'the answer is larger than 1000 bytes' },
    ],
    ['the answer is no HTTP', (request) => void request.socket.end('nonsense\r\n\r\n'), { timedOut: false }],
  ])('is so when %s', async (_, answer, expected) => {
    const { url, connections } = await httpServer(answer)
    expect(await call(url, { timeoutMs: 300 })).toMatchObject({ kind: 'lost', ...expected })
    expect(connections()).toBe(1)
  })

  test('is so when it is cancelled on the way', async () => {
    const stop = new AbortController()
    const { url } = await httpServer(() => stop.abort())
    expect(await call(url, { signal: stop.signal })).toEqual({
      kind: 'lost',
      why: 'cancelled',
      timedOut: false,
    })
  })

  test('is so on a kept connection that the other side gave up, since nobody knows', async () => {
    let requests = 0
    const { url } = await httpServer((request, response) => {
      requests++
      if (requests === 1) response.end('{}')
      else request.socket.resetAndDestroy()
    })
    const caller = callerForTest()
    expect((await call(url, { ownConnection: false }, caller)).kind).toBe('answered')
    expect((await call(url, { ownConnection: false }, caller)).kind).toBe('lost')
    expect(requests).toBe(2)
  })
})
