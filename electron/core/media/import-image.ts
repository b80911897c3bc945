import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Asset } from '../../../shared/domain/document.ts'
import { assetIdSchema } from '../../../shared/domain/ids.ts'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import type { Clock, FileSystem } from '../ports.ts'
import { displayName } from './display-name.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { inspectImage, acceptKind } from './inspect-image.ts'
import { discard, openTemporary, settle } from '../disk/settled-file.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'

/** Largest image file that is taken in: 200 MB. */
const maxImageBytes = 200_000_000

/** Copied at a time: enough to keep a disk busy, little enough to forget. */
const chunkBytes = 1 << 20

/** An image that is now in the library. */
export interface ImportedImage {
  readonly asset: Asset
  /** False where the library already held the same content. */
  readonly added: boolean
  /** What the user should know although the image was accepted, as sentences; mostly empty. */
  readonly notes: readonly string[]
}

/** What `importImage` needs. */
export interface ImportImageOptions {
  /** Path of the original. A link is followed: the user chose it; what is copied is the content. */
  readonly source: string
  /** Name it is shown with, where not its own: bytes that came through a window lie under another name. */
  readonly name?: string
  /** The project's `media/` folder; created where it is missing. */
  readonly mediaFolder: string
  readonly files: FileSystem
  readonly now: Clock['now']
}

/**
 * Copies an image into the library as `<sha256>.<format>`, the original bytes untouched. What is checked is the copy,
 * so that nothing can change in between. It is decoded once in full: what is in the library can be used. On refusal
 * nothing is left behind. Memory is bounded for one image; whoever imports many does so one after another.
 * Failures: `media/missing`, `media/unreadable`, `media/unsupported`, `media/too-large`, `media/too-small`, `disk/…`;
 * each message names the file, the reason and the remedy.
 */
export const importImage = async (options: ImportImageOptions): Promise<Result<ImportedImage>> => {
  const name = displayName(options.name ?? basename(options.source))
  try {
    const original = await openOriginal(options.source, name, options.files)
    if (!original.ok) return original
    try {
      return await takeIn(original.value, name, options)
    } finally {
      await original.value.close()
    }
  } catch (error) {
    return { ok: false, error: diskFailure(error, `“${name}” could not be imported`) }
  }
}

/** Copies, checks the copy, and gives it its name. */
const takeIn = async (
  original: FileHandle,
  name: string,
  { mediaFolder, files, now }: ImportImageOptions,
): Promise<Result<ImportedImage>> => {
  await files.mkdir(mediaFolder, { recursive: true })
  const copy = await openTemporary(mediaFolder, files, now())
  try {
    const copied = await copyAndHash(original, copy.handle, name)
    if (!copied.ok) return copied
    const { sha256, bytes, format } = copied.value
    const inspected = await inspectImage(copy.path, name)
    if (!inspected.ok) return inspected
    const { width, height, notes } = inspected.value
    const id = assetIdSchema.parse(sha256)
    const asset: Asset = { id, name, format, width, height, bytes, addedAt: new Date(now()).toISOString() }
    const destination = join(mediaFolder, `${id}.${format}`)
    const added = !(await holds(destination, bytes, files))
    if (added) await settle(copy, destination, files)
    return succeed({ asset, added, notes })
  } finally {
    await discard(copy, files)
  }
}

/** Opens a regular file of acceptable size. Never waits for a pipe to be written. */
const openOriginal = async (source: string, name: string, files: FileSystem): Promise<Result<FileHandle>> => {
  let handle: FileHandle
  try {
    handle = await files.open(source, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') {
      return fail(
        'media/missing',
        `“${name}” was not found. It may have been moved or renamed: choose it again.`,
      )
    }
    if (errnoOf(error) === 'EISDIR' || errnoOf(error) === 'ENXIO') return notAFile(name)
    return { ok: false, error: diskFailure(error, `“${name}” could not be imported`) }
  }
  const stat = await handle.stat()
  if (stat.isFile() && stat.size > 0 && stat.size <= maxImageBytes) return succeed(handle)
  await handle.close()
  if (!stat.isFile()) return notAFile(name)
  return stat.size === 0
    ? fail('media/unreadable', `“${name}” is empty (0 bytes). Copy or export it again, then import that.`)
    : tooManyBytes(name)
}

const notAFile = (name: string) =>
  fail('media/unsupported', `“${name}” is not a file. Choose an image file instead.`)

const tooManyBytes = (name: string) =>
  fail(
    'media/too-large',
    `“${name}” is larger than ${maxImageBytes / 1e6} MB. Export it smaller, as JPEG or PNG, and import that.`,
  )

/** Copies from start to end, hashing; refuses early by the first bytes, and a file that grows past the limit. */
const copyAndHash = async (original: FileHandle, copy: FileHandle, name: string) => {
  const chunk = Buffer.allocUnsafe(chunkBytes)
  const hash = createHash('sha256')
  let { bytesRead } = await original.read(chunk, 0, chunkBytes, 0)
  const format = acceptKind(sniffImage(chunk.subarray(0, Math.min(bytesRead, sniffBytes))), name)
  if (!format.ok) return format
  let bytes = 0
  while (bytesRead > 0) {
    if (bytes + bytesRead > maxImageBytes) return tooManyBytes(name)
    hash.update(chunk.subarray(0, bytesRead))
    await copy.writeFile(chunk.subarray(0, bytesRead))
    bytes += bytesRead
    bytesRead = (await original.read(chunk, 0, chunkBytes, bytes)).bytesRead
  }
  return succeed({ bytes, sha256: hash.digest('hex'), format: format.value })
}

/** True where the library already holds this content. Anything else under the name (a link, half a file) is replaced. */
const holds = async (path: string, bytes: number, files: FileSystem): Promise<boolean> => {
  try {
    const stat = await files.lstat(path)
    return stat.isFile() && stat.size === bytes
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
