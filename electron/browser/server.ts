import * as files from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { errnoOf, wordsOf } from '../core/disk/failure.ts'
import { http } from '../core/node-http.ts'
import { pageHeaders } from '../core/page/page-headers.ts'
import { readPageFile } from '../core/page/page-files.ts'
import type { Clock, Log } from '../core/ports.ts'
import type { Studio } from '../core/studio/studio.ts'
import { answerResult, answerWords } from './answers.ts'
import { checkRequest, type SoundRequest } from './check-request.ts'
import { createEntrance, isSameSecret, secret } from './entrance.ts'
import { createSendMedia } from './send-media.ts'
import type { SocketLimits } from './pages.ts'
import { createSockets, socketLimits, type Sockets } from './sockets.ts'
import { takeUpload, uploadLimits, type UploadLimits } from './uploads.ts'

/** The limits of the server, for tests to narrow. */
export interface ServerLimits {
  readonly sockets: SocketLimits
  readonly uploads: UploadLimits
  /** How long a connection may take to say what it wants, in milliseconds. */
  readonly headersMs: number
}

const serverLimits: ServerLimits = { sockets: socketLimits, uploads: uploadLimits, headersMs: 10_000 }

/** Longest headers, in bytes; most connections at once. A browser opens about ten. */
const maxHeaderBytes = 16_384
const maxConnections = 256

export interface ServerOptions {
  /** Zero takes any that is free. */
  readonly port: number
  /** Folder of the built page. */
  readonly pageFolder: string
  /** May still be starting: the page is served meanwhile. */
  readonly studio: Promise<Studio>
  readonly clock: Clock
  readonly log: Log
  readonly limits?: Partial<ServerLimits>
}

/** Browser mode's server, listening. */
export interface BrowserServer {
  readonly port: number
  /** For the next start's `POST /instance`, as `Authorization: Bearer`. */
  readonly instanceSecret: string
  /** An address that opens one window, once. */
  readonly newAddress: () => string
  readonly sockets: Sockets
  /** Says goodbye to the pages and ends every connection, at the latest after a second. */
  readonly close: () => Promise<void>
}

/**
 * One HTTP server on the loopback address: the page, the contract's socket, uploads and media. What it refuses, and why,
 * is in `checkRequest` and `Entrance`; before the cookie is there, nothing is served but the entrance.
 * Failure: `input/invalid` where the port cannot be had.
 */
