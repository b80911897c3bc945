import { close, open, read } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import type { MediaAnswer } from '../core/media/answer-media.ts'
import { fileError, wordsOf } from '../core/disk/failure.ts'
import type { Log } from '../core/ports.ts'

/**
 * Size of the pieces that a file is read and sent in, in bytes. Two are under way at once: one is read while the other
 * goes out.
 */
const pieceBytes = 256 * 1024
/** Buffers that are kept to be used again. A page has about six connections. */
const keptBuffers = 12

/** Sends what the studio answered, no faster than the page takes it. Never rejects. */
export type SendMedia = (response: ServerResponse, answer: MediaAnswer) => Promise<void>

/**
 * A sender of media with its own buffers: a stream would allocate each piece anew, which costs as much as the reading.
 */
export const createSendMedia = (log: Log): SendMedia => {
  const buffers: Buffers = []
  return (response, answer) => send(response, answer, buffers, log)
}

type Buffers = Buffer[]

const send = async (
  response: ServerResponse,
  { status, headers, body }: MediaAnswer,
  buffers: Buffers,
  log: Log,
): Promise<void> => {
  // A page that seeks leaves answers unread all the time: there is nothing to say about it.
  response.on('error', () => undefined)
  const isHead = response.req.method === 'HEAD'
  if (body?.kind === 'file' && !isHead) {
    try {
      await sendFile(response, status, headers, body, buffers)
    } catch (error) {
      log.warn('media.unread', { words: wordsOf(error) })
      if (response.headersSent) response.destroy()
      else response.writeHead(404, { 'Content-Length': '0' }).end()
    }
    return
  }
  response.writeHead(status, body === null && !isHead ? { ...headers, 'Content-Length': '0' } : headers)
  response.end(body?.kind === 'bytes' && !isHead ? body.bytes : undefined)
}

type FilePiece = Extract<MediaAnswer['body'], { readonly kind: 'file' }>

const openFile = promisify(open)
const closeFile = promisify(close)

const sendFile = async (
  response: ServerResponse,
  status: number,
  headers: MediaAnswer['headers'],
  { path, start, end }: FilePiece,
  buffers: Buffers,
): Promise<void> => {
  const file = await openFile(path, 'r')
  try {
    response.writeHead(status, headers)
    await pump(response, file, { start, end }, buffers)
  } finally {
    await closeFile(file)
  }
}

/**
 * Reads and writes in turns with two buffers. Resolves when all is sent or nobody wants it any more, and nothing is being
 * read.
 */
const pump = (
  response: ServerResponse,
  file: number,
  { start, end }: { readonly start: number; readonly end: number },
  buffers: Buffers,
): Promise<void> =>
  new Promise((resolve, reject) => {
    let position = start
    let isReading = false
    let isGone = response.destroyed
    let writing = 0

    const settle = () => {
      if (isReading) return
      if (isGone) resolve()
      else if (position > end && writing === 0) response.end(resolve)
    }
    const readNext = () => {
      if (isReading || isGone || position > end || writing > 1) return settle()
      isReading = true
      const buffer = buffers.pop() ?? Buffer.allocUnsafeSlow(pieceBytes)
      const length = Math.min(pieceBytes, end - position + 1)
      return read(file, buffer, 0, length, position, (error, bytes) => {
        isReading = false
        if (error || bytes === 0 || isGone) {
          keep(buffers, buffer)
          if (isGone) return settle()
          return reject(error ?? fileError('the file became shorter while it was read'))
        }
        position += bytes
        writing += 1
        response.write(buffer.subarray(0, bytes), (unsent) => {
          writing -= 1
          // What was not sent may still be in the hands of the system.
          if (!unsent) keep(buffers, buffer)
          readNext()
        })
        return readNext()
      })
    }
    response.once('close', () => {
      isGone = true
      settle()
    })
    readNext()
  })

const keep = (buffers: Buffers, buffer: Buffer): void => {
  if (buffers.length < keptBuffers) buffers.push(buffer)
}
