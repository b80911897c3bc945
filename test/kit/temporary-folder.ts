import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder (its real path) that is removed when the test is over. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-')))
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }))
  return folder
}
