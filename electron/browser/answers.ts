import type { ServerResponse } from 'node:http'
import type { Failure, Result } from '../../shared/errors.ts'

/** Headers of every answer that is not the page: it may not be kept, framed, sniffed or read by other sites. */
const plainHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/** Answers in words, as a small page: it may be a person who reads it. */
export const answerWords = (
  response: ServerResponse,
  status: number,
  words: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="color-scheme" content="dark light"><title>Boardwright</title></head>
<body><h1>Boardwright</h1><p>${escapeHtml(words)}</p></body>
</html>
`
  send(response, status, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }, body)
}

/** Answers a page's script with a result. */
export const answerResult = (
  response: ServerResponse,
  result: Result<Readonly<Record<string, string>>>,
): void => {
  const status = result.ok ? 200 : statusOf(result.error)
  send(response, status, { 'Content-Type': 'application/json' }, JSON.stringify(result))
}

const statusOf = ({ code }: Failure): number =>
  code === 'disk/full' ? 507 : code === 'media/too-large' ? 413 : code.startsWith('input/') ? 400 : 500

const send = (
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void => {
  const { req } = response
  // A body that nobody wants is not read: the connection ends instead.
  const closing = req.complete || hasNoBody(req.headers) ? {} : { Connection: 'close' }
  response.writeHead(status, {
    ...plainHeaders,
    ...headers,
    ...closing,
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(req.method === 'HEAD' ? undefined : body)
  if ('Connection' in closing) response.once('finish', () => req.socket.destroySoon())
}

const hasNoBody = (headers: Readonly<Record<string, unknown>>): boolean =>
  headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0'

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
