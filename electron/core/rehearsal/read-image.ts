import { basename } from 'node:path'
import type { Sharp } from 'sharp'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { imageFailure, openImage } from '../media/open-image.ts'

/**
 * Reads one image of a recipe the way `shape` says.
 * Failures: `media/missing`, `media/unreadable`; they name the file, and `field` is the recipe's path to it.
 */
export const readImage = async <Value>(
  path: string,
  field: string,
  shape: (image: Sharp) => Promise<Value>,
): Promise<Result<Value>> => {
  try {
    return succeed(await shape(await openImage(path)))
  } catch (error) {
    const { code, detail } = imageFailure(error).error
    const message =
      code === 'media/missing'
        ? `“${basename(path)}” is missing. Put it back, or replace it.`
        : `“${basename(path)}” can no longer be read. Import the original again.`
    return fail(code, message, { ...(detail === undefined ? {} : { detail }), field, cost: 'nothing' })
  }
}
