import { join } from 'node:path'
import { errnoOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import { foldName } from '../project/file-names.ts'

/** Longest folder name made from a title, in characters. */
const longest = 80

/** Names that Windows keeps for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** A title as a folder's name that every system can hold; never empty. */
export const folderNameOf = (title: string): string => {
  const plain = title
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[/\\:*?"<>|\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
  const short = Array.from(plain)
    .slice(0, longest)
    .join('')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  return short === '' || reserved.test(short) ? `Board ${short}`.trim() : short
}

/** A path in `parent` for a new folder named after a title: numbered where the name is taken. Rejects as file calls do. */
export const folderNameFor = async (
  parent: string,
  title: string,
  files: Pick<FileSystem, 'readdir'>,
): Promise<string> => {
  const taken = new Set((await namesIn(parent, files)).map(foldName))
  const name = folderNameOf(title)
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`
    if (!taken.has(foldName(candidate))) return join(parent, candidate)
  }
}

const namesIn = async (folder: string, files: Pick<FileSystem, 'readdir'>): Promise<string[]> => {
  try {
    return await files.readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
