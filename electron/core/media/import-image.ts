import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Asset } from '../../../shared/domain/document.ts'
import { assetIdSchema, type AssetId } from '../../../shared/domain/ids.ts'
import { fail, succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import type { Clock, FileSystem } from '../ports.ts'
import { displayName } from './display-name.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import { inspectImage, acceptKind } from './inspect-image.ts'
import { discard, openTemporary, settle, type TemporaryFile } from '../disk/settled-file.ts'
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
  /** The content's hash, where `source` is a file that nobody else can change: it is moved then, not copied. */
  readonly ownSha256?: string | null
  /** The project's `media/` folder; created where it is missing. */
  readonly mediaFolder: string
  readonly files: FileSystem
  readonly now: Clock['now']
  /** Keeps the small picture (JPEG of `smallPictureSide`) that the check yields, so that nobody decodes the image again. */
  readonly keepSmall?: (id: AssetId, picture: Buffer) => Promise<void>
}

/**
 * Copies an image into the library as `<sha256>.<format>`, the original bytes untouched. What is checked is the copy,
 * or a file of our own that is moved, so that nothing can change in between. It is decoded once in full: what is in the
 * library can be used. On refusal nothing is left behind. Memory is bounded for one image; whoever imports many bounds how many at once.
 * Failures: `media/missing`, `media/unreadable`, `media/unsupported`, `media/too-large`, `media/too-small`, `disk/…`;
 * each message names the file, the reason and the remedy.
 */
export const importImage = async (options: ImportImageOptions): Promise<Result<ImportedImage>> => {
  const name = displayName(options.name ?? basename(options.source))
  try {
    const original = await openOriginal(options, name)
    if (!original.ok) return original
    try {
      await options.files.mkdir(options.mediaFolder, { recursive: true })
      const { ownSha256 } = options
      return ownSha256 && (await isOnSameDisk(original.value, options))
        ? await move(original.value, ownSha256, name, options)
        : await copyAcross(original.value, name, options)
    } finally {
      await original.value.close()
    }
  } catch (error) {
    return { ok: false, error: diskFailure(error, `“${name}” could not be imported`) }
  }
}

/** Only within one disk can a file be moved by its name alone. */
const isOnSameDisk = async (
  original: FileHandle,
  { mediaFolder, files }: ImportImageOptions,
): Promise<boolean> => (await original.stat()).dev === (await files.stat(mediaFolder)).dev

/** Copies, checks the copy, and gives it its name. */
const copyAcross = async (
  original: FileHandle,
  name: string,
  options: ImportImageOptions,
): Promise<Result<ImportedImage>> => {
  const copy = await openTemporary(options.mediaFolder, options.files, options.now())
  try {
    const copied = await copyAndHash(original, copy.handle, name)
    return copied.ok ? await takeIn(copy, copied.value, name, options) : copied
  } finally {
    await discard(copy, options.files)
  }
}

/** Checks the file itself and gives it its new name; where it is refused, it stays. */
const move = async (
  original: FileHandle,
  sha256: string,
  name: string,
  options: ImportImageOptions,
): Promise<Result<ImportedImage>> => {
  const head = Buffer.alloc(sniffBytes)
  const { bytesRead } = await original.read(head, 0, sniffBytes, 0)
  const format = acceptKind(sniffImage(head.subarray(0, bytesRead)), name)
  if (!format.ok) return format
  const { size } = await original.stat()
  await original.chmod(mediaMode)
  const temporary = { path: options.source, handle: original, isSettled: false }
  return takeIn(temporary, { sha256, bytes: size, format: format.value }, name, options)
}

/** What a file of the library is allowed to be used for, as a file that is copied into it. */
const mediaMode = 0o644

/** What a file holds. */
interface Content {
  readonly sha256: string
  readonly bytes: number
  readonly format: Asset['format']
}

/** Checks a file that nobody else knows, and gives it its name in the library. */
const takeIn = async (
  file: TemporaryFile,
  { sha256, bytes, format }: Content,
  name: string,
  { mediaFolder, files, now, keepSmall }: ImportImageOptions,
): Promise<Result<ImportedImage>> => {
  const inspected = await inspectImage(file.path, name)
  if (!inspected.ok) return inspected
  const { width, height, small, notes } = inspected.value
  const id = assetIdSchema.parse(sha256)
  await keepSmall?.(id, small)
  const asset: Asset = { id, name, format, width, height, bytes, addedAt: new Date(now()).toISOString() }
  const destination = join(mediaFolder, `${id}.${format}`)
  const added = !(await holds(destination, bytes, files))
  if (added) await settle(file, destination, files)
  return succeed({ asset, added, notes })
}

/** Opens a regular file of acceptable size. Never waits for a pipe to be written. */
const openOriginal = async (
  { source, ownSha256, files }: ImportImageOptions,
  name: string,
): Promise<Result<FileHandle>> => {
  let handle: FileHandle
  try {
    // What is moved is flushed to the disk first, which Windows allows only to who may write.
    const access = ownSha256 ? constants.O_RDWR : constants.O_RDONLY
    handle = await files.open(source, access | (constants.O_NONBLOCK ?? 0))
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
const copyAndHash = async (
  original: FileHandle,
  copy: FileHandle,
  name: string,
): Promise<Result<Content>> => {
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
