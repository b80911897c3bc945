/** Runs tasks one after another, in the order in which they came. */
export const createTurns = (): (<Value>(task: () => Promise<Value>) => Promise<Value>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const before = last
    const own = (async () => {
      await before
      return task()
    })()
    last = own.catch(() => undefined)
    return own
  }
}
