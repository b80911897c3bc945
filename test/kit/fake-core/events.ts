import type { Bridge, EventName, EventPayload } from '../../../shared/contract.ts'

/** Who listens to the core, and how they are told. */
export interface FakeEvents {
  readonly on: Bridge['on']
  readonly emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
}

export const createEvents = (): FakeEvents => {
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  return {
    on: (name, listener) => {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those)
      those.add(listener)
      return () => those.delete(listener)
    },
    // As over a wire: what arrives is a copy.
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(structuredClone(payload) as never)
    },
  }
}
