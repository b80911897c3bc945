import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder (its real path) that is removed when the test is over. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-')))
  // A program that is being ended may write a last line of its log meanwhile.
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}
