import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { z } from 'zod'
import { fail } from '../../shared/errors.ts'
import { createGate } from '../core/studio/gate.ts'
import type { Studio } from '../core/studio/studio.ts'
import type { Clock, Log } from '../core/ports.ts'

/** Close codes of the protocol (RFC 6455) that are used here. */
const closeCodes = { goingAway: 1001, notText: 1003, notOurs: 1008 } as const

/** The pages that are connected, each by one socket. */
export interface Pages {
  /** Makes a socket of a request that has been checked. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly count: () => number
  /** Says goodbye to every page; no more are let in. */
  readonly close: () => void
  /** Ends what a page leaves open after that. */
  readonly terminate: () => void
}

/**
 * Limits of a socket.
 * - `maxMessageBytes`: a larger message closes the socket (code 1009) and nothing else;
 * - `maxWaitingBytes`: what a page may leave unread before it is let go; it comes back and reads everything anew;
 * - `maxCalls`: calls under way at once; `beatMs`: between two heartbeats, in milliseconds.
 */
export interface SocketLimits {
  readonly maxMessageBytes: number
  readonly maxWaitingBytes: number
  readonly maxCalls: number
  readonly beatMs: number
}

/** What pages are served with. */
export interface PagePorts {
  /** May still be starting; what pages ask meanwhile waits for it. */
  readonly studio: Promise<Studio>
  readonly log: Log
  readonly clock: Pick<Clock, 'sleep'>
  readonly limits: SocketLimits
}

/** Heartbeats that a peer may leave unanswered. Counted, not timed: after a suspension the first thing is another beat. */
const missesAllowed = 2

const messageSchema = z.object({
  /** The page's own, and given back as it was. */
  id: z.union([z.int(), z.string().max(100)]),
  call: z.unknown().optional(),
  input: z.unknown().optional(),
})

/**
 * The contract over WebSockets: `{id, call, input}` is answered with `{id, answer}`; an event is `{event, payload}`.
 * @param tell told how many pages there are, whenever one has come or gone.
 */
export const createPages = (
  { studio, log, clock, limits }: PagePorts,
  tell: (pages: number) => void,
): Pages => {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
  })
  const closing = new AbortController()
  let visitors = 0

  const serve = async (socket: WebSocket) => {
    visitors += 1
    const client = `page-${visitors}`
    const post = (message: unknown) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > limits.maxWaitingBytes) {
        log.warn('socket.leftBehind', { client })
        socket.terminate()
        return
      }
      socket.send(JSON.stringify(message))
    }
    // Until the studio is there, the messages wait in the socket, and with them the page.
    socket.pause()
    socket.on('error', (error) => log.warn('socket.failed', { client, kind: error.name }))
    const core = await studio
    const gate = createGate(core.handlers, log)
    const leave = core.join(client, (event, payload) => post({ event, payload }))
    if (socket.readyState === socket.CLOSED) leave()
    else socket.once('close', leave)

    let calls = 0
    const answer = async ({ id, call, input }: z.infer<typeof messageSchema>) => {
      if (calls >= limits.maxCalls) return post({ id, answer: tooManyCalls })
      calls += 1
      const given = await gate(call, input, client)
      calls -= 1
      return post({ id, answer: given })
    }
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? undefined : parseMessage(textOf(data))
      if (message) void answer(message)
      else {
        log.warn('socket.notOurs', { client })
        socket.close(isBinary ? closeCodes.notText : closeCodes.notOurs)
      }
    })
    socket.resume()
  }

  const watch = async (socket: WebSocket) => {
    let misses = 0
    socket.on('pong', () => {
      misses = 0
    })
    const gone = new AbortController()
    socket.once('close', () => gone.abort())
    while (!gone.signal.aborted) {
      await clock.sleep(limits.beatMs, gone.signal)
      if (misses > missesAllowed) socket.terminate()
      misses += 1
      if (socket.readyState === socket.OPEN) socket.ping()
    }
  }

  return {
    accept: (request, socket, head) => {
      if (closing.signal.aborted) {
        socket.destroy()
        return
      }
      server.handleUpgrade(request, socket, head, (page) => {
        page.once('close', () => tell(server.clients.size))
        tell(server.clients.size)
        void watch(page)
        serve(page).catch(() => {
          page.resume()
          page.close(closeCodes.goingAway)
        })
      })
    },
    count: () => server.clients.size,
    close: () => {
      closing.abort()
      for (const page of server.clients) page.close(closeCodes.goingAway)
      server.close()
    },
    terminate: () => {
      for (const page of server.clients) page.terminate()
    },
  }
}

/** Text arrives in one buffer, whatever the declared type allows. */
const textOf = (data: RawData): Buffer =>
  Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)

const parseMessage = (data: Buffer): z.infer<typeof messageSchema> | undefined => {
  try {
    return messageSchema.safeParse(JSON.parse(data.toString('utf8'))).data
  } catch {
    return undefined
  }
}

const tooManyCalls = fail(
  'input/invalid',
  'The window asks for too much at once. Wait a moment, then try again.',
  {
    cost: 'nothing',
  },
)
