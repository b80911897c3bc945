/**
 * SHA-256 (FIPS 180-4) for code that runs where neither Node nor a promise is at hand: the window asks for the
 * fingerprint of many requests while it draws.
 */

// Fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8.
// oxfmt-ignore
const roundWords = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
] as const
// oxfmt-ignore
const initialWords = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
] as const

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** The text in UTF-8, a one bit, zeros, and the length in bits: a multiple of 64 bytes. */
const padded = (text: string): DataView => {
  const bytes = new Uint8Array(text.length * 3 + 72)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) bytes[length++] = code
    else if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6)
      bytes[length++] = 0x80 | (code & 0x3f)
    } else {
      const point = text.codePointAt(at) ?? 0
      if (point > 0xffff) {
        at++
        bytes[length++] = 0xf0 | (point >> 18)
        bytes[length++] = 0x80 | ((point >> 12) & 0x3f)
      } else bytes[length++] = 0xe0 | (point >> 12)
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f)
      bytes[length++] = 0x80 | (point & 0x3f)
    }
  }
  bytes[length] = 0x80
  const view = new DataView(bytes.buffer, 0, Math.ceil((length + 9) / 64) * 64)
  view.setBigUint64(view.byteLength - 8, BigInt(length) * 8n)
  return view
}

const digestBlock = (state: Uint32Array, schedule: Uint32Array, view: DataView, offset: number) => {
  const word = (at: number) => schedule[at] ?? 0
  for (let at = 0; at < 16; at++) schedule[at] = view.getUint32(offset + at * 4)
  for (let at = 16; at < 64; at++) {
    const early = word(at - 15)
    const late = word(at - 2)
    const small0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)
    const small1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10)
    schedule[at] = word(at - 16) + small0 + word(at - 7) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < 64; at++) {
    const big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const one = (h + big1 + ((e & f) ^ (~e & g)) + (roundWords[at] ?? 0) + word(at)) | 0
    const big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const two = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  for (const [at, sum] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + sum
}

/** The SHA-256 of a text in UTF-8, as 64 digits of lower-case hex. */
export const sha256Of = (text: string): string => {
  const view = padded(text.toWellFormed())
  const state = Uint32Array.from(initialWords)
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < view.byteLength; offset += 64) digestBlock(state, schedule, view, offset)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}
