import { EventEmitter } from 'node:events'
import { codec } from './codec.ts'
import type { FromRenderer, ToRenderer } from './renderer-side.ts'
import type { WebFrame } from './web-frame.ts'

type Handler = (event: object, ...args: unknown[]) => unknown
type Deliver = (message: ToRenderer) => void

/** A message as it arrived: what it says, and the frame that said it, or null where that frame has gone. */
interface Arrived {
  readonly sender: object
  readonly frame: WebFrame | null
  readonly deliver: Deliver
}

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler) {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }
  handleOnce(channel: string, handler: Handler) {
    this.handle(channel, (...args) => {
      this.removeHandler(channel)
      return handler(...args)
    })
  }
  removeHandler(channel: string) {
    this.#handlers.delete(channel)
  }

  /** Not Electron's: how the double hands a message over. Gives what an invoke is answered with. */
  async arrive(message: FromRenderer & { kind: 'send' | 'invoke' }, { sender, frame, deliver }: Arrived) {
    const { channel, id } = message
    const args = codec.decode(message.args) as unknown[]
    const event = {
      type: 'frame',
      sender,
      senderFrame: frame,
      frameId: frame?.routingId,
      processId: frame?.processId,
      ports: [],
      reply: (to: string, ...values: unknown[]) =>
        deliver({ kind: 'message', channel: to, args: codec.encode(values) }),
    }
    if (message.kind === 'send') {
      this.emit(channel, event, ...args)
      return
    }
    const handler = this.#handlers.get(channel)
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      deliver({ kind: 'reply', id, value: codec.encode(await handler(event, ...args)) })
    } catch (error) {
      process.stderr.write(`Error occurred in handler for '${channel}': ${String(error)}\n`)
      deliver({ kind: 'reply', id, error: String(error) })
    }
  }
}

export const ipcMain = new IpcMain()
