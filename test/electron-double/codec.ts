// oxlint-disable unicorn/consistent-function-scoping -- sent to the page as its own source

/**
 * Structured-clone values as JSON text and back, for the DevTools protocol carries text alone. The function is sent to
 * the page as its own source, so it may use nothing from outside itself.
 *
 * Throws "An object could not be cloned." for what Electron refuses to send: functions, symbols, promises, DOM objects,
 * blobs, and anything else that only lives in one process.
 */
export const makeCodec = (
  toBase64: (bytes: Uint8Array) => string,
  fromBase64: (text: string) => Uint8Array,
) => {
  type Slot = string | number | boolean | null | { u: string } | { n: string } | { r: number }
  type Node = readonly [kind: string, ...parts: unknown[]]
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1)
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  }

  const encode = (input: unknown): string => {
    let value: unknown
    try {
      value = structuredClone(input)
    } catch {
      return refuse()
    }
    const nodes: Node[] = []
    const seen = new Map<object, number>()

    const nodeOf = (object: object): Node => {
      if (Array.isArray(object))
        return ['Array', object.length, Object.keys(object).map((key) => [key, slot(object[Number(key)])])]
      if (ArrayBuffer.isView(object))
        return [
          'View',
          object.constructor.name,
          slot(object.buffer),
          object.byteOffset,
          'length' in object ? object.length : object.byteLength,
        ]
      switch (kindOf(object)) {
        case 'Object':
          return ['Object', Object.entries(object).map(([key, held]) => [key, slot(held)])]
        case 'Date':
          return ['Date', slot((object as Date).getTime())]
        case 'RegExp':
          return ['RegExp', (object as RegExp).source, (object as RegExp).flags]
        case 'Map':
          return ['Map', [...(object as Map<unknown, unknown>)].map(([key, held]) => [slot(key), slot(held)])]
        case 'Set':
          return ['Set', [...(object as Set<unknown>)].map(slot)]
        case 'Error': {
          const { name, message, stack, cause } = object as Error
          return ['Error', name, message, stack ?? '', slot(cause)]
        }
        case 'ArrayBuffer':
          return ['ArrayBuffer', toBase64(new Uint8Array(object as ArrayBuffer))]
        case 'Boolean':
        case 'Number':
        case 'String':
          return ['Boxed', slot(object.valueOf())]
        default:
          return refuse()
      }
    }

    const slot = (held: unknown): Slot => {
      if (held === null || typeof held === 'string' || typeof held === 'boolean') return held
      if (typeof held === 'number')
        return Number.isFinite(held) && !Object.is(held, -0)
          ? held
          : { u: Object.is(held, -0) ? '-0' : String(held) }
      if (held === undefined) return { u: 'undefined' }
      if (typeof held === 'bigint') return { n: String(held) }
      if (typeof held !== 'object') return refuse()
      const known = seen.get(held)
      if (known !== undefined) return { r: known }
      const index = nodes.length
      seen.set(held, index)
      nodes.push(['Object'])
      nodes[index] = nodeOf(held)
      return { r: index }
    }

    const top = slot(value)
    return JSON.stringify([top, nodes])
  }

  const decode = (text: string): unknown => {
    const [top, nodes] = JSON.parse(text) as [Slot, Node[]]
    const made = new Map<number, object>()

    const make = (index: number): object => {
      const node = nodes[index] ?? refuse()
      const [kind, first, second, third, fourth] = node
      const keep = <T extends object>(object: T): T => {
        made.set(index, object)
        return object
      }
      switch (kind) {
        case 'Array': {
          const array = keep(Array.from<unknown>({ length: first as number }))
          for (const [key, held] of second as [string, Slot][]) array[Number(key)] = open(held)
          return array
        }
        case 'Object': {
          const object = keep({})
          for (const [key, held] of first as [string, Slot][])
            Object.defineProperty(object, key, {
              value: open(held),
              enumerable: true,
              writable: true,
              configurable: true,
            })
          return object
        }
        case 'Map': {
          const map = keep(new Map())
          for (const [key, held] of first as [Slot, Slot][]) map.set(open(key), open(held))
          return map
        }
        case 'Set': {
          const set = keep(new Set())
          for (const held of first as Slot[]) set.add(open(held))
          return set
        }
        case 'Date':
          return keep(new Date(open(first as Slot) as number))
        case 'RegExp':
          return keep(new RegExp(first as string, second as string))
        case 'Error': {
          const error = keep(new (errors[first as string] ?? Error)(second as string))
          Object.defineProperty(error, 'stack', { value: third, writable: true, configurable: true })
          const cause = open(fourth as Slot)
          if (cause !== undefined)
            Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true })
          return error
        }
        case 'ArrayBuffer':
          return keep(new Uint8Array(fromBase64(first as string)).buffer)
        case 'View': {
          const View =
            (globalThis as unknown as Record<string, new (b: unknown, at: unknown, n: unknown) => object>)[
              first as string
            ] ?? refuse()
          return keep(new View(open(second as Slot), third, fourth))
        }
        case 'Boxed':
          return keep(Object(open(first as Slot)) as object)
        default:
          return refuse()
      }
    }

    const open = (held: Slot): unknown => {
      if (held === null || typeof held !== 'object') return held
      if ('r' in held) return made.get(held.r) ?? make(held.r)
      if ('n' in held) return BigInt(held.n)
      return held.u === 'undefined' ? undefined : Number(held.u)
    }
    return open(top)
  }

  return { encode, decode }
}

/** The codec of the main process. */
export const codec = makeCodec(
  (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  (text) => Buffer.from(text, 'base64'),
)
