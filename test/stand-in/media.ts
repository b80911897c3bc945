import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Fault } from './faults.ts'
import type { Job, Jobs } from './jobs.ts'
import { answerWith } from './wire.ts'
import type { Answer, Asked, Exchange } from './wire.ts'

/** What a clip is made for. */
export type ClipRequest = Pick<Job, 'requestId' | 'endpoint' | 'input' | 'seconds' | 'ordinal'>

/** Makes the clip of a job: its bytes, or the path of a file that holds them. */
export type ClipFor = (request: ClipRequest) => Buffer | string | Promise<Buffer | string>

/** The finished clips. */
export interface Media {
  /** The result of a completed job, as fal words it. */
  readonly resultOf: (job: Job) => Promise<Readonly<Record<string, unknown>>>
  readonly route: (asked: Asked) => Exchange | undefined
}

/** Plays the media host: public addresses, no key. */
export const createMedia = (origin: string, jobs: Jobs, clipFor: ClipFor): Media => {
  const clips = new Map<string, Promise<Buffer>>()
  const clipOf = (job: Job): Promise<Buffer> => {
    const known = clips.get(job.requestId)
    if (known) return known
    const made = Promise.resolve(clipFor(job)).then((clip) =>
      typeof clip === 'string' ? readFile(clip) : clip,
    )
    clips.set(job.requestId, made)
    return made
  }

  return {
    resultOf: async (job) => {
      const { seed, prompt } = job.input
      return {
        video: {
          url: `${origin}/clips/${job.requestId}/output.mp4`,
          content_type: 'video/mp4',
          file_name: 'output.mp4',
          file_size: (await clipOf(job)).length,
        },
        ...(seed !== undefined && { seed }),
        ...(prompt !== undefined && { prompt }),
      }
    },
    route: (asked) => {
      const requestId = /^\/clips\/([^/]+)\/output\.mp4$/.exec(asked.url.pathname)?.[1]
      if (!requestId) return undefined
      const job = jobs.find(requestId)
      return {
        step: 'download',
        requestId,
        endpoint: job?.endpoint,
        perform: async (_body, fault) =>
          job && jobs.state(job).status === 'COMPLETED' && !job.failure
            ? serveFile(asked, await clipOf(job), 'video/mp4', fault)
            : answerWith(404, 'Not found', { 'content-type': 'text/plain' }),
      }
    },
  }
}

/**
 * Answers GET and HEAD for a file, with one byte range, If-Range and a strong ETag (RFC 9110, sections 13 and 14).
 * Anything but a single satisfiable range is answered as the RFC asks: ignored, or 416.
 */
export const serveFile = (asked: Asked, genuine: Buffer, contentType: string, fault?: Fault): Answer => {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return answerWith(405, undefined, { allow: 'GET, HEAD' })
  }
  const as = fault?.kind === 'file' ? fault : undefined
  const bytes = as?.bytes ?? genuine
  const etag = as?.etag ?? `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`
  const headers = { 'content-type': contentType, etag, 'accept-ranges': 'bytes' }
  const whole = { status: 200, headers, body: bytes }

  const asksRange =
    asked.method === 'GET' && !as?.ignoreRange && [undefined, etag].includes(asked.headers['if-range'])
  const [, first = '', last = ''] =
    (asksRange && /^bytes=(\d*)-(\d*)$/.exec(asked.headers['range'] ?? '')) || []
  if (first === '' && last === '') return whole

  const start = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return whole
  if (start > end) {
    return answerWith(416, undefined, { ...headers, 'content-range': `bytes */${bytes.length}` })
  }
  return {
    status: 206,
    headers: { ...headers, 'content-range': as?.contentRange ?? `bytes ${start}-${end}/${bytes.length}` },
    body: bytes.subarray(start, end + 1),
  }
}
