import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { readStamp, sameStamp, type Stamp } from './document-file.ts'
import { privateFolder } from './layout.ts'

/**
 * The lock of a project folder: `.boardwright/lock.json`, whose modification time its holder moves every two seconds.
 * A lock is stale when its process is gone, or when its heartbeat was watched for ten seconds and stood still: clocks
 * jump and process ids are used again, so neither is believed. The file may be deleted at any time.
 */

/** The process that wants the lock. */
export interface LockHolder {
  readonly host: string
  readonly pid: number
  /** Whether a process of this machine is alive. */
  readonly isAlive: (pid: number) => boolean
}

/** This very process as a holder of locks. */
export const thisProcess = (): LockHolder => ({
  host: hostname(),
  pid: process.pid,
  isAlive: (pid) => {
    try {
      process.kill(pid, 0)
      return true
    } catch (error) {
      // EPERM: it lives, under another user.
      return errnoOf(error) === 'EPERM'
    }
  },
})

/** How often the heartbeat moves, how long one that stands still is watched, and how often it is looked at then. */
export interface LockTimings {
  readonly beatMs: number
  readonly staleMs: number
  readonly lookMs: number
}

/** The timings that all processes keep to. */
export const lockTimings: LockTimings = { beatMs: 2000, staleMs: 10_000, lookMs: 250 }

/** What the lock needs. */
export interface LockPorts {
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
  readonly randomBytes: (count: number) => Uint8Array
  readonly holder?: LockHolder
  readonly timings?: LockTimings
}

/** What a lock file says. `token` tells one lock from the next; host and pid may both occur again. */
const lockSchema = z.object({
  token: z.string(),
  host: z.string(),
  pid: z.int().positive(),
  startedAt: z.string(),
})

/** A lock that is held. */
export interface ProjectLock {
  /** Whether the lock is still held. Writes it again where it was deleted. */
  readonly isHeld: () => Promise<boolean>
  /** Calls `listener` once, when the lock turns out to have been taken by another process. */
  readonly onLost: (listener: () => void) => void
  /** Gives the lock back. */
  readonly release: () => Promise<void>
}

/**
 * Takes the lock of a project folder. A living holder is found out within one heartbeat; a stale lock is taken over,
 * after ten seconds at most. Fails with `project/locked`, `project/refused` (`.boardwright` is not a folder), or as
 * `diskFailure` does.
 */
export const acquireLock = async (folder: string, ports: LockPorts): Promise<Result<ProjectLock>> => {
  const { files, clock, randomBytes, holder = thisProcess(), timings = lockTimings } = ports
  const lockFolder = join(folder, privateFolder)
  const lockPath = join(lockFolder, 'lock.json')
  const token = Buffer.from(randomBytes(16)).toString('hex')
  const content = JSON.stringify({
    token,
    host: holder.host,
    pid: holder.pid,
    startedAt: new Date(clock.now()).toISOString(),
  })

  /** Watches a file until it changes or goes (true), or has stood still for `staleMs` (false). */
  const stirs = async (path: string, seen: Look): Promise<boolean> => {
    const since = clock.monotonicMs()
    while (clock.monotonicMs() - since < timings.staleMs) {
      await clock.sleep(timings.lookMs)
      if (!isSame(await look(path, files), seen)) return true
    }
    return false
  }

  /** Removes a stale lock. Several may try at once: one goes behind the guard, and removes only what it has seen. */
  const clearStale = async (seen: Look): Promise<void> => {
    const guard = join(lockFolder, 'lock.takeover')
    if (!(await createFile(guard, token, files))) {
      const other = await look(guard, files)
      if (other && !(await stirs(guard, other))) await removeSeen(guard, other, ports)
      return
    }
    try {
      await removeSeen(lockPath, seen, ports)
    } finally {
      const own = await look(guard, files)
      if (own?.text === token) await files.rm(guard, { force: true })
    }
  }

  try {
    await makeLockFolder(lockFolder, files)
    if (!(await files.lstat(lockFolder)).isDirectory())
      return fail(
        'project/refused',
        `The project cannot be opened: ${privateFolder} in it is not a folder. Delete it.`,
      )
    // Each round ends with the lock, with a living holder, or with something out of the way.
    for (let round = 0; round < 5; round++) {
      if (await createFile(lockPath, content, files)) return succeed(holdLock(folder, token, content, ports))
      const seen = await look(lockPath, files)
      if (!seen) continue
      const owner = ownerOf(seen.text)
      const isGone = owner?.host === holder.host && !holder.isAlive(owner.pid)
      if (!isGone && (await stirs(lockPath, seen))) {
        if (await look(lockPath, files))
          return locked(owner?.host === holder.host ? null : (owner?.host ?? null))
        continue
      }
      await clearStale(seen)
    }
    return locked(null)
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The project could not be locked') }
  }
}

