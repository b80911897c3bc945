// oxlint-disable unicorn/consistent-function-scoping -- sent to the page as its own source
// oxlint-disable typescript/unbound-method -- taken before a page can replace them, and called on what they belong to

/**
 * One end of the context bridge: the same function runs in the page's own world and in the preload's. The worlds share
 * the document but no objects; they speak in events with unguessable names, whose `detail` Chromium clones from world
 * to world. What is no plain data crosses as a ticket: functions become proxies, promises are settled from afar.
 *
 * It is sent to the page as its own source, so it may use nothing from outside itself, and takes what it needs of the
 * page's world before any script of the page can replace it.
 */
export const bridgeEnd = (mine: string, theirs: string) => {
  type Packed =
    | { t: 'v'; v: unknown }
    | { t: 'a'; items: Packed[] }
    | { t: 'o'; entries: [string, Packed][] }
    | { t: 'f' | 'p'; id: number }
    | { t: 'e'; message: string; stack: string }
  type Answer = { ok: boolean; value: Packed }
  type Told =
    | { kind: 'call'; call: number; id: number; args: Packed[] }
    | ({ kind: 'return'; call: number } & Answer)
    | ({ kind: 'settle'; id: number } & Answer)
    | { kind: 'expose'; call: number; key: string; api: Packed }

  const { CustomEvent: Event, structuredClone: clone } = window
  const dispatch = window.dispatchEvent.bind(window)
  const detailOf = Object.getOwnPropertyDescriptor(Event.prototype, 'detail')?.get as (this: Event) => Told

  const functions: ((...args: unknown[]) => unknown)[] = []
  const tickets = new Map<unknown, number>()
  const proxies = new Map<number, unknown>()
  const promises = new Map<number, { resolve: (v: unknown) => void; reject: (e: unknown) => void }>()
  const returned = new Map<number, Answer>()
  let promisesGiven = 0
  let calls = 0

  const tell = (told: Told) => void dispatch(new Event(theirs, { detail: told }))
  const failure = (error: unknown): Packed => ({
    t: 'e',
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? '') : '',
  })

  const pack = (value: unknown, depth = 0): Packed => {
    if (depth > 1000)
      throw new Error(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      )
    if (typeof value === 'function') {
      const id = tickets.get(value) ?? functions.push(value as (...args: unknown[]) => unknown) - 1
      tickets.set(value, id)
      return { t: 'f', id }
    }
    if (value instanceof Promise) {
      const id = ++promisesGiven
      value.then(
        (held) => settle(id, true, held),
        (error: unknown) => settle(id, false, error),
      )
      return { t: 'p', id }
    }
    if (value instanceof Error) return failure(value)
    if (Array.isArray(value)) return { t: 'a', items: value.map((item) => pack(item, depth + 1)) }
    if (typeof value === 'object' && value !== null) {
      const prototype: unknown = Object.getPrototypeOf(value)
      if (prototype === Object.prototype || prototype === null)
        return { t: 'o', entries: Object.entries(value).map(([key, held]) => [key, pack(held, depth + 1)]) }
    }
    try {
      return { t: 'v', v: clone(value) }
    } catch {
      throw new Error('An object could not be cloned.')
    }
  }

  const settle = (id: number, ok: boolean, value: unknown) => {
    try {
      tell({ kind: 'settle', id, ok, value: pack(value) })
    } catch (error) {
      tell({ kind: 'settle', id, ok: false, value: failure(error) })
    }
  }

  const unpack = (packed: Packed): unknown => {
    switch (packed.t) {
      case 'v':
        return packed.v
      case 'a':
        return packed.items.map(unpack)
      case 'o':
        return Object.fromEntries(packed.entries.map(([key, held]) => [key, unpack(held)]))
      case 'e': {
        const error = new Error(packed.message)
        error.stack = packed.stack
        return error
      }
      case 'p':
        return new Promise((resolve, reject) => promises.set(packed.id, { resolve, reject }))
      case 'f': {
        const { id } = packed
        const proxy =
          proxies.get(id) ??
          ((...args: unknown[]) => {
            const packedArgs = args.map((arg) => pack(arg))
            return ask((call) => ({ kind: 'call', call, id, args: packedArgs }))
          })
        proxies.set(id, proxy)
        return proxy
      }
    }
  }

  /** Tells the other world, which answers before `tell` returns, and gives its answer or throws its error. */
  const ask = (make: (call: number) => Told): unknown => {
    const call = ++calls
    tell(make(call))
    const answer = returned.get(call)
    returned.delete(call)
    if (!answer) throw new Error('The other world is gone.')
    const value = unpack(answer.value)
    if (!answer.ok) throw value
    return value
  }

  const answerTo = (call: number, run: () => unknown) => {
    let answer: Answer
    try {
      answer = { ok: true, value: pack(run()) }
    } catch (error) {
      answer = { ok: false, value: failure(error) }
    }
    tell({ kind: 'return', call, ...answer })
  }

  const freeze = (value: unknown): unknown => {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function')
      for (const held of Object.values(Object.freeze(value))) freeze(held)
    return value
  }

  window.addEventListener(mine, (event) => {
    const told = detailOf.call(event as CustomEvent)
    switch (told.kind) {
      case 'call':
        return answerTo(told.call, () => functions[told.id]?.(...told.args.map(unpack)))
      case 'return':
        return void returned.set(told.call, told)
      case 'settle': {
        const waiting = promises.get(told.id)
        promises.delete(told.id)
        return told.ok ? waiting?.resolve(unpack(told.value)) : waiting?.reject(unpack(told.value))
      }
      case 'expose':
        return answerTo(told.call, () => {
          if (told.key in window)
            throw new Error(`Cannot bind an API on top of an existing property on the window object`)
          Object.defineProperty(window, told.key, { value: freeze(unpack(told.api)), enumerable: true })
        })
    }
  })

  return {
    expose: (key: string, api: unknown) => {
      const packed = pack(api)
      ask((call) => ({ kind: 'expose', call, key, api: packed }))
    },
  }
}
