/** A front door under the acceptance script: what a person can do through it, and nothing of how. */
export interface Driver {
  readonly name: string
  /** Opens the project and gives the labels of its shots. */
  readonly open: (folder: string) => Promise<readonly string[]>
  /** Adds a text-to-video shot of this many seconds at the end of the board, and gives its label. */
  readonly addShot: (prompt: string, seconds: 5 | 10) => Promise<string>
  /** What fal.ai would charge for a final take of the shot, in micro-dollars. */
  readonly estimate: (label: string) => Promise<number>
  /** Begins to rehearse the shot and gives the job's id once it is at work. */
  readonly beginRehearsal: (label: string) => Promise<string>
  /** Waits for a job's end and gives its state. */
  readonly endOf: (job: string) => Promise<string>
  readonly cancel: (job: string) => Promise<void>
  /** Ends the program at once, as a crash does. */
  readonly crash: () => Promise<void>
  /** Starts the program again; it goes on with what is open. */
  readonly resume: (folder: string) => Promise<void>
  /** Ends the program in its usual way. */
  readonly close: () => Promise<void>
}

/** Waits until `look` gives something, for half a minute at most. */
export const until = async <Value>(
  look: () => Promise<Value | null>,
  what: string,
  timeoutMs = 30_000,
): Promise<Value> => {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