const locked = (host: string | null) =>
  fail(
    'project/locked',
    `The project is already open ${host === null ? 'in another window or program' : `on the computer ${host}`}. Close it there to make changes here.`,
    { cost: 'nothing' },
  )

const holdLock = (folder: string, token: string, content: string, ports: LockPorts): ProjectLock => {
  const { files, clock, log, timings = lockTimings } = ports
  const lockFolder = join(folder, privateFolder)
  const lockPath = join(lockFolder, 'lock.json')
  const stop = new AbortController()
  const listeners: (() => void)[] = []
  let isHeld = true
  let lastBeat: Stamp | null = null

  const beat = async (): Promise<boolean> => {
    if (!isHeld || stop.signal.aborted) return isHeld
    try {
      let seen = await look(lockPath, files)
      if (!seen) {
        await makeLockFolder(lockFolder, files)
        await createFile(lockPath, content, files)
        seen = await look(lockPath, files)
      }
      const owner = seen && ownerOf(seen.text)
      if (owner?.token === token) {
        const now = clock.now() / 1000
        await files.utimes(lockPath, now, now)
        lastBeat = await readStamp(lockPath, files)
      } else if (owner && isHeld) {
        isHeld = false
        stop.abort()
        log.warn('lock.lost')
        for (const listener of listeners) listener()
      }
    } catch (error) {
      // The folder is out of reach, or the disk full; that is not to say that another has the lock.
      log.warn('lock.beatFailed', { code: errnoOf(error) ?? String(error) })
    }
    return isHeld
  }

  const beats = (async () => {
    while (!stop.signal.aborted) {
      await clock.sleep(timings.beatMs, stop.signal)
      if (!stop.signal.aborted) await beat()
    }
  })()

  return {
    isHeld: async () => {
      try {
        // Most often a look from outside is enough: nobody has touched the file since the last beat.
        if (isHeld && sameStamp(lastBeat, await readStamp(lockPath, files))) return true
      } catch (error) {
        log.warn('lock.unseen', { code: errnoOf(error) ?? String(error) })
      }
      return beat()
    },
    onLost: (listener) => {
      listeners.push(listener)
    },
    release: async () => {
      stop.abort()
      await beats
      try {
        const seen = await look(lockPath, files)
        if (seen && ownerOf(seen.text)?.token === token) await files.rm(lockPath, { force: true })
      } catch (error) {
        // What stays behind is stale, and the next process finds that out.
        log.warn('lock.notReleased', { code: errnoOf(error) ?? String(error) })
      }
    },
  }
}

/** What a lock file looked like at one moment; `text` is empty for what cannot be a lock. */
interface Look {
  readonly text: string
  readonly movedNs: bigint
}

const isSame = (now: Look | null, seen: Look) =>
  now !== null && now.text === seen.text && now.movedNs === seen.movedNs

const look = async (path: string, files: FileSystem): Promise<Look | null> => {
  try {
    const stats = await files.lstat(path, { bigint: true })
    // A folder comes from a stranger, and so does this file: never read a link, a pipe or a gigabyte.
    const text = stats.isFile() && stats.size < 4096n ? await files.readFile(path, 'utf8') : ''
    return { text, movedNs: stats.mtimeNs }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

const ownerOf = (text: string): z.infer<typeof lockSchema> | null => {
  try {
    return lockSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const makeLockFolder = async (lockFolder: string, files: FileSystem) => {
  try {
    // Not recursive: a project folder that is gone must not come back empty.
    await files.mkdir(lockFolder)
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
  }
}

/** Writes a file that is not there; false where there is one. */
const createFile = async (path: string, text: string, files: FileSystem): Promise<boolean> => {
  let handle
  try {
    handle = await files.open(path, 'wx')
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    await handle.writeFile(text)
    return true
  } catch (error) {
    await files.rm(path, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

/** Removes a file if it still is what was seen: it is moved away first, since only that is done in one step. */
const removeSeen = async (path: string, seen: Look, { files, randomBytes }: LockPorts): Promise<void> => {
  if (!isSame(await look(path, files), seen)) return
  const aside = `${path}.${Buffer.from(randomBytes(6)).toString('hex')}`
  try {
    await files.rename(path, aside)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    throw error
  }
  if (isSame(await look(aside, files), seen)) await files.rm(aside, { force: true, recursive: true })
  else await files.rename(aside, path)
}
