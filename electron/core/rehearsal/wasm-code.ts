/**
 * Just enough of the WebAssembly binary format (specification 2.0, chapter 5) to write a few vector loops as
 * instructions, in stack order, and have V8 compile them. Integers are i32; a pointer is a byte offset in memory.
 */

/** Encoded instructions. */
export type Code = readonly number[]

/** One exported function: `parameters` and then `locals` are numbered from 0; it returns nothing. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: number
  /** Kinds of the locals that follow the parameters. */
  readonly locals: readonly ('i32' | 'v128')[]
  readonly body: Code
}

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
const vector = (opcode: number, ...operands: readonly number[]): Code => [0xfd, ...unsigned(opcode), ...operands]
/** Memory operand: alignment is only a hint, so none is promised. */
const at = (offset: number): Code => [0, ...unsigned(offset)]

/** Instructions by the names the specification gives them. */
export const get = (local: number): Code => [0x20, local]
export const set = (local: number): Code => [0x21, local]
export const constant = (value: number): Code => [0x41, ...signed(value)]
export const add: Code = [0x6a]
export const subtract: Code = [0x6b]
export const lessThanUnsigned: Code = [0x49]
export const load32 = (offset = 0): Code => [0x28, ...at(offset)]
export const loadVector = (offset = 0): Code => vector(0x00, ...at(offset))
export const load64 = (offset = 0): Code => vector(0x5d, ...at(offset))
/** Loads eight bytes as the upper half of the vector on the stack. */
export const load64Upper = (offset = 0): Code => vector(0x57, ...at(offset), 1)
export const load8x8Unsigned = (offset = 0): Code => vector(0x02, ...at(offset))
export const storeVector = (offset = 0): Code => vector(0x0b, ...at(offset))
export const store64 = (offset = 0): Code => vector(0x5b, ...at(offset), 0)
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

/** Repeats `body` while the local `counter`, raised by `step` each time, is below the local `end` (at least once). */
export const repeat = (counter: number, step: number, end: number, body: Code): Code => [
  ...[0x03, 0x40, ...body],
  ...[...get(counter), ...constant(step), ...add, 0x22, counter, ...get(end), ...lessThanUnsigned],
  ...[0x0d, 0, 0x0b],
]

/** A module that exports the functions and imports its memory as `host.memory`. */
export const wasmModule = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      functions.map(({ parameters }) => [0x60, ...sized(Array<number>(parameters).fill(i32)), 0]),
    ),
    ...section(2, [[...named('host'), ...named('memory'), 0x02, 0, 1]]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...named(name), 0x00, ...unsigned(index)]),
    ),
    ...section(
      10,
      functions.map(({ locals, body }) =>
        sized([...list(locals.map((kind) => [1, kind === 'i32' ? i32 : v128])), ...body, 0x0b]),
      ),
    ),
  ])
