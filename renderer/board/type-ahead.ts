/** How long after a key the next one still belongs to it, in milliseconds. */
export const typingPauseMs = 900

/** What has been typed to find a shot by its label. */
export interface Typed {
  readonly text: string
  readonly atMs: number
}

export const nothingTyped: Typed = { text: '', atMs: Number.NEGATIVE_INFINITY }

/**
 * What is typed after one more key; null where the key types nothing. It begins with a digit, as labels do, so that
 * single letters keep their meaning as keys of actions.
 */
export const typeMore = (typed: Typed, key: string, nowMs: number): Typed | null => {
  const going = nowMs - typed.atMs <= typingPauseMs ? typed.text : ''
  const fits = going === '' ? /^\d$/.test(key) : /^[0-9A-Za-z.-]$/.test(key)
  return fits ? { text: going + key.toLowerCase(), atMs: nowMs } : null
}

/** The label that is meant: the very one, else the first that begins so. */
export const labelMeant = (labels: readonly string[], text: string): number => {
  const lower = labels.map((label) => label.toLowerCase())
  const exact = lower.indexOf(text)
  return exact === -1 ? lower.findIndex((label) => label.startsWith(text)) : exact
}
