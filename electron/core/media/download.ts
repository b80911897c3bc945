import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Failure, FailureCode, Result } from '../../../shared/errors.ts'
import type { Clock, FileSystem } from '../ports.ts'
import { diskFailure, systemCode, wordsOf } from './disk-failure.ts'
import { getAllowed, httpGet } from './http-get.ts'
import type { HttpAnswer, HttpGet } from './http-get.ts'
import { hashOf, openPart } from './part-file.ts'
import type { PartFile } from './part-file.ts'

/** How far a download is. `totalBytes` is null where the server does not say. */
export interface DownloadProgress {
  readonly receivedBytes: number
  readonly totalBytes: number | null
}

/** A clip that has arrived: on the disk under its name, and checked. */
export interface Downloaded {
  /** Of the whole file, in lower-case hex. */
  readonly sha256: string
  readonly bytes: number
  /** The server's strong ETag, where it gave one. */
  readonly etag?: string
}

/** What `downloadClip` needs. */
export interface DownloadOptions {
  readonly url: string
  /** Path of the finished clip. While it arrives, it is `<destination>.part`, with `<destination>.part.json` beside it. */
  readonly destination: string
  /** Says whether clips may be fetched from an address; asked for the first and for every redirect. */
  readonly allows: (url: URL) => boolean
  readonly files: FileSystem
  readonly clock: Clock
  /** Stops the download; what has arrived is kept for the next time. */
  readonly signal?: AbortSignal
  /** Told after every piece that arrives: some thousand times for a long clip. */
  readonly onProgress?: (progress: DownloadProgress) => void
  /** Looks at the complete file before it gets its name; where it refuses, the file is thrown away. */
  readonly verify?: (partPath: string) => Promise<Result<unknown>>
  /** Hash the clip is known to have: a destination that already has it is not fetched again. */
  readonly knownSha256?: string
  readonly get?: HttpGet
  /** Longest silence of the server, in milliseconds; 30 s unless told. */
  readonly stallMs?: number
  /** Largest clip; 4 GiB unless told. */
  readonly maxBytes?: number
  /** Requests made in all before giving up; 6 unless told. */
  readonly attempts?: number
}

/** Largest clip that is fetched unless told otherwise: 4 GiB. */
const maxClipBytes = 4 * 1024 ** 3

/** First pause between attempts, and the longest; each is twice the one before. */
const backoffMs = { first: 500, longest: 15_000 } as const

/** How one attempt ended: all here, try again (at once, or after a pause), or no use. */
type Ended =
  | { readonly kind: 'complete' }
  | { readonly kind: 'again'; readonly failure: Failure; readonly pause: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure }

/**
 * Fetches a clip to the disk. What has arrived survives crashes and resets and is continued with Range and If-Range,
 * but only where the server proves with a strong ETag and the exact Content-Range that it is the same file; otherwise it
 * begins again from zero, so bytes of two files are never mixed. Sends no credentials and no cookies.
 * When it returns well, the file is complete, hashed, verified, synced and named.
 *
 * How many at once is the caller's decision; two at once for one destination are not.
 * Failures: `media/refused-address`, `media/gone` (404, 410), `media/too-large`, `fal/rejected` (other refusals),
 * `network/unreachable`, `network/timeout`, `network/interrupted` (also where `signal` stopped it), `disk/…`,
 * `media/outside-project` (a link in the way), and those of `verify`.
 */
export const downloadClip = async (options: DownloadOptions): Promise<Result<Downloaded>> => {
  const { url, destination, files, knownSha256 } = options
  try {
    if (knownSha256) {
      const bytes = await sizeIfHash(destination, knownSha256, files)
      if (bytes !== null) return succeed({ sha256: knownSha256, bytes })
    }
    const part = await openPart(destination, url, files)
    try {
      const failure = await fetchAll(part, options)
      return failure ? { ok: false, error: failure } : await settleClip(part, options)
    } finally {
      await part.close()
    }
  } catch (error) {
    if (systemCode(error) === 'ELOOP') {
      return fail(
        'media/outside-project',
        'The clip was not stored: a link stands in its place in the clips folder. Remove the link and try again.',
      )
    }
    return diskFailure(error, 'The clip')
  }
}

