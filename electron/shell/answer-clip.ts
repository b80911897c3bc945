import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { MediaAnswer } from '../core/media/answer-media.ts'
import type { Studio } from '../core/studio/studio.ts'
import { mediaBase } from './channels.ts'

/** Bytes that are read from the disk at a time: seeking wants few, playing wants many. */
const readBytes = 262_144

/**
 * Answers requests for media of open projects: `clip://media/<projectId>/…`. Files are streamed, never read whole; a
 * player that goes away ends the reading. What may be seen is the core's to say.
 */
export const answerClip =
  (media: Studio['media']) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead || `${url.protocol}//${url.host}` !== mediaBase) return new Response(null, { status: 404 })
    const answer = await media(url.pathname, url.search.slice(1), request.headers.get('range'))
    // The page and its media are of two origins here, and only our windows reach them.
    const headers = { ...answer.headers, 'Cross-Origin-Resource-Policy': 'cross-origin' }
    const body = request.method === 'HEAD' ? null : bodyOf(answer.body)
    return new Response(body, { status: answer.status, headers })
  }

const bodyOf = (body: MediaAnswer['body']): BodyInit | null => {
  switch (body?.kind) {
    case undefined:
      return null
    case 'bytes':
      return new Uint8Array(body.bytes)
    case 'file': {
      const { path, start, end } = body
      // A file that goes away meanwhile breaks the answer off, as a lost connection would.
      const stream = createReadStream(path, { start, end, highWaterMark: readBytes })
      return Readable.toWeb(stream) as ReadableStream<Uint8Array>
    }
  }
}
