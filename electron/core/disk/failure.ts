import type { Failure } from '../../../shared/errors.ts'

/** The system's code of a failed file call (`ENOSPC` …); undefined for any other error. */
export const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** A thrown value's own words, for the `detail` of a failure. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** An error as the system would throw it, for a file that is not what was just found there. */
export const fileError = (words: string): Error => Object.assign(new Error(words), { code: 'EIO' })

/**
 * A failed file call as a failure. What did not come from a file call is thrown on.
 * @param what what could not be done, as the beginning of a sentence: "The project could not be saved".
 */
export const diskFailure = (error: unknown, what: string): Failure => {
  const code = errnoOf(error)
  if (code === undefined) throw error
  const detail = wordsOf(error)
  const failure = (kind: Failure['code'], words: string): Failure => ({
    code: kind,
    message: `${what}: ${words}`,
    detail,
    cost: 'nothing',
  })
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failure('disk/full', 'the disk is full. Make some room, then try again.')
    case 'EACCES':
    case 'EPERM':
      return failure(
        'disk/denied',
        'access is denied. Check the permissions of the folder, or use another one.',
      )
    case 'EROFS':
      return failure(
        'disk/denied',
        'the disk is read-only. Copy the project to a disk that can be written to.',
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return failure(
        'disk/failed',
        'the folder is not there any more; it was moved, renamed or unmounted. Put it back, or open it where it is now.',
      )
    case 'EMFILE':
    case 'ENFILE':
      return failure('disk/failed', 'too many files are open. Close other programs, then try again.')
    default:
      return failure('disk/failed', `the disk reported an error (${code}). Check the disk, then try again.`)
  }
}