export const startServer = async (options: ServerOptions): Promise<Result<BrowserServer>> => {
  const { clock, log, pageFolder, studio } = options
  const limits = { ...serverLimits, ...options.limits }
  const sockets = createSockets({ studio, log, clock, limits: limits.sockets })
  const sendMedia = createSendMedia(log)
  const instanceSecret = secret()
  const server = http.createServer({
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: limits.headersMs,
    // A large upload takes its time; `takeUpload` sees to it that it moves.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(2000, limits.headersMs),
    keepAliveTimeout: 60_000,
  })
  server.maxConnections = maxConnections
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: '127.0.0.1', port: options.port }, resolve)
    })
  } catch (error) {
    const words =
      errnoOf(error) === 'EADDRINUSE'
        ? 'another program uses it'
        : 'the system does not give it to this program'
    return fail(
      'input/invalid',
      `Port ${options.port} cannot be used: ${words}. Choose another with --port.`,
      {
        detail: wordsOf(error),
      },
    )
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a server on a port has a port')
  const { port } = address
  const entrance = createEntrance(port, clock)
  const newAddress = () => `http://127.0.0.1:${port}/enter?token=${entrance.newToken()}`
  const headersOfPage = pageHeaders({
    media: [],
    connect: [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`],
  })

  const enter = (response: ServerResponse, query: string, cookies: string | undefined) => {
    if (response.req.method !== 'GET')
      return answerWords(response, 405, 'Boardwright does not know this method.', { Allow: 'GET' })
    const cookie = entrance.exchange(new URLSearchParams(query).get('token') ?? '')
    // Whoever is in already and comes back by the same address finds the door open.
    if (cookie === null && !entrance.admits(cookies)) return answerWords(response, 401, usedUpWords)
    return answerWords(response, 303, 'Come in.', {
      Location: '/',
      ...(cookie !== null && { 'Set-Cookie': cookie }),
    })
  }

  const anotherWindow = (request: IncomingMessage, response: ServerResponse) => {
    const { authorization = '', origin } = request.headers
    if (origin !== undefined || !isSameSecret(authorization, `Bearer ${instanceSecret}`))
      return answerWords(response, 403, 'Only Boardwright itself may ask for this.')
    return answerResult(response, succeed({ address: newAddress() }))
  }

  const sendPage = async (response: ServerResponse, path: string) => {
    const file = await readPageFile(pageFolder, path, files)
    if (!file.ok)
      return answerWords(response, file.error.code === 'input/not-found' ? 404 : 500, file.error.message)
    response.writeHead(200, {
      ...headersOfPage,
      // Names of assets change with their content.
      'Cache-Control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
      'Content-Type': file.value.contentType,
      'Content-Length': file.value.bytes.length,
    })
    response.end(response.req.method === 'HEAD' ? undefined : file.value.bytes)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse, { path, query }: SoundRequest) => {
    const isPost = request.method === 'POST'
    if (path === '/enter') return enter(response, query, request.headers.cookie)
    if (path === '/instance' && isPost) return anotherWindow(request, response)
    if (!entrance.admits(request.headers.cookie)) return answerWords(response, 401, strangerWords)
    if (path === '/files' && isPost) {
      const { handedFiles } = await studio
      return takeUpload(request, response, query, { handedFiles, files }, limits.uploads)
    }
    if (isPost) return answerWords(response, 405, 'Nothing can be sent here.', { Allow: 'GET, HEAD' })
    if (path.startsWith('/media/')) {
      const core = await studio
      const answer = await core.media(path.slice('/media'.length), query, request.headers.range ?? null)
      return sendMedia(response, answer)
    }
    return sendPage(response, path)
  }

  server.on('request', (request, response) => {
    const mustHaveOrigin = request.method === 'POST' && request.url !== '/instance'
    const checked = checkRequest(rawRequest(request), port, mustHaveOrigin)
    if (checked.kind === 'turned') {
      log.warn('server.turnedAway', { status: checked.status })
      answerWords(
        response,
        checked.status,
        checked.words,
        checked.status === 405 ? { Allow: 'GET, HEAD, POST' } : {},
      )
      return
    }
    serve(request, response, checked).catch((error: unknown) => {
      log.warn('server.broken', { words: wordsOf(error) })
      if (response.headersSent) response.destroy()
      else answerWords(response, 500, 'Boardwright could not answer because of a mistake of its own.')
    })
  })
  server.on('upgrade', (request, socket, head) => {
    const checked = checkRequest(rawRequest(request), port, true)
    const status =
      checked.kind === 'turned'
        ? checked.status
        : !entrance.admits(request.headers.cookie)
          ? 401
          : checked.path !== '/socket'
            ? 404
            : null
    if (status === null) sockets.accept(request, socket, head)
    else refuseSocket(socket, status)
  })
  const close = async () => {
    sockets.close()
    const ended = new Promise<void>((resolve) => server.close(() => resolve()))
    // Answers under way get a moment; then the connections end, whatever they wait for.
    const moment = new AbortController()
    await Promise.race([ended, clock.sleep(1000, moment.signal)])
    moment.abort()
    sockets.terminate()
    server.closeAllConnections()
    await ended
  }
  let closed: Promise<void> | null = null
  return succeed({
    port,
    instanceSecret,
    newAddress,
    sockets,
    close: () => (closed ??= close()),
  })
}

const rawRequest = ({ method = '', url = '', headers }: IncomingMessage) => ({ method, target: url, headers })

const refuseSocket = (socket: Duplex, status: number): void => {
  socket.on('error', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}

const strangerWords =
  'This window is not signed in to Boardwright. Use the address that Boardwright printed, or start it again: it opens a new window.'
const usedUpWords =
  'This address has been used already, or is older than ten minutes. Start Boardwright again: it opens a new window or prints a new address.'
