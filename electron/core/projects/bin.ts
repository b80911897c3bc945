import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { wordsOf } from '../disk/failure.ts'

/** Moves files or folders to the system's bin, from which the user can take them back. Failure: `disk/failed`. */
export const moveToBin = async (paths: readonly string[]): Promise<Result<void>> => {
  try {
    // Loaded when first needed: it is rarely.
    const { default: trash } = await import('trash')
    await trash([...paths], { glob: false })
    return succeed(undefined)
  } catch (error) {
    return fail(
      'disk/failed',
      'It could not be moved to the system’s bin, so it stays where it is. Check the permissions of the folder.',
      {
        detail: wordsOf(error),
        cost: 'nothing',
      },
    )
  }
}
