import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for as long as `work` takes: a user's home, or what a bench writes. */
export const inFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  try {
    return await work(folder)
  } finally {
    await files.rm(folder, { recursive: true, force: true })
  }
}
