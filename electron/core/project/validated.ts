import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { documentVersion } from '../../../shared/domain/document.ts'
import type { FileSystem } from '../ports.ts'
import { errnoOf } from '../disk/failure.ts'
import { folderKey } from './layout.ts'

/**
 * Fingerprints of documents whose bytes this program has checked or written, one for each project folder, in
 * `<home>/validated/`. Checking a board of 10,000 shots takes longer than reading it; bytes that are known need not be
 * checked again. The fingerprint is never in the project folder, where a stranger could put one.
 */

interface Place {
  readonly home: string
  readonly folder: string
}

const pathOf = ({ home, folder }: Place) => join(home, 'validated', folderKey(folder))

const fingerprint = (bytes: Uint8Array) =>
  `${documentVersion} ${createHash('sha256').update(bytes).digest('hex')}\n`

/** Whether exactly these bytes were validated the last time this project folder was open. */
export const isValidated = async (place: Place, bytes: Uint8Array, files: FileSystem): Promise<boolean> => {
  try {
    return (await files.readFile(pathOf(place), 'utf8')) === fingerprint(bytes)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    // Without a fingerprint the document is simply checked.
    return false
  }
}

/** Remembers bytes as validated. Half-written, it only means that they are checked again. Rejects as file calls do. */
export const rememberValidated = async (
  place: Place,
  bytes: Uint8Array,
  files: FileSystem,
): Promise<void> => {
  await files.mkdir(join(place.home, 'validated'), { recursive: true })
  await files.writeFile(pathOf(place), fingerprint(bytes))
}
