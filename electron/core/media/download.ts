import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Failure, Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { attemptOnce } from './download-attempt.ts'
import type { AttemptOptions } from './download-attempt.ts'
import { hashOf, openPart } from './part-file.ts'
import type { PartFile } from './part-file.ts'

/** A clip that has arrived: on the disk under its name, and checked. */
export interface Downloaded {
  /** Of the whole file, in lower-case hex. */
  readonly sha256: string
  readonly bytes: number
  /** The server's strong ETag, where it gave one. */
  readonly etag?: string
}

/** What `downloadClip` needs. */
export interface DownloadOptions extends AttemptOptions {
  /** Path of the finished clip. While it arrives, it is `<destination>.part`, with `<destination>.part.json` beside it. */
  readonly destination: string
  readonly files: FileSystem
  /** Looks at the complete file before it gets its name; where it refuses, the file is thrown away. */
  readonly verify?: (partPath: string) => Promise<Result<unknown>>
  /** Hash the clip is known to have: a destination that already has it is not fetched again. */
  readonly knownSha256?: string
  /** Requests made in all before giving up; 6 unless told. */
  readonly attempts?: number
}

/** First pause between attempts, and the longest; each is twice the one before. */
const backoffMs = { first: 500, longest: 15_000 } as const

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
      if (!failure) return await settleClip(part, options)
      // Nothing arrived that could be continued: no empty file is left in the user's folder.
      if (part.kept() === null) await part.remove()
      return { ok: false, error: failure }
    } finally {
      await part.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ELOOP') {
      return fail(
        'media/outside-project',
        'The clip was not stored: a link stands in its place in the clips folder. Remove the link and try again.',
      )
    }
    return { ok: false, error: diskFailure(error, 'The clip could not be stored') }
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

/** Size of a file that has this hash; null where there is none. */
const sizeIfHash = async (path: string, sha256: string, files: FileSystem): Promise<number | null> => {
  let handle: FileHandle
  try {
    handle = await files.open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ELOOP') return null
    throw error
  }
  try {
    const { size } = await handle.stat()
    return (await hashOf(handle, size)) === sha256 ? size : null
  } finally {
    await handle.close()
  }
}

const stopped: Failure = {
  code: 'network/interrupted',
  message: 'Fetching the clip was stopped. It goes on where it stopped when it is started again.',
}
