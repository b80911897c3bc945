import * as w from './wasm-code.ts'

/**
 * The three inner loops of the camera, as WebAssembly vector code: a tenth of the time that JavaScript takes for the
 * same, which was most of a render. `mixRow` cross-fades two rows of bytes to 16-bit samples (a byte times 64),
 * `sampleAcross` weighs four of those for each sample of a new row, and `sampleDown` makes bytes of four such rows.
 *
 * They go in steps of eight samples (`sampleAcross`: four), so they may read and write past a row's end. Rows must be
 * made in order, that the next one covers what spilled over, and `kernelSpill` bytes must be free behind the last.
 */

/** Weights are counted in parts of this; the four of one sample add up to it. */
export const weightUnit = 4096

/** Bytes past its end that a row may reach. */
export const kernelSpill = 64

/** The loops. Rows are given as byte offsets in the memory, lengths in samples of 1 or more. */
export interface SamplingKernel {
  /** `out[i] = (from[i] * (256 - mix) + to[i] * mix) / 4`, with `mix` from 0 to 256. */
  readonly mixRow: (from: number, to: number, out: number, length: number, mix: number) => void
  /** `out[i]` from the four samples at `firsts[i]`, a byte offset, by the four 16-bit weights at `weights[4 * i]`. */
  readonly sampleAcross: (firsts: number, weights: number, out: number, length: number) => void
  /** Bytes at `out` from four rows and their weights. */
  readonly sampleDown: (rows: FourNumbers, weights: FourNumbers, out: number, length: number) => void
}

/** Offsets or weights of four neighbouring rows. */
type FourNumbers = readonly [number, number, number, number]

/** The part of the JavaScript interface to WebAssembly that is used here: TypeScript declares it for browsers only. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: { readonly host: { readonly memory: object } },
  ) => { readonly exports: Readonly<Record<string, (...operands: readonly number[]) => void>> }
}

const mixRow = (): w.WasmFunction => {
  const [from, to, out, end, mix] = [0, 1, 2, 3, 4] as const
  const body = w.code(
    w.get(out),
    w.code(
      w.get(from),
      w.load8x8Unsigned(),
      w.constant(256),
      w.get(mix),
      w.subtract,
      w.splat16,
      w.multiply16,
    ),
    w.code(w.get(to), w.load8x8Unsigned(), w.get(mix), w.splat16, w.multiply16),
    w.code(w.add16, w.constant(2), w.shiftRight16Unsigned, w.storeVector()),
    w.code(w.advance(to, 8), w.advance(out, 16)),
  )
  return { name: 'mixRow', parameters: 5, vectors: 0, body: w.repeat(from, 8, end, body) }
}

const sampleAcross = (): w.WasmFunction => {
  const [firsts, weights, out, end, low, high] = [0, 1, 2, 3, 4, 5] as const
  /** Two samples as two partial sums each, from two offsets at `firsts` and eight weights at `weights`. */
  const pair = (index: 0 | 1): w.Code =>
    w.code(
      w.code(w.get(firsts), w.load32(8 * index + 4)),
      w.code(w.get(firsts), w.load32(8 * index), w.load64(), w.load64Upper()),
      w.code(w.get(weights), w.loadVector(16 * index), w.dot16),
    )
  const both = w.code(w.get(low), w.get(high))
  const body = w.code(
    w.code(pair(0), w.set(low), pair(1), w.set(high)),
    w.get(out),
    w.code(both, w.shuffle(0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)),
    w.code(both, w.shuffle(4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)),
    w.code(w.add32, w.constant(12), w.shiftRight32Signed, w.set(low)),
    w.code(w.get(low), w.get(low), w.narrow32Signed, w.store64()),
    w.code(w.advance(weights, 32), w.advance(out, 8)),
  )
  return { name: 'sampleAcross', parameters: 4, vectors: 2, body: w.repeat(firsts, 16, end, body) }
}

const sampleDown = (): w.WasmFunction => {
  const [a, b, c, d, weightsAB, weightsCD, out, end, sums] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
  /** Four samples: the lanes of two rows taken by turns, weighed and added in pairs, and rounded. */
  const half = (byTurns: w.Code): w.Code =>
    w.code(
      w.code(
        w.get(a),
        w.loadVector(),
        w.get(b),
        w.loadVector(),
        byTurns,
        w.get(weightsAB),
        w.splat32,
        w.dot16,
      ),
      w.code(
        w.get(c),
        w.loadVector(),
        w.get(d),
        w.loadVector(),
        byTurns,
        w.get(weightsCD),
        w.splat32,
        w.dot16,
      ),
      w.code(w.add32, w.constant(1 << 17), w.splat32, w.add32, w.constant(18), w.shiftRight32Signed),
    )
  const body = w.code(
    w.get(out),
    half(w.shuffle(0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23)),
    half(w.shuffle(8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31)),
    w.code(w.narrow32Signed, w.set(sums), w.get(sums), w.get(sums), w.narrow16Unsigned, w.store64()),
    w.code(w.advance(b, 16), w.advance(c, 16), w.advance(d, 16), w.advance(out, 8)),
  )
  return { name: 'sampleDown', parameters: 8, vectors: 1, body: w.repeat(a, 16, end, body) }
}

/** Two 16-bit numbers in one 32-bit number. */
const pairOf = (first: number, second: number): number => (first & 0xffff) | (second << 16)

/** Compiles the loops, with `bytes` of memory of their own to work in. */
export const createSamplingKernel = (
  bytes: number,
): { readonly memory: ArrayBuffer; readonly kernel: SamplingKernel } => {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) })
  const module = new WebAssembly.Module(w.wasmModule([mixRow(), sampleAcross(), sampleDown()]))
  const { exports } = new WebAssembly.Instance(module, { host: { memory } })
  const mix = exports['mixRow']!
  const across = exports['sampleAcross']!
  const down = exports['sampleDown']!
  const kernel: SamplingKernel = {
    mixRow: (from, to, out, length, share) => mix(from, to, out, from + length, share),
    sampleAcross: (firsts, weights, out, length) => across(firsts, weights, out, firsts + 4 * length),
    sampleDown: ([a, b, c, d], [wa, wb, wc, wd], out, length) =>
      down(a, b, c, d, pairOf(wa, wb), pairOf(wc, wd), out, a + 2 * length),
  }
  return { memory: memory.buffer, kernel }
}
