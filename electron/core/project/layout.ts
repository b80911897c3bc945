import { createHash } from 'node:crypto'

/** Names of files and folders in a project folder, and of what the program keeps about it elsewhere. */

/** The document. */
export const documentName = 'boardwright.json'
/** The save before the last, beside the document. */
export const backupName = 'boardwright.backup.json'
/** Lock and caches; may be deleted at any time. */
export const privateFolder = '.boardwright'
/** Folders of a project that hold the user's work. */
export const contentFolders = ['media', 'clips', 'exports'] as const

/** A moment as part of a file name: `2026-11-22T09-37-18-123Z`. `now` in milliseconds since 1970. */
export const timeInName = (now: number): string => new Date(now).toISOString().replaceAll(/[:.]/g, '-')

/** Name under which a document is kept aside. `attempt` counts from 0 and makes the name differ. */
export const keptName = (what: 'damaged' | 'theirs' | 'mine', now: number, attempt: number): string =>
  `boardwright.${what}-${timeInName(now)}${attempt === 0 ? '' : `-${attempt + 1}`}.json`

/** Name under which the document of an older version is kept before it is saved as the current one. */
export const olderVersionName = (version: number, attempt: number): string =>
  `boardwright.v${version}${attempt === 0 ? '' : `-${attempt + 1}`}.json`

/** Name of the temporary file that becomes `name`. */
export const temporaryName = (name: string, randomBytes: (count: number) => Uint8Array): string =>
  `.${name}.${Buffer.from(randomBytes(6)).toString('hex')}.tmp`

/** Whether a name in a project folder is a temporary file of this program's, left behind by a process that died. */
export const isLeftover = (name: string): boolean => /^\.boardwright\.json\.[0-9a-f]{12}\.tmp$/.test(name)

/**
 * Whether a name in a project folder looks like a copy of the document that a sync service made: "boardwright
 * (conflicted copy …).json", "boardwright.sync-conflict-….json", "boardwright-LAPTOP.json", "boardwright 2.json".
 */
export const isConflictedCopy = (name: string): boolean =>
  /^boardwright.+\.json$/i.test(name) &&
  !/^boardwright\.(?:backup|(?:damaged|theirs|mine)-[\dTZ-]+|v\d+(?:-\d+)?)\.json$/.test(name)

/** Tells project folders apart in the program's data folder, where a copied project has the same id as its original. */
export const folderKey = (folder: string): string =>
  createHash('sha256').update(folder).digest('hex').slice(0, 12)
