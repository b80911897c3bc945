import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Take } from '../../../shared/domain/document.ts'
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import { discard, openTemporary, settle } from '../disk/settled-file.ts'
import type { AddressPolicy } from '../fal/addresses.ts'
import { unrepeated } from '../fal/failures.ts'
import type { FalService, ListedRequest } from '../fal/service.ts'
import { downloadClip, type Downloaded } from '../media/download.ts'
import type { Clock, FileSystem } from '../ports.ts'
import { contentFolder } from '../project/content-folder.ts'
import type { Project } from '../project/project.ts'

/** Clips that were paid for, fetched outside of a job. Costs nothing. */
export interface ClipFetching {
  readonly service: Pick<FalService, 'result'>
  readonly addresses: AddressPolicy
  readonly files: FileSystem
  readonly clock: Clock
  /** Longest silence while a clip is fetched, in milliseconds. */
  readonly stallMs: number
}

/**
 * Fetches the clip of a take that is gone from `clips/`, to the name it had; only the very same file will do.
 * Failures: `input/invalid` for a rehearsal; `fal/expired` where fal.ai said twice that it keeps the clip no longer;
 * `network/…`, `disk/…`, `media/…`.
 */
export const fetchTakeAgain = async (
  project: Project,
  take: Take,
  by: ClipFetching,
): Promise<Result<Downloaded>> => {
  const { requestId } = take
  if (requestId === null)
    return fail('input/invalid', 'A rehearsal is not kept anywhere else. Rehearse the shot again.', {
      cost: 'nothing',
    })
  const folder = await contentFolder(project.folder, 'clips', by.files)
  if (!folder.ok) return folder
  return fetchInto(join(folder.value, take.file), { endpoint: take.endpoint, requestId }, by, async (path) =>
    (await hashOf(path)) === take.sha256
      ? succeed(null)
      : fail('media/not-a-clip', 'fal.ai gave another file than the one that was there; it was not kept.', {
          requestId,
          cost: 'nothing',
        }),
  )
}

/**
 * Fetches the clip of a request that belongs to no shot into `exports/`, with a sidecar that says what made it. Gives
 * the file's path. Failures as `fetchTakeAgain`.
 */
export const fetchRequest = async (
  project: Project,
  request: ListedRequest,
  by: ClipFetching,
): Promise<Result<string>> => {
  const folder = await contentFolder(project.folder, 'exports', by.files)
  if (!folder.ok) return folder
  // An id of fal.ai has been checked to be no more than letters, digits, - and _.
  const path = join(folder.value, `request-${request.requestId}.mp4`)
  // What reads clips is large, and a window does without it at its start.
  const { probeClip } = await import('../media/probe-clip.ts')
  const fetched = await fetchInto(path, request, by, (part) => probeClip(part, by.files))
  if (!fetched.ok) return fetched
  const { requestId, endpoint, input } = request
  const { sha256, bytes } = fetched.value
  const sentAt = new Date(request.sentAtMs).toISOString()
  const sidecar = { requestId, endpoint, sentAt, sha256, bytes, input }
  try {
    const temporary = await openTemporary(folder.value, by.files, by.clock.now())
    try {
      await temporary.handle.writeFile(`${JSON.stringify(sidecar, null, 2)}\n`)
      await settle(temporary, path.replace(/\.mp4$/, '.json'), by.files)
    } catch (error) {
      await discard(temporary, by.files)
      throw error
    }
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'What made the clip could not be written beside it') }
  }
  return succeed(path)
}

type Wanted = Pick<ListedRequest, 'endpoint' | 'requestId'>
type Verify = (partPath: string) => Promise<Result<unknown>>

/** An address may be gone while the result names a fresh one: what is gone is believed the second time, as it is of a job. */
const fetchInto = async (
  destination: string,
  wanted: Wanted,
  by: ClipFetching,
  verify: Verify,
): Promise<Result<Downloaded>> => {
  const fetched = await tryToFetch(destination, wanted, by, verify)
  const isGone = !fetched.ok && fetched.error.code === 'fal/expired'
  return isGone ? tryToFetch(destination, wanted, by, verify) : fetched
}

const tryToFetch = async (
  destination: string,
  { endpoint, requestId }: Wanted,
  { service, addresses, files, clock, stallMs }: ClipFetching,
  verify: Verify,
): Promise<Result<Downloaded>> => {
  const result = await service.result(endpoint, requestId)
  if (result.kind !== 'clip')
    return result.kind === 'gone'
      ? { ok: false, error: noLongerKept(requestId) }
      : { ok: false, error: unrepeated(result.failure, 'the clip was not fetched') }
  const fetched = await downloadClip({
    url: result.url,
    destination,
    allows: addresses.allowsMedia,
    files,
    clock,
    stallMs,
    verify,
  })
  if (fetched.ok) return fetched
  return fetched.error.code === 'media/gone'
    ? { ok: false, error: noLongerKept(requestId) }
    : { ok: false, error: { ...fetched.error, requestId, cost: 'nothing' } }
}

const noLongerKept = (requestId: string): Failure => ({
  code: 'fal/expired',
  message: `fal.ai no longer keeps this clip, so it cannot be fetched again; it keeps clips for about a week. Quote request ${requestId} to its support.`,
  requestId,
  cost: 'nothing',
})

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