/** Attempts until all is here. @returns the failure that stood in the way, or null. */
const fetchAll = async (part: PartFile, options: DownloadOptions): Promise<Failure | null> => {
  const { clock, signal, attempts = 6 } = options
  let pauseMs: number = backoffMs.first
  for (let attempt = 1; ; attempt += 1) {
    if (signal?.aborted) return stopped
    if (isComplete(part)) return null
    const ended = await attemptOnce(part, options)
    if (ended.kind === 'complete') return null
    if (signal?.aborted) return stopped
    if (ended.kind === 'refused' || attempt >= attempts) return ended.failure
    if (ended.pause) {
      await clock.sleep(pauseMs, signal)
      pauseMs = Math.min(pauseMs * 2, backoffMs.longest)
    }
  }
}

const isComplete = (part: PartFile): boolean => {
  const kept = part.kept()
  return kept !== null && kept.bytes > 0 && kept.bytes === kept.version.totalBytes
}

/** One request, and as much of its body as comes. What came is brought to the disk, however it ends. */
const attemptOnce = async (part: PartFile, options: DownloadOptions): Promise<Ended> => {
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
  options: DownloadOptions,
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
  silence: ReturnType<typeof watchSilence>,
  options: DownloadOptions,
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

/** Hash, check, name. */
const settleClip = async (part: PartFile, { verify }: DownloadOptions): Promise<Result<Downloaded>> => {
  const { sha256, bytes } = await part.finish()
  const verified = await verify?.(part.path)
  if (verified && !verified.ok) {
    await part.remove()
    return verified
  }
  const etag = part.kept()?.version.etag
  await part.rename()
  return succeed(etag ? { sha256, bytes, etag } : { sha256, bytes })
}

/** Aborts `signal` when the server has said nothing for `stallMs`, or when `outer` aborts. `end` stops the watch. */
const watchSilence = (clock: Clock, stallMs: number, outer: AbortSignal | undefined) => {
  const silent = new AbortController()
  const ended = new AbortController()
  let heardMs = clock.monotonicMs()
  let busy = false
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted && !silent.signal.aborted) {
      if (busy) heardMs = clock.monotonicMs()
      const leftMs = heardMs + stallMs - clock.monotonicMs()
      if (leftMs > 0) await clock.sleep(leftMs, ended.signal)
      else silent.abort()
    }
  }
  void watch()
  return {
    signal: AbortSignal.any(outer ? [silent.signal, outer] : [silent.signal]),
    fellSilent: () => silent.signal.aborted,
    /** Time spent in `work` (a slow disk) is not the server's silence. */
    notDuring: async (work: Promise<void>): Promise<void> => {
      busy = true
      await work
      busy = false
      heardMs = clock.monotonicMs()
    },
    end: () => ended.abort(),
  }
}

/** Size of a file that has this hash; null where there is none. */
const sizeIfHash = async (path: string, sha256: string, files: FileSystem): Promise<number | null> => {
  let handle: FileHandle
  try {
    handle = await files.open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ELOOP') return null
    throw error
  }
  try {
    const { size } = await handle.stat()
    return (await hashOf(handle, size)) === sha256 ? size : null
  } finally {
    await handle.close()
  }
}

const unreachableCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
])

const interrupted = (error: unknown, silence: ReturnType<typeof watchSilence>): Ended => {
  if (silence.fellSilent()) return again('network/timeout', wordsOf(error))
  const unreachable = unreachableCodes.has(systemCode(error) ?? '')
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

const stopped: Failure = {
  code: 'network/interrupted',
  message: 'Fetching the clip was stopped. It goes on where it stopped when it is started again.',
}
