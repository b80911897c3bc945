import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { handedFileMaxBytes } from '../../shared/boundary-limits.ts'
import { diskFailure } from '../core/disk/failure.ts'
import { displayName } from '../core/media/display-name.ts'
import type { FileSystem } from '../core/ports.ts'
import type { HandedFiles } from '../core/studio/handed-files.ts'
import { answerResult } from './answers.ts'

/** Limits of one upload. */
export interface UploadLimits {
  readonly maxBytes: number
  /** A page that sends nothing for so long has gone, in milliseconds. */
  readonly idleMs: number
}

export const uploadLimits: UploadLimits = { maxBytes: handedFileMaxBytes, idleMs: 60_000 }

/** What is gathered in memory before it is written, in bytes: each write is a turn of a thread. */
const gatheredBytes = 1 << 20

/** What stays free on the disk, in bytes: projects and the ledger must still be able to save. */
const reserveBytes = 100 * 1024 * 1024

/**
 * Takes one file in from a page, straight to the disk, and answers with its token. What does not arrive whole is removed.
 * Failures: `input/invalid`, `media/too-large`, `disk/…`. Never rejects for what a page or a disk does.
 */
export const takeUpload = async (
  request: IncomingMessage,
  response: ServerResponse,
  query: string,
  ports: { readonly handedFiles: HandedFiles; readonly files: Pick<FileSystem, 'statfs'> },
  limits: UploadLimits = uploadLimits,
): Promise<void> => {
  const name = new URLSearchParams(query).get('name')
  if (name === null)
    return answerResult(response, fail('input/invalid', 'The file has no name.', { cost: 'nothing' }))
  const announcedBytes = Number(request.headers['content-length'] ?? 0)
  if (announcedBytes > limits.maxBytes) return answerResult(response, tooLarge(limits))
  request.setTimeout(limits.idleMs, () => request.destroy())
  const { token, path } = await ports.handedFiles.place(displayName(name))
  const outcome = await receive(request, path, announcedBytes, ports.files, limits)
  if (typeof outcome !== 'string' && outcome.ok) {
    ports.handedFiles.arrived(token, outcome.value)
    return answerResult(response, succeed({ token }))
  }
  await ports.handedFiles.release(token)
  if (outcome === 'aborted') return
  // A browser reads the answer only when it has sent everything.
  if (outcome.error.code !== 'media/too-large') await discardRest(request)
  return answerResult(response, outcome)
}

/** The hash of what arrived whole; `aborted` where the page went away. */
type Outcome = Result<string> | 'aborted'

const receive = async (
  request: IncomingMessage,
  path: string,
  announcedBytes: number,
  files: Pick<FileSystem, 'statfs'>,
  { maxBytes }: UploadLimits,
): Promise<Outcome> => {
  try {
    const { bavail, bsize } = await files.statfs(dirname(path))
    if (announcedBytes + reserveBytes > bavail * bsize) return noRoom
    const file = await open(path, 'wx', 0o600)
    try {
      const hash = createHash('sha256')
      let [bytes, written] = [0, 0]
      let gathered: Buffer[] = []
      for await (const chunk of chunksOf(request)) {
        bytes += chunk.length
        // A length that was announced is not believed.
        if (bytes > maxBytes) return tooLarge({ maxBytes })
        hash.update(chunk)
        gathered.push(chunk)
        if (bytes - written < gatheredBytes) continue
        await file.writeFile(gathered)
        written = bytes
        gathered = []
      }
      await file.writeFile(gathered)
      return request.complete ? succeed(hash.digest('hex')) : 'aborted'
    } finally {
      await file.close()
    }
  } catch (error) {
    if (request.destroyed && !request.complete) return 'aborted'
    return { ok: false, error: diskFailure(error, 'The file could not be taken in') }
  }
}

/** What arrives, without ending the request where the reader stops early: it is still to be answered. */
const chunksOf = (request: IncomingMessage): AsyncIterable<Buffer> =>
  request.iterator({ destroyOnReturn: false })

const discardRest = async (request: IncomingMessage): Promise<void> => {
  try {
    for await (const _ of request) continue
  } catch (error) {
    if (!request.destroyed) throw error
  }
}

const noRoom = fail(
  'disk/full',
  'The file could not be taken in: the disk has too little room for it. Make some room, then try again.',
  { cost: 'nothing' },
)

const tooLarge = ({ maxBytes }: Pick<UploadLimits, 'maxBytes'>) =>
  fail(
    'media/too-large',
    `The file is too large: at most ${Math.round(maxBytes / 1024 ** 2)} MB can be handed over.`,
    {
      cost: 'nothing',
    },
  )
