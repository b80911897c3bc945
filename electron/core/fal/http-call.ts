import type { Agent, IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import { http, https } from '../node-http.ts'

/** One HTTP request: sent once, never repeated, never redirected. */
export interface HttpCall {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Longest wait for the whole answer, in milliseconds. */
  readonly timeoutMs: number
  /** Longest wait for a connection (name, TCP, TLS), in milliseconds. */
  readonly connectTimeoutMs: number
  /** Longest answer that is read; beyond it the call is `lost`. */
  readonly maxBytes: number
  /**
   * True: a connection of its own. A kept-alive connection may have been closed by the other side at the moment of
   * sending, and then nobody knows whether the request arrived.
   */
  readonly ownConnection: boolean
  readonly signal?: AbortSignal
}

/**
 * What became of a request.
 * - `answered`: with any status.
 * - `never-left`: no connection was made, so nothing can have happened at the other side.
 * - `lost`: it was sent, or may have been, and no complete answer came.
 */
export type HttpOutcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly body: Buffer
    }
  | { readonly kind: 'never-left'; readonly why: string }
  | { readonly kind: 'lost'; readonly why: string; readonly timedOut: boolean }

/** Makes HTTP calls over connections of its own pool. */
export interface HttpCaller {
  call: (request: HttpCall) => Promise<HttpOutcome>
  /** Closes the pooled connections. */
  close: () => void
}

/** A caller on Node's own HTTP client, which tells apart, unlike fetch, a request that left from one that did not. */
export const createHttpCaller = (): HttpCaller => {
  const pools = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 16, timeout: 60_000 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 16, timeout: 60_000 }),
  }
  return {
    call: (request) => callOnce(request, pools),
    close: () => {
      pools['http:'].destroy()
      pools['https:'].destroy()
    },
  }
}

/** Connections that stand: what is given one of these has left. */
const open = new WeakSet<Socket>()

const callOnce = (
  request: HttpCall,
  pools: Readonly<Record<'http:' | 'https:', Agent>>,
): Promise<HttpOutcome> =>
  new Promise((resolve) => {
    const { url, signal } = request
    if (signal?.aborted) {
      resolve({ kind: 'never-left', why: 'cancelled' })
      return
    }
    const scheme = url.protocol === 'https:' ? 'https:' : 'http:'
    const transport = scheme === 'https:' ? https : http
    let mayHaveLeft = false

    const message = transport.request(url, {
      method: request.method,
      headers: {
        ...request.headers,
        ...(request.body && { 'content-length': String(request.body.byteLength) }),
      },
      agent: request.ownConnection ? false : pools[scheme],
    })
    const settle = (outcome: HttpOutcome) => {
      clearTimeout(connectTimer)
      clearTimeout(wholeTimer)
      signal?.removeEventListener('abort', onAbort)
      resolve(outcome)
      message.destroy()
    }
    const giveUp = (why: string, timedOut: boolean) =>
      settle(mayHaveLeft ? { kind: 'lost', why, timedOut } : { kind: 'never-left', why })
    const onAbort = () => giveUp('cancelled', false)
    const connectTimer = setTimeout(() => giveUp('no connection in time', true), request.connectTimeoutMs)
    const wholeTimer = setTimeout(() => giveUp('no answer in time', true), request.timeoutMs)
    signal?.addEventListener('abort', onAbort, { once: true })

    message.on('socket', (socket: Socket) => {
      const connected = () => {
        mayHaveLeft = true
        clearTimeout(connectTimer)
        open.add(socket)
      }
      // `reusedSocket` is not asked: it says nothing of a request that had to wait for a connection of the pool.
      if (open.has(socket)) connected()
      else socket.once(scheme === 'https:' ? 'secureConnect' : 'connect', connected)
    })
    message.on('error', (error: NodeJS.ErrnoException) => giveUp(error.code ?? error.message, false))
    message.on('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > request.maxBytes) giveUp(`the answer is larger than ${request.maxBytes} bytes`, false)
        else chunks.push(chunk)
      })
      response.on('end', () => {
        if (response.complete)
          settle({
            kind: 'answered',
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          })
        else giveUp('the answer broke off', false)
      })
      response.on('aborted', () => giveUp('the answer broke off', false))
      response.on('error', () => giveUp('the answer broke off', false))
    })
    message.end(request.body)
  })
