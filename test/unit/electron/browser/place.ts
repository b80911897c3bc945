import * as files from 'node:fs/promises'
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from '../../../../electron/core/clock.ts'
import { startServer, type BrowserServer, type ServerOptions } from '../../../../electron/browser/server.ts'
import { createFakeStudio, type FakeStudio, type FakeStudioOptions } from '../../../kit/fake-studio.ts'
import { silentLog } from '../../../kit/system.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

/** An answer, whole. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A running server with a fake studio and a small page. */
export interface ServerPlace {
  readonly server: BrowserServer
  readonly studio: FakeStudio
  readonly folder: string
  readonly origin: string
  /** The cookie of a page that has come in. */
  readonly cookie: string
  /** Asks as our page would, except for what `headers` and `method` say; null leaves a header out. */
  readonly ask: (
    path: string,
    headers?: Readonly<Record<string, string | null>>,
    method?: string,
    body?: string,
  ) => Promise<Answer>
  /** Connects as our page would. */
  readonly connect: (headers?: OutgoingHttpHeaders) => Promise<WebSocket>
  /** Sends bytes as they are and gives what came back until the end of the connection. */
  readonly raw: (text: string) => Promise<string>
}

/** Starts a server for a test; it ends with the test. */
export const startPlace = async (
  options: Partial<ServerOptions> = {},
  fake: Partial<FakeStudioOptions> = {},
): Promise<ServerPlace> => {
  const folder = await temporaryFolder()
  const pageFolder = join(folder, 'page')
  await files.mkdir(join(pageFolder, 'assets'), { recursive: true })
  await files.writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')
  await files.writeFile(join(pageFolder, 'assets', 'main-Ab_1.js'), 'export {}')
  const studio = createFakeStudio({ folder, ...fake })
  const started = await startServer({
    port: 0,
    pageFolder,
    studio: Promise.resolve(studio),
    clock: systemClock,
    log: silentLog,
    ...options,
  })
  if (!started.ok) throw new Error(started.error.message)
  const server = started.value
  onTestFinished(() => server.close())
  const { port } = server
  const origin = `http://127.0.0.1:${port}`
  const entered = await send(port, server.newAddress().slice(origin.length), {}, 'GET')
  const cookie = (entered.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  return {
    server,
    studio,
    folder,
    origin,
    cookie,
    ask: (path, changes = {}, method = 'GET', body) => {
      const usual = { cookie, 'sec-fetch-site': 'same-origin', ...(method === 'POST' && { origin }) }
      const headers = Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== null)
      return send(port, path, Object.fromEntries(headers), method, body)
    },
    connect: (headers = { cookie, origin }) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers })
        onTestFinished(() => socket.terminate())
        socket.once('open', () => resolve(socket))
        socket.once('error', reject)
      }),
    raw: (text) =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(text))
        let answer = ''
        socket.setEncoding('latin1').on('data', (piece: string) => {
          answer += piece
        })
        socket.on('error', reject)
        socket.on('close', () => resolve(answer))
      }),
  }
}

const send = (
  port: number,
  path: string,
  headers: OutgoingHttpHeaders,
  method: string,
  body?: string,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      )
      response.on('error', reject)
    })
    asking.on('error', reject)
    asking.end(body)
  })
