import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { FileSystem } from '../ports.ts'
import { errnoOf, fileError } from '../disk/failure.ts'
import { syncFolder } from '../disk/settled-file.ts'

/** Written at a time. */
const batchBytes = 1024 * 1024
/**
 * Brought to the disk while more arrives: as much again as is there already, within these limits. So a crash costs at
 * most half of a clip, and the last sync is short.
 */
const syncBytes = { min: 8 * 1024 * 1024, max: 64 * 1024 * 1024 } as const
/** Longest sidecar that is read; ours have some hundred bytes. */
const maxSidecarBytes = 64 * 1024

/** Which bytes of which file the part holds. Kept beside it as `<part>.json`. */
const sidecarSchema = z.object({
  url: z.string(),
  /** Strong ETag; null where the server gave none, and the part cannot be continued. */
  etag: z.string().nullable(),
  totalBytes: z.int().min(0).nullable(),
  /** Bytes from the start that are certainly on disk. What lies beyond may be missing after loss of power. */
  syncedBytes: z.int().min(0),
})

/** What a part is a part of. */
export type PartVersion = Omit<z.infer<typeof sidecarSchema>, 'syncedBytes'>

/** A clip on its way to the disk: `<destination>.part` and its sidecar. One user at a time. */
export interface PartFile {
  readonly path: string
  /** What is being fetched, and how much of it is here; null where nothing is known. */
  readonly kept: () => { readonly version: PartVersion; readonly bytes: number } | null
  /** Throws away what is here and begins another version; null where none is known yet. */
  readonly restart: (version: PartVersion | null) => Promise<void>
  /** Takes the next bytes. Resolves at once while the disk keeps up. */
  readonly append: (chunk: Buffer) => Promise<void>
  /** Brings everything to the disk and notes it, so that it can be continued after a crash. */
  readonly save: () => Promise<void>
  /** Brings everything to the disk; the hash of the whole in lower-case hex. */
  readonly finish: () => Promise<{ readonly sha256: string; readonly bytes: number }>
  readonly close: () => Promise<void>
  /** Gives the finished part its name and clears up; when this returns, it survives loss of power. */
  readonly rename: () => Promise<void>
  /** Removes part and sidecar. */
  readonly remove: () => Promise<void>
}

/** Links are not followed: a project from a stranger could lead the bytes elsewhere with one. Pipes are not waited for. */
const safely = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Opens the part beside a destination and takes up what an earlier run left, if it belongs to `url` and can be continued.
 * This and every method @throws the system's error.
 */
export const openPart = async (destination: string, url: string, files: FileSystem): Promise<PartFile> => {
  const path = `${destination}.part`
  const sidecarPath = `${path}.json`
  const left = await readSidecar(sidecarPath, files)
  const { handle, size } = await openRegular(path, files)
  const continues = left !== null && left.url === url && left.etag !== null && left.syncedBytes <= size

  let version: PartVersion | null = continues ? left : null
  let bytes = continues ? left.syncedBytes : 0
  let syncedBytes = bytes
  /** Of the first `hashedBytes`; falls behind for good where an earlier run's bytes were taken up. */
  let hash = createHash('sha256')
  let hashedBytes = 0
  /** Two buffers by turns: one is filled while the other is written. */
  let [filling, idle] = [Buffer.allocUnsafe(batchBytes), Buffer.allocUnsafe(batchBytes)]
  let filled = 0
  const writing = createBackground()
  const syncing = createBackground()
  await handle.truncate(bytes)

  const note = async (upTo: number): Promise<void> => {
    syncedBytes = upTo
    if (!version) return files.rm(sidecarPath, { force: true })
    await writeSidecar(sidecarPath, { ...version, syncedBytes }, files)
  }

  const writeBatch = async (): Promise<void> => {
    const batch = filling.subarray(0, filled)
    const start = bytes - filled
    await writing.run(() => writeAll(handle, batch, start))
    if (hashedBytes === start) {
      hash.update(batch)
      hashedBytes = bytes
    }
    ;[filling, idle] = [idle, filling]
    filled = 0
    const due = Math.min(Math.max(syncedBytes, syncBytes.min), syncBytes.max)
    if (start - syncedBytes < due || syncing.isBusy()) return
    await syncing.run(async () => {
      await handle.datasync()
      await note(start)
    })
  }

  const writeAllOut = async (): Promise<void> => {
    await writeBatch()
    await writing.settled()
    await syncing.settled()
  }

  return {
    path,
    kept: () => version && { version, bytes },
    restart: async (next) => {
      await writeAllOut()
      version = next
      bytes = 0
      hash = createHash('sha256')
      hashedBytes = 0
      // The note first: were the part emptied first, a crash in between would leave the old note beside new bytes.
      await note(0)
      await handle.truncate(0)
    },
    append: async (chunk) => {
      for (let taken = 0; taken < chunk.length;) {
        const copied = chunk.copy(filling, filled, taken)
        taken += copied
        filled += copied
        bytes += copied
        if (filled === batchBytes) await writeBatch()
      }
    },
    save: async () => {
      await writeAllOut()
      await handle.datasync()
      await note(bytes)
    },
    finish: async () => {
      await writeAllOut()
      await handle.sync()
      return { sha256: hashedBytes === bytes ? hash.digest('hex') : await hashOf(handle, bytes), bytes }
    },
    close: () => handle.close(),
    rename: async () => {
      // Windows does not rename a file that is open.
      await handle.close()
      await files.rename(path, destination)
      await syncFolder(dirname(destination), files)
      await files.rm(sidecarPath, { force: true })
    },
    remove: async () => {
      await files.rm(path, { force: true })
      await files.rm(sidecarPath, { force: true })
    },
  }
}

