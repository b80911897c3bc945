import type { Send } from './front-door.ts'

/** The windows that listen. */
export interface Windows {
  readonly join: (client: string, send: Send) => void
  readonly leave: (client: string) => void
  /** Sends an event to every window. */
  readonly tellAll: Send
}

/** An empty set of windows. */
export const createWindows = (): Windows => {
  const listening = new Map<string, Send>()
  return {
    join: (client, send) => {
      listening.set(client, send)
    },
    leave: (client) => {
      listening.delete(client)
    },
    tellAll: (name, payload) => {
      for (const send of listening.values()) send(name, payload)
    },
  }
}
