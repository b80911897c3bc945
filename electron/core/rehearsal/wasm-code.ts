/**
 * Just enough of the WebAssembly binary format (specification 2.0, chapter 5) to write a few vector loops as
 * instructions, in stack order, and have V8 compile them. Integers are i32; a pointer is a byte offset in memory.
 */

/** Encoded instructions. */
export type Code = readonly number[]

/** One exported function. Its locals are numbered from 0: the parameters (i32) first, then vectors (v128). */
export interface WasmFunction {
  readonly name: string
  readonly parameters: number
  readonly vectors: number
  readonly body: Code
}

/** Instructions one after the other. */
export const code = (...parts: readonly Code[]): Code => parts.flat()

const unsigned = (value: number): Code =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
const signed = (value: number): Code =>
  value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
const sized = (content: Code): Code => [...unsigned(content.length), ...content]
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))]
const named = (name: string): Code => sized([...Buffer.from(name)])

const i32 = 0x7f
const v128 = 0x7b

/** A vector instruction with its immediate operands. */
const vector = (opcode: number, ...operands: readonly number[]): Code => [
  0xfd,
  ...unsigned(opcode),
  ...operands,
]
/** Memory operand: alignment is only a hint, so none is promised. */
const at = (offset: number): Code => [0, ...unsigned(offset)]

/** Instructions by the names the specification gives them. */
export const get = (local: number): Code => [0x20, local]
export const set = (local: number): Code => [0x21, local]
export const constant = (value: number): Code => [0x41, ...signed(value)]
export const add: Code = [0x6a]
export const subtract: Code = [0x6b]
export const load32 = (offset = 0): Code => [0x28, ...at(offset)]
export const loadVector = (offset = 0): Code => vector(0x00, ...at(offset))
export const load64 = (offset = 0): Code => vector(0x5d, ...at(offset))
/** Loads eight bytes as the upper half of the vector on the stack. */
export const load64Upper = (offset = 0): Code => vector(0x57, ...at(offset), 1)
export const load8x8Unsigned = (offset = 0): Code => vector(0x02, ...at(offset))
/** Stores the lower half of the vector on the stack. */
export const store64 = (offset = 0): Code => vector(0x5b, ...at(offset), 0)
export const storeVector = (offset = 0): Code => vector(0x0b, ...at(offset))
export const shuffle = (...bytes: readonly number[]): Code => vector(0x0d, ...bytes)
export const splat16 = vector(0x10)
export const splat32 = vector(0x11)
export const add16 = vector(0x8e)
export const multiply16 = vector(0x95)
export const shiftRight16Unsigned = vector(0x8d)
export const add32 = vector(0xae)
export const shiftRight32Signed = vector(0xac)
/** Products of the 16-bit lanes, added in pairs to 32-bit lanes. */
export const dot16 = vector(0xba)
export const narrow32Signed = vector(0x85)
export const narrow16Unsigned = vector(0x66)

/** Raises a local by a constant. */
export const advance = (local: number, by: number): Code => code(get(local), constant(by), add, set(local))

/** Repeats `body` while the local `counter`, raised by `step` after each time, is below the local `end`. */
export const repeat = (counter: number, step: number, end: number, body: Code): Code => {
  const begin = [0x03, 0x40]
  const lessThanUnsigned = [0x49]
  const againIf = [0x0d, 0]
  const close = [0x0b]
  return code(begin, body, advance(counter, step), get(counter), get(end), lessThanUnsigned, againIf, close)
}

/** A module that exports the functions and imports its memory as `host.memory`. */
export const wasmModule = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> => {
  const types = functions.map(({ parameters }) => [0x60, ...sized(Array<number>(parameters).fill(i32)), 0])
  const memory = [...named('host'), ...named('memory'), 0x02, 0, 1]
  const exported = functions.map(({ name }, index) => [...named(name), 0, index])
  const bodies = functions.map(({ vectors, body }) => sized([...list([[vectors, v128]]), ...body, 0x0b]))
  return Uint8Array.from(
    code(
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, types),
      section(2, [memory]),
      section(
        3,
        functions.map((_, index) => [index]),
      ),
      section(7, exported),
      section(10, bodies),
    ),
  )
}
