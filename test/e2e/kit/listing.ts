import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'

/** Every file and folder in a folder, with a hash of what is in it: two equal listings mean that nothing was written. */
export const listingOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const listing: Record<string, string> = {}
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    listing[path] = entry.isFile()
      ? createHash('sha256')
          .update(await fs.readFile(path))
          .digest('hex')
      : 'folder'
  }
  return listing
}
