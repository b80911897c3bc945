let text = ''

/** A clipboard of its own: tests must not meet the machine's. */
export const clipboard = {
  readText: () => text,
  writeText: (written: string) => void (text = written),
  clear: () => void (text = ''),
  availableFormats: () => (text ? ['text/plain'] : []),
}
