import { bridgeEnd } from './context-bridge.ts'
import { makeCodec } from './codec.ts'

/** The isolated world that the preload runs in. */
export const preloadWorld = 'Electron Isolated Context'
/** The binding by which the preload's world reaches the main process; taken away before the preload runs. */
export const bindingName = '__electronDoubleSend'
/** Where the main process finds the receiver, in the preload's world only. */
export const receiverName = 'electron-double'

/** What the preload's world says to the main process. `args` is the codec's text. */
export type FromRenderer =
  | { kind: 'send' | 'invoke'; id: number; channel: string; href: string; args: string }
  | { kind: 'preload-error'; message: string; stack: string; href: string }

/** What the main process says to the preload's world. `args` and `value` are the codec's text. */
export type ToRenderer =
  | { kind: 'message'; channel: string; args: string }
  | { kind: 'reply'; id: number; value?: string; error?: string }
  | { kind: 'paths'; paths: Readonly<Record<string, string>> }

interface PreloadSetting {
  readonly platform: string
  readonly versions: Readonly<Record<string, string>>
  readonly argv: readonly string[]
}

/** Sent to the page as its own source; makes what a sandboxed preload sees as `require` and `process`. */
const preloadSide = (
  codecOf: typeof makeCodec,
  bridge: ReturnType<typeof bridgeEnd>,
  names: { binding: string; receiver: string },
  setting: PreloadSetting,
) => {
  type Listener = (...args: unknown[]) => void
  const world = globalThis as unknown as Record<string | symbol, unknown>
  const binding = world[names.binding] as (text: string) => void
  delete world[names.binding]
  const base64 = Uint8Array as unknown as { fromBase64(text: string): Uint8Array }
  const codec = codecOf(
    (bytes) => (bytes as unknown as { toBase64(): string }).toBase64(),
    (text) => base64.fromBase64(text),
  )
  const post = (message: FromRenderer) => binding(JSON.stringify(message))

  const listeners = new Map<string, Listener[]>()
  const replies = new Map<number, (reply: ToRenderer & { kind: 'reply' }) => void>()
  let paths: Readonly<Record<string, string>> = {}
  let asked = 0

  Object.defineProperty(world, Symbol.for(names.receiver), {
    value: (text: string) => {
      const message = JSON.parse(text) as ToRenderer
      if (message.kind === 'paths') paths = message.paths
      else if (message.kind === 'reply') {
        replies.get(message.id)?.(message)
        replies.delete(message.id)
      } else {
        const args = codec.decode(message.args) as unknown[]
        for (const listener of listeners.get(message.channel) ?? [])
          listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args)
      }
    },
  })

  const on = (channel: string, listener: Listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcRenderer
  }
  const off = (channel: string, listener: Listener) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((held) => held !== listener),
    )
    return ipcRenderer
  }
  const ipcRenderer: Record<string, unknown> = {
    on,
    addListener: on,
    off,
    removeListener: off,
    once: (channel: string, listener: Listener) => {
      const first: Listener = (...args) => {
        off(channel, first)
        listener(...args)
      }
      return on(channel, first)
    },
    removeAllListeners: (channel: string) => {
      listeners.delete(channel)
      return ipcRenderer
    },
    send: (channel: string, ...args: unknown[]) =>
      post({ kind: 'send', id: 0, channel, href: location.href, args: codec.encode(args) }),
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = ++asked
      const text = codec.encode(args)
      const reply = await new Promise<ToRenderer & { kind: 'reply' }>((resolve) => {
        replies.set(id, resolve)
        post({ kind: 'invoke', id, channel, href: location.href, args: text })
      })
      if (reply.error !== undefined)
        throw new Error(`Error invoking remote method '${channel}': ${reply.error}`)
      return reply.value === undefined ? undefined : codec.decode(reply.value)
    },
  }

  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api) },
    webUtils: {
      getPathForFile: (file: unknown) => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object')
        return paths[file.name] ?? ''
      },
    },
  }
  return {
    require: (name: string) => {
      if (name === 'electron' || name === 'electron/renderer') return electron
      throw new Error(`module not found: ${name}`)
    },
    process: {
      platform: setting.platform,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      versions: setting.versions,
      argv: setting.argv,
    },
    failed: (error: unknown) =>
      post({
        kind: 'preload-error',
        message: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? (error.stack ?? '') : '',
        href: location.href,
      }),
  }
}

const inTopFrame = (body: string) => `if (window === window.top) { ${body} }`

/** The script that runs first in the page's own world: its end of the bridge, and no name left behind. */
export const pageScript = (events: readonly [string, string]): string =>
  inTopFrame(`(${String(bridgeEnd)})('${events[0]}', '${events[1]}')`)

/** The script that runs in the preload's world, with the preload inside. */
export const preloadScript = (
  events: readonly [string, string],
  setting: PreloadSetting,
  preload: string,
): string =>
  inTopFrame(`{
  const side = (${String(preloadSide)})(${String(makeCodec)}, (${String(bridgeEnd)})('${events[1]}', '${events[0]}'),
    ${JSON.stringify({ binding: bindingName, receiver: receiverName })}, ${JSON.stringify(setting)})
  const module = { exports: {} }
  try {
    (function (require, process, module, exports) {${preload}\n})(side.require, side.process, module, module.exports)
  } catch (error) { side.failed(error) }
}`)
