import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { open, type Entry, type ZipFile } from 'yauzl'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { wordsOf } from '../disk/failure.ts'

/** A file in an archive: its path with `/` between, and its size in bytes once unpacked. */
export interface ArchiveEntry {
  readonly path: string
  readonly bytes: number
}

/** Takes in one entry: `drain` hands its bytes to `write` (or nobody) and checks its length and checksum. */
type TakeIn = (
  entry: ArchiveEntry,
  drain: (write: ((piece: Buffer) => Promise<void>) | null) => Promise<void>,
) => Promise<void>

/** Most files that are looked at in one archive. */
const entriesLimit = 200_000

/**
 * Reads a zip file entry by entry, each checked against its length and checksum. Folders are passed over. Failures:
 * `input/invalid` where it is no zip file or damaged. What `take` throws is thrown on.
 */
export const readArchive = async (file: string, take: TakeIn): Promise<Result<number>> => {
  let zip: ZipFile
  try {
    zip = await openZip(file)
  } catch (error) {
    return notAnArchive(error)
  }
  if (zip.entryCount > entriesLimit) {
    zip.close()
    return notAnArchive(new Error(`${zip.entryCount} entries`))
  }
  try {
    let count = 0
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      if (entry.fileName.endsWith('/')) continue
      count++
      const { fileName: path, uncompressedSize: bytes } = entry
      const stream = await openEntry(zip, entry)
      let drained = false
      try {
        await take({ path, bytes }, async (write) => {
          await drainChecked(stream, entry, write)
          drained = true
        })
      } finally {
        if (!drained) stream.destroy()
      }
    }
    return succeed(count)
  } catch (error) {
    if (error instanceof DamagedArchive) return notAnArchive(error)
    throw error
  } finally {
    zip.close()
  }
}

class DamagedArchive extends Error {}

const openZip = (file: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    // Names that lead outside, and entries larger than they say, are refused by the library itself.
    open(
      file,
      { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true },
      (error, zip) => {
        if (error) reject(error)
        else resolve(zip)
      },
    )
  })

const nextEntry = (zip: ZipFile): Promise<Entry | null> =>
  new Promise((resolve, reject) => {
    const settle = (value: Entry | null, error?: Error) => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError)
      if (error) reject(new DamagedArchive(error.message, { cause: error }))
      else resolve(value)
    }
    const onEntry = (entry: Entry) => settle(entry)
    const onEnd = () => settle(null)
    const onError = (error: Error) => settle(null, error)
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError)
    zip.readEntry()
  })

const openEntry = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new DamagedArchive(error.message, { cause: error }))
      else resolve(stream)
    })
  })

const drainChecked = async (
  stream: Readable,
  entry: Entry,
  write: ((piece: Buffer) => Promise<void>) | null,
): Promise<void> => {
  let checksum = 0
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  for (;;) {
    const next = await pieces.next().catch((error: unknown) => {
      throw new DamagedArchive(wordsOf(error), { cause: error })
    })
    if (next.done) break
    checksum = crc32(next.value, checksum)
    await write?.(next.value)
  }
  if (checksum !== entry.crc32) throw new DamagedArchive(`${entry.fileName}: the checksum differs`)
}

const notAnArchive = (error: unknown) =>
  fail(
    'input/invalid',
    'The file is not an archive of a Boardwright project, or it is damaged. Choose another, or copy it again from where it came.',
    {
      detail: wordsOf(error),
      cost: 'nothing',
    },
  )