const openRegular = async (
  path: string,
  files: FileSystem,
): Promise<{ handle: FileHandle; size: number }> => {
  const handle = await files.open(path, constants.O_RDWR | constants.O_CREAT | safely, 0o644)
  const stat = await handle.stat()
  if (stat.isFile()) return { handle, size: stat.size }
  await handle.close()
  throw fileError('something that is no file stands in the place of the part')
}

/** The sidecar, or null where there is none that can be believed. */
const readSidecar = async (path: string, files: FileSystem) => {
  let handle: FileHandle
  try {
    handle = await files.open(path, constants.O_RDONLY | safely)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
  try {
    const stat = await handle.stat()
    if (!stat.isFile() || stat.size > maxSidecarBytes) return null
    return sidecarSchema.parse(JSON.parse(await handle.readFile('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  } finally {
    await handle.close()
  }
}

/** Written over the old note without emptying it first, so that a full disk does not cost what is already here. */
const writeSidecar = async (path: string, content: z.infer<typeof sidecarSchema>, files: FileSystem) => {
  const handle = await files.open(path, constants.O_WRONLY | constants.O_CREAT | safely, 0o644)
  try {
    const note = Buffer.from(JSON.stringify(content))
    await handle.write(note, 0, note.length, 0)
    await handle.truncate(note.length)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** Writes all of a buffer; a system may take fewer bytes at a time than it is given. */
const writeAll = async (handle: FileHandle, batch: Buffer, start: number): Promise<void> => {
  for (let written = 0; written < batch.length;) {
    const { bytesWritten } = await handle.write(batch, written, batch.length - written, start + written)
    written += bytesWritten
  }
}

/** Hash of the first `bytes` of an open file, in lower-case hex. @throws the system's error. */
export const hashOf = async (handle: FileHandle, bytes: number): Promise<string> => {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(batchBytes)
  for (let at = 0; at < bytes;) {
    const { bytesRead } = await handle.read(chunk, 0, Math.min(batchBytes, bytes - at), at)
    if (bytesRead === 0) throw fileError('the file ended while it was being read')
    hash.update(chunk.subarray(0, bytesRead))
    at += bytesRead
  }
  return hash.digest('hex')
}

/** One piece of work at a time behind the caller's back; its error comes out at the next call. */
const createBackground = () => {
  let isBusy = false
  let outcome: Promise<{ readonly error: unknown } | null> = Promise.resolve(null)
  const settled = async (): Promise<void> => {
    const failed = await outcome
    if (failed) throw failed.error
  }
  const run = async (work: () => Promise<void>): Promise<void> => {
    await settled()
    isBusy = true
    outcome = work()
      .then(
        () => null,
        (error: unknown) => ({ error }),
      )
      .finally(() => {
        isBusy = false
      })
  }
  return { run, settled, isBusy: () => isBusy }
}
