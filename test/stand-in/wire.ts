import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Fault } from './faults.ts'
import type { Step } from './journal.ts'

/** A request as the hosts see it: its real address, whoever it was sent through. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

/** An answer, ready for the wire; for a submit also what it did. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly accepted?: boolean
  readonly requestId?: string
}

/** One request understood: what it is about, and how to carry it out once its body is there. */
export interface Exchange {
  readonly step: Step
  readonly endpoint?: string | undefined
  readonly requestId?: string | undefined
  /** `fault` is passed so that a file can be served as another one. */
  readonly perform: (body: Buffer, fault?: Fault) => Answer | Promise<Answer>
}

/** An answer with a body: strings and bytes as they are, everything else as JSON, `undefined` as none at all. */
export const answerWith = (
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  body: toBytes(body),
})

const toBytes = (body: unknown): Buffer => {
  if (body === undefined) return Buffer.alloc(0)
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

/** The JSON value of a body; undefined where it is none. */
export const parseJson = (body: Buffer): unknown => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return value
  } catch {
    return undefined
  }
}

/** Whether a JSON value is an object with named members. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The whole body of a request; undefined where the sender gave up half-way. */
export const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  try {
    return await buffer(request)
  } catch {
    return undefined
  }
}

/** The answer that a fault makes of the genuine one, for the faults that change its content. */
export const distort = (answer: Answer, fault: Fault | undefined, address: string): Answer => {
  if (fault?.kind === 'reply') return { ...answer, ...answerWith(fault.status, fault.body, fault.headers) }
  if (fault?.kind === 'redirect') {
    return {
      ...answer,
      ...answerWith(302, undefined, { location: fault.to === 'itself' ? address : fault.to }),
    }
  }
  if (fault?.kind !== 'amend') return answer
  const { status = answer.status, headers, fields } = fault
  const genuine = parseJson(answer.body)
  const body = fields ? toBytes({ ...(isObject(genuine) && genuine), ...fields }) : answer.body
  return { ...answer, status, headers: { ...answer.headers, ...headers }, body }
}

/** Puts an answer on the wire, as slowly and as completely as the fault allows. */
export const deliver = (response: ServerResponse, answer: Answer, fault: Fault | undefined): void => {
  const { status, headers, body } = answer
  response.writeHead(status, {
    ...headers,
    'content-length': headers['content-length'] ?? String(body.length),
  })
  if (fault?.kind === 'cut') {
    const atByte = fault.atByte === 'half' ? Math.floor(body.length / 2) : fault.atByte
    response.flushHeaders()
    response.write(body.subarray(0, atByte), () => {
      if (!fault.stall) response.socket?.destroy()
    })
  } else if (fault?.kind === 'drip') {
    drip(response, body, fault.bytes, fault.everyMs)
  } else {
    response.end(body)
  }
}

const drip = (response: ServerResponse, body: Buffer, bytes: number, everyMs: number): void => {
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + bytes))
    sent += bytes
    if (sent < body.length) return
    clearInterval(timer)
    response.end()
  }, everyMs)
  response.once('close', () => clearInterval(timer))
}
