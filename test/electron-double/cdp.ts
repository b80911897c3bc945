import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from 'playwright-core'

/** One DevTools session: of a page, or of the whole browser. Commands and events are typed by playwright-core. */
export type Session = Pick<CDPSession, 'send' | 'on'>

interface Message {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: object
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** The DevTools protocol over Chromium's pipe: JSON texts, each ended by a zero byte. */
export const speakThroughPipe = (input: Writable, output: Readable) => {
  const waiting = new Map<number, { answer: (value: never) => void; fail: (error: Error) => void }>()
  const sessions = new Map<string | undefined, EventEmitter>()
  const emitterOf = (sessionId: string | undefined) => {
    const known = sessions.get(sessionId)
    if (known) return known
    const made = new EventEmitter().setMaxListeners(0)
    sessions.set(sessionId, made)
    return made
  }

  const take = (message: Message) => {
    if (message.id === undefined) {
      if (message.method) emitterOf(message.sessionId).emit(message.method, message.params)
      return
    }
    const { answer, fail } = waiting.get(message.id) ?? {}
    waiting.delete(message.id)
    if (message.error) fail?.(new Error(message.error.message))
    else answer?.(message.result as never)
  }

  let pieces: Buffer[] = []
  output.on('data', (data: Buffer) => {
    let start = 0
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
      pieces.push(data.subarray(start, end))
      const text = Buffer.concat(pieces).toString()
      pieces = []
      start = end + 1
      take(JSON.parse(text) as Message)
    }
    pieces.push(data.subarray(start))
  })
  const end = () => {
    for (const { fail } of waiting.values()) fail(new Error('Chromium has gone.'))
    waiting.clear()
  }
  output.on('close', end)
  // Writing to a Chromium that has gone fails here; whoever waits for an answer is told by `end`.
  input.on('error', end)

  let sent = 0
  const send = (sessionId: string | undefined, method: string, params: object = {}) =>
    new Promise<never>((answer, fail) => {
      const id = ++sent
      waiting.set(id, { answer, fail })
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    })

  const session = (sessionId?: string): Session => {
    const emitter = emitterOf(sessionId)
    return {
      send: (method: string, params?: object) => send(sessionId, method, params),
      on: emitter.on.bind(emitter),
    } as unknown as Session
  }
  return { session }
}
