import type * as fsPromises from 'node:fs/promises'

/**
 * The effects the core needs, passed in by `createCore`: nothing in the core reads a clock, draws randomness or
 * touches the disk except through these.
 */

/** Wall-clock and monotonic time, and waiting. */
export interface Clock {
  /** Milliseconds since 1970, as the system's clock says; it may jump. */
  now: () => number
  /** Milliseconds from some fixed moment; never jumps, stands still while the machine sleeps. */
  monotonicMs: () => number
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts. Never rejects. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** The file calls the core makes; Node's own, or a double that fails where a test wants it to. */
export type FileSystem = Pick<
  typeof fsPromises,
  | 'chmod'
  | 'copyFile'
  | 'link'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readFile'
  | 'readdir'
  | 'realpath'
  | 'rename'
  | 'rm'
  | 'stat'
  | 'statfs'
  | 'unlink'
  | 'utimes'
  | 'writeFile'
>

/** Where the core says what it does. Never pass a key, a signed URL or a prompt. */
export interface Log {
  info: (event: string, details?: Readonly<Record<string, string | number | boolean | null>>) => void
  warn: (event: string, details?: Readonly<Record<string, string | number | boolean | null>>) => void
}
