import { stat } from 'node:fs/promises'
import { parseRange } from './byte-range.ts'

/** An answer to a request for media, for a front door to send: a piece of a file, or bytes. */
export interface MediaAnswer {
  readonly status: 200 | 206 | 404 | 416
  readonly headers: Readonly<Record<string, string>>
  /** What is sent: from `start` to `end`, both within the file (bytes, inclusive); null sends no body. */
  readonly body:
    | { readonly kind: 'file'; readonly path: string; readonly start: number; readonly end: number }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | null
}

/** What may be kept by the page for good: its address changes with its content. */
const keep = 'private, max-age=31536000, immutable'

const common = { 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' } as const

/** Nothing is there, or it is not to be seen. */
export const noMedia: MediaAnswer = { status: 404, headers: common, body: null }

/** Bytes made for this request. */
export const answerBytes = (bytes: Uint8Array, contentType: string): MediaAnswer => ({
  status: 200,
  headers: {
    ...common,
    'Content-Type': contentType,
    'Content-Length': String(bytes.length),
    'Cache-Control': keep,
  },
  body: { kind: 'bytes', bytes },
})

/**
 * A file, or the piece of it that the Range header asks for: 206 with that piece, 416 where it lies outside, else 200.
 * Rejects as file calls do.
 */
export const answerFile = async (
  path: string,
  contentType: string,
  range: string | null,
): Promise<MediaAnswer> => {
  const { size } = await stat(path)
  const headers = { ...common, 'Content-Type': contentType, 'Accept-Ranges': 'bytes', 'Cache-Control': keep }
  const wanted = parseRange(range, size)
  if (wanted === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` }, body: null }
  const { start, end } = wanted ?? { start: 0, end: size - 1 }
  return {
    status: wanted ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      ...(wanted && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
    body: size === 0 ? null : { kind: 'file', path, start, end },
  }
}
