import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { CustomSource, Input, MP4 } from 'mediabunny'
import type { InputVideoTrack } from 'mediabunny'
import { fail } from '../../../shared/errors.ts'
import type { Failure, Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { diskFailure, errnoOf, wordsOf } from '../disk/failure.ts'
import { checkMp4Structure } from './mp4-structure.ts'
import type { Mp4Verdict } from './mp4-structure.ts'

/** A clip that is open: its size in the file, and its picture. */
export interface OpenClip {
  readonly bytes: number
  readonly track: InputVideoTrack
}

/**
 * Opens a clip, lets `use` look at its picture, and closes it again. A link is not followed, a pipe not waited for, and
 * the file's tables are checked before they are believed.
 * Failures: `media/missing`, `media/not-a-clip` (also where `use` throws: a clip that cannot be read is none), `disk/…`,
 * and those of `use`.
 */
export const withClip = async <Value>(
  path: string,
  files: FileSystem,
  use: (clip: OpenClip) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  let handle: FileHandle
  try {
    handle = await files.open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return fail(
        'media/missing',
        'The clip is missing from the project’s clips folder. Put it back, or fetch it again.',
      )
    }
    return errnoOf(error) === 'ELOOP' || errnoOf(error) === 'EISDIR'
      ? notAClip('it is not a regular file')
      : { ok: false, error: diskFailure(error, 'The clip could not be read') }
  }
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) return notAClip('it is not a regular file')
    if (stat.size === 0) return notAClip('it is empty (0 bytes)')
    const verdict = await checkMp4Structure(handle, stat.size)
    if (verdict !== 'sound') return notAClip(reasons[verdict])
    return await readPicture(handle, stat.size, use)
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The clip could not be read') }
  } finally {
    await handle.close()
  }
}

/** Hands the file to the demuxer, which throws at whatever it cannot read. */
const readPicture = async <Value>(
  handle: FileHandle,
  bytes: number,
  use: (clip: OpenClip) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  const read = async (start: number, end: number) => {
    const wanted = new Uint8Array(end - start)
    const { bytesRead } = await handle.read(wanted, 0, wanted.length, start)
    if (bytesRead < wanted.length) throw new Error('The file ended while it was being read.')
    return wanted
  }
  const input = new Input({
    formats: [MP4],
    source: new CustomSource({ getSize: () => bytes, read, prefetchProfile: 'fileSystem' }),
  })
  try {
    const track = await input.getPrimaryVideoTrack()
    return track ? await use({ bytes, track }) : notAClip('it holds no picture')
  } catch (error) {
    return notAClip('its contents cannot be read', wordsOf(error))
  } finally {
    input.dispose()
  }
}

const reasons: Record<Exclude<Mp4Verdict, 'sound'>, string> = {
  'not-mp4': 'it is not an MP4 file, whatever its name',
  'no-moov': 'its table of contents is missing, as in a recording that was never finished',
  truncated: 'it ends too early',
  absurd: 'its tables contradict themselves',
}

/** The failure for a file that is no clip. @param why the reason, to stand after “because”. */
export const notAClip = (why: string, detail?: string): { readonly ok: false; readonly error: Failure } =>
  fail(
    'media/not-a-clip',
    `The file is not a clip that can be played, because ${why}. Fetch it again, or render another take.`,
    detail === undefined ? {} : { detail },
  )
