import { fail } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'

/** The system's code of a failed call, such as `ENOENT`; undefined where the thrown value carries none. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** A thrown value's own words, for the `detail` of a failure. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * The failure behind a file call that threw.
 * @param what the thing that was being read or written, as the subject of a sentence: `“a.jpg”`, `The clip`.
 * @returns `disk/full` (the disk or the quota), `disk/denied` (permission, read-only disk) or `disk/failed`.
 */
export const diskFailure = (
  error: unknown,
  what: string,
): { readonly ok: false; readonly error: Failure } => {
  const detail = wordsOf(error)
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        'disk/full',
        `${what} could not be stored: the disk is full. Free some space and try again.`,
        {
          detail,
        },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail(
        'disk/denied',
        `${what} could not be read or stored: permission was denied. Check the permissions of the file and of the project folder.`,
        { detail },
      )
    case undefined:
    default:
      return fail(
        'disk/failed',
        `${what} could not be read or stored: the disk reported an error. Check the disk and try again.`,
        { detail },
      )
  }
}
