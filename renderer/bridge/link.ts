import type { CallName } from '../../shared/contract.ts'
import { callMaxBytes } from '../../shared/boundary-limits.ts'
import { fail, type Result } from '../../shared/errors.ts'

/** What of a WebSocket is used. */
export type LinkSocket = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>

export interface LinkOptions {
  readonly connect: () => LinkSocket
  /** Waits before each new attempt, in milliseconds; the last one is repeated. */
  readonly backoffMs?: readonly number[]
  /** How long a call waits for a connection before it is given up unsent, in milliseconds. */
  readonly patienceMs?: number
  readonly onEvent: (event: string, payload: unknown) => void
}

/** A connection that is made anew whenever it drops. */
export interface Link {
  readonly call: (name: CallName, input: unknown) => Promise<Result<unknown>>
  /** Tells `listener` what is the case, at once where that is known, and whenever it changes. */
  readonly onConnection: (listener: (connected: boolean) => void) => () => void
}

/**
 * Calls that only look. They alone are sent again when the connection drops before the answer. Anything else may have been
 * carried out: whether it is done again is the user's to say, and for a render a question of money.
 */
const looks: ReadonlySet<CallName> = new Set<CallName>([
  'app.state',
  'app.diagnostics',
  'folder.list',
  'job.list',
  'key.status',
  'project.list',
  'project.usage',
  'spending.report',
  'spending.today',
])

interface Waiting {
  readonly name: CallName
  readonly message: string
  readonly answer: (answer: Result<unknown>) => void
  isSent: boolean
}

type Message =
  | { readonly id: number; readonly answer: Result<unknown> }
  | { readonly event: string; readonly payload: unknown }

/** Connects, and stays connected as far as it can. */
export const createLink = (options: LinkOptions): Link => {
  const { connect, backoffMs = [100, 300, 1000, 3000], patienceMs = 15_000, onEvent } = options
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(connected: boolean) => void>()
  let socket: LinkSocket | null = null
  let connected: boolean | null = null
  let attempts = 0
  let lastId = 0

  const tell = (now: boolean) => {
    if (connected === now) return
    connected = now
    for (const listener of listeners) listener(now)
  }

  const send = (call: Waiting) => {
    if (!socket || call.isSent) return
    call.isSent = true
    socket.send(call.message)
  }

  const take = (text: string) => {
    const message = JSON.parse(text) as Message
    if ('event' in message) return onEvent(message.event, message.payload)
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    call?.answer(message.answer)
  }

  const drop = () => {
    socket = null
    for (const [id, call] of waiting) {
      if (!call.isSent) continue
      if (looks.has(call.name)) call.isSent = false
      else {
        waiting.delete(id)
        call.answer(lostAnswer)
      }
    }
    tell(false)
    const wait = backoffMs[Math.min(attempts, backoffMs.length - 1)] ?? 0
    attempts += 1
    setTimeout(open, wait)
  }

  const open = () => {
    const attempt = connect()
    attempt.addEventListener('open', () => {
      socket = attempt
      attempts = 0
      tell(true)
      for (const call of waiting.values()) send(call)
    })
    attempt.addEventListener('message', ({ data }) => take(String(data)))
    attempt.addEventListener('close', drop)
  }
  open()

  return {
    call: (name, input) =>
      new Promise((resolve) => {
        lastId += 1
        const id = lastId
        const message = JSON.stringify({ id, call: name, input })
        if (isTooLong(message)) return resolve(tooLong)
        const patience = setTimeout(() => {
          // Once it is sent, the answer takes as long as it takes.
          if (waiting.get(id)?.isSent !== false) return
          waiting.delete(id)
          resolve(unreachable)
        }, patienceMs)
        const call: Waiting = {
          name,
          message,
          answer: (answer) => {
            clearTimeout(patience)
            resolve(answer)
          },
          isSent: false,
        }
        waiting.set(id, call)
        send(call)
      }),
    onConnection: (listener) => {
      listeners.add(listener)
      if (connected !== null) listener(connected)
      return () => listeners.delete(listener)
    },
  }
}

// At most three bytes for a character: only a long text is worth counting.
const isTooLong = (message: string): boolean =>
  message.length * 3 > callMaxBytes && new TextEncoder().encode(message).length > callMaxBytes

const tooLong = fail('input/invalid', 'That is more than can be done in one step. Do it in smaller parts.', {
  cost: 'nothing',
})

const unreachable = fail(
  'app/unreachable',
  'Boardwright cannot be reached. Start it again if its window does not come back by itself.',
  { cost: 'nothing' },
)

const lostAnswer = fail(
  'app/unreachable',
  'The connection to Boardwright was lost before it answered. Look whether it was done before you try again.',
)
