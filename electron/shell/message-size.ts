/** Most bytes that a call may bring, roughly counted. The largest honest one, a paste of a large board, has about 10 MB. */
export const messageLimitBytes = 32_000_000

/**
 * Whether what came with a message stays under a limit, without walking further than that. Threat: a page that makes
 * the program parse and copy without end. Counts two bytes a character and eight for everything else.
 */
export const staysUnder = (limitBytes: number, message: unknown): boolean => {
  let bytes = 0
  const left: unknown[] = [message]
  while (left.length > 0) {
    const value = left.pop()
    bytes += 8
    if (typeof value === 'string') bytes += value.length * 2
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) bytes += value.byteLength
    else if (value instanceof Map || value instanceof Set) return false
    else if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) bytes += value.length * 8
      if (bytes > limitBytes) return false
      for (const [name, member] of Object.entries(value)) {
        bytes += name.length * 2
        left.push(member)
      }
    }
    if (bytes > limitBytes) return false
  }
  return true
}
