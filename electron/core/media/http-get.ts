import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import { http, https } from '../node-http.ts'

/** The head of an answer, and its body still to come. Whoever gets one reads the body or destroys it. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
}

/** One GET request, redirects not followed. Rejects where no answer came, or when `signal` aborts, which also ends the body. */
export type HttpGet = (
  url: URL,
  options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<HttpAnswer>

/** Received ahead of the reader: with Node's 64 KiB the connection would be paused and woken for every single read. */
const bufferBytes = 1024 * 1024

/** `HttpGet` over Node's own http and https: each request on its own connection, no cookies, no credentials. */
export const httpGet: HttpGet = (url, { headers, signal }) =>
  new Promise((resolve, reject) => {
    const send = (url.protocol === 'https:' ? https : http).request
    const options = { agent: false, headers, signal, highWaterMark: bufferBytes }
    const request = send(url, options)
    request.on('response', (body) => {
      // The reader of the body learns of its errors; this listener keeps one that comes before the reader from being fatal.
      body.on('error', reject)
      resolve({ status: body.statusCode ?? 0, headers: body.headers, body })
    })
    request.on('error', reject)
    request.end()
  })

/** Most redirects followed. */
const maxRedirects = 5

const redirects = new Set([301, 302, 303, 307, 308])

/**
 * A GET that follows redirects itself.
 *
 * Threat: an address in an answer, or a redirect of a trusted host, that leads to plain http, to another host or into
 * the user's own network. So every address on the way must please `allows`, and none may carry credentials.
 * Failures: `media/refused-address`. @throws what `get` throws.
 */
export const getAllowed = async (
  address: string,
  allows: (url: URL) => boolean,
  get: HttpGet,
  options: Parameters<HttpGet>[1],
): Promise<Result<HttpAnswer>> => {
  const visited = new Set<string>()
  let url = URL.parse(address)
  while (visited.size <= maxRedirects) {
    if (!url || !isPlainWeb(url) || !allows(url)) {
      return fail(
        'media/refused-address',
        'The clip’s address leads to a place that clips are not fetched from. Look at the job’s details, and render the shot again if the clip cannot be had.',
        url ? { detail: url.origin } : {},
      )
    }
    if (visited.has(url.href)) break
    visited.add(url.href)
    const answer = await get(url, options)
    if (!redirects.has(answer.status)) return succeed(answer)
    answer.body.destroy()
    url = URL.parse(answer.headers.location ?? '', url.href)
  }
  return fail(
    'media/refused-address',
    'The clip’s address leads in a circle. Try again later: the media server may be in trouble.',
  )
}

const isPlainWeb = (url: URL): boolean =>
  (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
