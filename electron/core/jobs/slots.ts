/** A limited number of places; who finds none waits in line. */
export interface Slots {
  /** Waits for a place and gives the function that frees it again; null when `signal` aborts first. */
  take: (signal: AbortSignal) => Promise<(() => void) | null>
  /** Takes a place at once, even beyond the limit: for what is under way already. */
  force: () => () => void
  readonly taken: number
}

/** Makes `limit` places. */
export const createSlots = (limit: number): Slots => {
  let taken = 0
  const waiting: (() => void)[] = []
  const occupy = () => {
    taken++
    let held = true
    return () => {
      if (!held) return
      held = false
      taken--
      if (taken < limit) waiting.shift()?.()
    }
  }
  return {
    get taken() {
      return taken
    },
    force: occupy,
    take: (signal) => {
      if (signal.aborted) return Promise.resolve(null)
      if (taken < limit) return Promise.resolve(occupy())
      return new Promise((resolve) => {
        const onTurn = () => {
          signal.removeEventListener('abort', onAbort)
          resolve(occupy())
        }
        const onAbort = () => {
          waiting.splice(waiting.indexOf(onTurn), 1)
          resolve(null)
        }
        waiting.push(onTurn)
        signal.addEventListener('abort', onAbort, { once: true })
      })
    },
  }
}
