import type { Readable } from 'node:stream'
import type { Failure, FailureCode, Result } from '../../../shared/errors.ts'
import type { Clock } from '../ports.ts'
import { errnoOf, wordsOf } from '../disk/failure.ts'
import { getAllowed, httpGet } from './http-get.ts'
import type { HttpAnswer, HttpGet } from './http-get.ts'
import type { PartFile } from './part-file.ts'
import { watchSilence } from './silence.ts'
import type { Silence } from './silence.ts'

/** How far a download is. `totalBytes` is null where the server does not say. */
export interface DownloadProgress {
  readonly receivedBytes: number
  readonly totalBytes: number | null
}

/** What one attempt needs to know. */
export interface AttemptOptions {
  readonly url: string
  /** Says whether clips may be fetched from an address; asked for the first and for every redirect. */
  readonly allows: (url: URL) => boolean
  readonly clock: Clock
  /** Stops the download; what has arrived is kept for the next time. */
  readonly signal?: AbortSignal
  /** Told after every piece that arrives: some thousand times for a long clip. */
  readonly onProgress?: (progress: DownloadProgress) => void
  readonly get?: HttpGet
  /** Longest silence of the server, in milliseconds; 30 s unless told. */
  readonly stallMs?: number
  /** Largest clip; 4 GiB unless told. */
  readonly maxBytes?: number
}

const maxClipBytes = 4 * 1024 ** 3

/** How one attempt ended: all here, try again (at once, or after a pause), or no use. */
export type Ended =
  | { readonly kind: 'complete' }
  | { readonly kind: 'again'; readonly failure: Failure; readonly pause: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure }

/**
 * One request, and as much of its body as comes; after a break, what came is brought to the disk.
 * @throws the system's error where the disk fails.
 */
export const attemptOnce = async (part: PartFile, options: AttemptOptions): Promise<Ended> => {
  const { url, allows, clock, get = httpGet, stallMs = 30_000, signal } = options
  const silence = watchSilence(clock, stallMs, signal)
  try {
    let answer: Result<HttpAnswer>
    try {
      answer = await getAllowed(url, allows, get, {
        headers: { accept: '*/*', 'accept-encoding': 'identity', ...rangeOf(part) },
        signal: silence.signal,
      })
    } catch (error) {
      return interrupted(error, silence)
    }
    if (!answer.ok) return { kind: 'refused', failure: answer.error }
    const { body } = answer.value
    try {
      return (await prepare(part, answer.value, options)) ?? (await receive(part, body, silence, options))
    } finally {
      body.destroy()
    }
  } finally {
    silence.end()
  }
}

/** Asks for the rest of what is here, if it is still the same; for everything where nothing is here. */
const rangeOf = (part: PartFile): Record<string, string> => {
  const kept = part.kept()
  if (!kept?.version.etag || kept.bytes === 0) return {}
  return { range: `bytes=${kept.bytes}-`, 'if-range': kept.version.etag }
}

/** Judges the head of an answer and readies the part for its body; null where the body is to be received. */
const prepare = async (
  part: PartFile,
  { status, headers }: HttpAnswer,
  options: AttemptOptions,
): Promise<Ended | null> => {
  const { url, maxBytes = maxClipBytes } = options
  const detail = `HTTP ${status}`
  if (status === 206 && continuesPart(part, headers)) return null
  if (status === 206 || status === 416) {
    await part.restart(null)
    return again('network/interrupted', detail, { pause: false })
  }
  if (status === 200) {
    const length = headers['content-length']
    const totalBytes = length === undefined ? null : Number(length)
    await part.restart({ url, etag: strongEtag(headers), totalBytes })
    return totalBytes !== null && totalBytes > maxBytes ? tooLarge(maxBytes) : null
  }
  if (status === 404 || status === 410) {
    return refused(
      'media/gone',
      'The clip is no longer on the media server. Render the shot again if it is needed.',
      detail,
    )
  }
  if (status === 408 || status === 429 || status >= 500) return again('network/unreachable', detail)
  return refused('fal/rejected', 'The media server refused to hand out the clip. Try again later.', detail)
}

/** True where a 206 holds exactly the missing rest of the very same file. */
const continuesPart = (part: PartFile, headers: HttpAnswer['headers']): boolean => {
  const kept = part.kept()
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '')
  if (!kept || kept.bytes === 0 || !range) return false
  const [start, end, total] = range.slice(1).map(Number)
  const length = headers['content-length']
  return (
    strongEtag(headers) === kept.version.etag &&
    start === kept.bytes &&
    end !== undefined &&
    end + 1 === total &&
    (kept.version.totalBytes ?? total) === total &&
    (length === undefined || Number(length) === total - start)
  )
}

/** An ETag that promises the same bytes; weak ones (`W/`) promise only the same meaning. Source: RFC 9110 §8.8.1. */
const strongEtag = (headers: HttpAnswer['headers']): string | null =>
  headers.etag?.startsWith('"') ? headers.etag : null

/** Takes the body to its end. */
const receive = async (
  part: PartFile,
  body: Readable,
  silence: Silence,
  options: AttemptOptions,
): Promise<Ended> => {
  const { onProgress, maxBytes = maxClipBytes } = options
  const totalBytes = part.kept()?.version.totalBytes ?? null
  let receivedBytes = part.kept()?.bytes ?? 0
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]()
  for (;;) {
    let step: IteratorResult<Buffer>
    try {
      step = await chunks.next()
    } catch (error) {
      await part.save()
      return interrupted(error, silence)
    }
    if (step.done) break
    receivedBytes += step.value.length
    if (receivedBytes > (totalBytes ?? maxBytes)) {
      await part.restart(null)
      return totalBytes === null
        ? tooLarge(maxBytes)
        : again('network/interrupted', 'more bytes than announced')
    }
    await silence.notDuring(part.append(step.value))
    onProgress?.({ receivedBytes, totalBytes })
  }
  if (totalBytes !== null && receivedBytes < totalBytes) {
    await part.save()
    return again('network/interrupted', 'fewer bytes than announced')
  }
  return { kind: 'complete' }
}

const unreachableCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
])

const interrupted = (error: unknown, silence: Silence): Ended => {
  if (silence.fellSilent()) return again('network/timeout', wordsOf(error))
  const unreachable = unreachableCodes.has(errnoOf(error) ?? '')
  return again(unreachable ? 'network/unreachable' : 'network/interrupted', wordsOf(error))
}

const messages = {
  'network/timeout': 'The media server fell silent while the clip was fetched.',
  'network/unreachable': 'The media server could not be reached, or could not answer.',
  'network/interrupted': 'The connection broke while the clip was fetched.',
} as const

const again = (code: keyof typeof messages, detail: string, { pause } = { pause: true }): Ended => ({
  kind: 'again',
  failure: {
    code,
    message: `${messages[code]} Check the network and try again: it goes on where it stopped.`,
    detail,
  },
  pause,
})

const refused = (code: FailureCode, message: string, detail: string): Ended => ({
  kind: 'refused',
  failure: { code, message, detail },
})

const tooLarge = (maxBytes: number): Ended =>
  refused(
    'media/too-large',
    'The clip is far larger than clips are, and was not fetched.',
    `limit: ${maxBytes} bytes`,
  )
