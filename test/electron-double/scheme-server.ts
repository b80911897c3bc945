import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { handlerOf, policyToChromium, toApp, toChromium } from './protocol.ts'
import { resourceTypeOf, webRequests } from './web-request.ts'

const ours = new Set(['host', 'connection', 'accept-encoding'])

const requestOf = (incoming: IncomingMessage, url: string, signal: AbortSignal) => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (!ours.has(name) && value !== undefined) headers.set(name, toApp(String(value)))
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, {
    method,
    headers,
    signal,
    ...(hasBody && { body: Readable.toWeb(incoming) as unknown as BodyInit, duplex: 'half' as const }),
  })
}

/** Headers that name the app's schemes name what Chromium loads in their place. */
const headersFor = (headers: Record<string, string[]>) => {
  const translated: Record<string, string[]> = {}
  for (const [name, values] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    // Chromium holds only what comes through its network service to this header; Electron's schemes do not.
    if (lower === 'cross-origin-resource-policy') continue
    translated[name] =
      lower === 'content-security-policy' || lower === 'content-security-policy-report-only'
        ? values.map(policyToChromium)
        : lower === 'location' || lower === 'access-control-allow-origin'
          ? values.map(toChromium)
          : values
  }
  return translated
}

const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
  const url = toApp(`http://${incoming.headers.host}${incoming.url}`)
  const scheme = url.slice(0, url.indexOf(':'))
  const handler = handlerOf(scheme)
  // As an address that nobody answers: the page sees a network error.
  if (!handler) return void outgoing.destroy()
  const aborted = new AbortController()
  outgoing.once('close', () => aborted.abort())
  const response = await handler(requestOf(incoming, url, aborted.signal))
  if (response.type === 'error') return void outgoing.destroy()

  const given: Record<string, string[]> = {}
  for (const [name, value] of response.headers) given[name] = [...(given[name] ?? []), value]
  const received = await webRequests.headersReceived({
    url,
    method: incoming.method ?? 'GET',
    statusCode: response.status,
    resourceType: resourceTypeOf(incoming.headers['sec-fetch-dest'] ?? ''),
    responseHeaders: given,
  })
  if (received.cancel) return void outgoing.destroy()
  outgoing.writeHead(response.status, headersFor(received.responseHeaders))
  if (!response.body) return void outgoing.end()
  await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing)
}

/** The loopback server that answers for the app's schemes: whole films pass through it, in pieces, with their ranges. */
export const startSchemeServer = async () => {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      const left = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
      if (!left && !outgoing.destroyed)
        process.emitWarning(
          `A scheme's handler failed: ${error instanceof Error ? error.stack : String(error)}`,
        )
      outgoing.destroy()
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { port: address.port }
}
